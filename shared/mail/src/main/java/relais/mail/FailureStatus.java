package relais.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a failure is called in RFC 3463, from a status code, an SMTP reply, or plain words.
final class FailureStatus {
  private static final Pattern ENHANCED =
      Pattern.compile("(?<![\\d.])[245]\\.[0-7]\\.\\d{1,3}(?![\\d.]*\\.?\\d)");
  private static final Pattern REPLY =
      Pattern.compile("(?<![\\d.])(?<!\\d:)([45][0-5]\\d)(?=[ \\-,;:)\\]]|$)");

  /// How a kind of failure is worded.
  ///
  /// @param detail subject and detail of the code, `1.1`
  /// @param hard whether sending again is pointless
  /// @param passing whether it stands for a passing fault when nothing says how long it lasts
  private record Wording(
      FailureCause cause, String detail, boolean hard, boolean passing, List<String> words) {}

  private static final List<Wording> WORDINGS =
      List.of(
          wording(
              FailureCause.MAILBOX_FULL,
              "2.2",
              false,
              false,
              "mailbox full|exceeds allowed size|mailbox is full|mailbox for user is full|quota"
                  + " exceeded|over quota|overquota|exceeded storage|out of storage|mailbox size"
                  + " limit|disk quota|over its quota|exceeds quota|exceeded the quota|exceeded its"
                  + " quota|quota is full|quota violation|maximum storage|mailboxfull|inbox is"
                  + " full|mailfolder is full|mail box is full|insufficient mailbox|not enough"
                  + " storage space in|boite pleine|boîte pleine|postfach ist voll|buzón está"
                  + " lleno|casella piena|mailbox vol|recipient storage full|would exceed the"
                  + " mailbox|account is full|storage quota|mailbox has exceeded|exceeded email"
                  + " quota|is over the allowed quota|user is over quota|is out of space|quota"
                  + " exceed|ran out of disk|容量"
                  + "|exceeded the local limit|too many messages in the mailbox|mailbox usage"),
          wording(
              FailureCause.MOVED,
              "1.6",
              true,
              false,
              "has moved|address changed|address has been changed|is no longer valid. please use"
                  + "|user has moved|new address|has been replaced by"),
          wording(
              FailureCause.USER_UNKNOWN,
              "1.1",
              true,
              false,
              "user unknown|doesn't have a|user not exist|name is not recognized|address is"
                  + " correct|may not exist|unknown user|no such user|no such recipient|no such"
                  + " mailbox|no such address|user not found|recipient not found|unknown"
                  + " recipient|recipient unknown|mailbox not found|mailbox unknown|unknown"
                  + " mailbox|invalid recipient|invalid mailbox|invalid user|unknown"
                  + " address|address unknown|no mailbox here|not a valid user|not a valid"
                  + " mailbox|not a valid recipient|unknown local part|unknown local-part|user does"
                  + " not exist|account does not exist|mailbox does not exist|user doesn't"
                  + " exist|recipient does not exist|address does not exist|email account that you"
                  + " tried to reach does not exist|does not exist here|does not have a"
                  + " yahoo|doesn't have a yahoo|not known at this site|not our customer|bad"
                  + " destination mailbox|recipnotfound|recipient not exist|not listed in|no"
                  + " account by that name|this address no longer accepts|no longer on"
                  + " server|couldn't be found|was not found at|wasn't found at|konnte nicht"
                  + " gefunden werden|n'existe pas|no existe|non esiste|niet gevonden|benutzer"
                  + " unbekannt|não existe|destinataire inconnu|is unknown|recipient rejected|there"
                  + " is no one at this address|unable to find recipient|no valid recipient|not a"
                  + " known user|mailbox not exist|account not found|unknown account|invalid"
                  + " address|user is unknown|unknown email|that name is not|does not match any|no"
                  + " user|not found in directory|no such email|recipient address rejected: access"
                  + " denied|addressee unknown|no existe la cuenta|user not known|undeliverable"
                  + " address|unknown or illegal alias|no such alias|is not a known|not exist on"
                  + " the|nonexistent|non-existent|user (unknown|email address could not be"
                  + " found|isn't listed|not in my users|存在しない|見つかりません|pas valide|invalid final"
                  + " delivery user|no longer available|unknown to|no such person|sorry, no"
                  + " mailbox|wrong address|delivery user|不存在|없는 사용자"
                  + "|mailbox unavailable|no longer works here"),
          wording(
              FailureCause.SUSPENDED,
              "2.1",
              false,
              false,
              "account disabled|mailbox disabled|account is disabled|user disabled|is inactive"
                  + "|account inactive|mailbox is inactive|has been suspended|account suspended"
                  + "|account is not active|mailbox is not active|deactivated|has been disabled"
                  + "|user is disabled|account expired|temporarily disabled|mailbox suspended"
                  + "|recipient suspend|mailbox is frozen|account closed|is locked"
                  + "|inactive account|boite du destinataire archivee|not accepting mail"
                  + "|disabled recipient|temporary locked|temporarily locked|mailbox is suspended"),
          wording(
              FailureCause.HOST_UNKNOWN,
              "4.4",
              true,
              false,
              "host unknown|no smtp service|dns lookup failure|domain is not reachable|host not"
                  + " reachable|unknown host|domain not found|host not found|no such domain|name"
                  + " service error|nxdomain|host or domain name not found|domain does not"
                  + " exist|domain name not found|unrouteable mail domain|unrouteable"
                  + " domain|illegal host|couldn't find any host|unable to route|name or service"
                  + " not known|host is unknown|no such host|bad destination host|nullmx|does not"
                  + " accept mail|domain must resolve|unrouteable address|couldn't"
                  + " be located|no mail server|no mail exchanger|no mx|unknown mail host|could not"
                  + " be resolved"),
          wording(
              FailureCause.TOO_LARGE,
              "3.4",
              false,
              false,
              "message too large|message size exceeds|message is too large|too big|size limit"
                  + "|exceeds maximum|exceeds the maximum|exceeds size|message file too big"
                  + "|message length exceeds|exceeded maximum|message too big|larger than"
                  + "|exceeds the size|size exceed"),
          wording(
              FailureCause.LOOP,
              "4.6",
              false,
              false,
              "too many hops|mail loop|loops back|routing loop|loop detected|hop count|mail is"
                  + " looping|delivery loop|maximum hop|forwarding loop"),
          wording(
              FailureCause.EXPIRED,
              "4.7",
              false,
              true,
              "delivery time expired|all hosts have been failing|retry time not reached|retry"
                  + " timeout exceeded|message expired|in the queue too long|queue too"
                  + " long|delivery expired|could not be delivered for|was not delivered for|time"
                  + " out expired|been in queue|maximum time|gave up after|not be delivered"
                  + " within|retry period|delivery retry|undelivered for|too long|has been queued"
                  + " for|unable to deliver within|time limit exceeded|days"
                  + "|could not deliver for the last|envelope expired|giving up|multiple retries"
                  + "|not going to try again|queue.expired|undeliverable for"),
          wording(
              FailureCause.NETWORK,
              "4.1",
              false,
              true,
              "connection timed out|connection refused|could not connect|no answer from host"
                  + "|unreachable|no route to host|couldn't connect|not responding|did not respond"
                  + "|unable to connect|connect to|timed out|timeout|can't connect|no response"
                  + "|wasn't able to establish|unable to open connection"
                  + "|did not accept our requests to connect|network error on destination"
                  + "|not accepting connections|lookup failure"),
          wording(
              FailureCause.NETWORK,
              "4.2",
              false,
              true,
              "connection dropped|lost connection|connection reset|bad connection|broken"
                  + " pipe|connection was dropped|remote host closed|server disconnected|connection"
                  + " died"),
          wording(
              FailureCause.RELAY,
              "7.1",
              false,
              false,
              "relay access denied|relaying denied|relay not permitted|unable to relay|not"
                  + " relay|relaying not|relay denied|relaying prohibited|relay operation|to relay"
                  + " for|not a gateway|domain isn't in my list|only accept mail for|no"
                  + " relaying|configured to relay|relay mail|relay recipient|relay through this"
                  + " server"),
          wording(
              FailureCause.SPAM,
              "7.1",
              false,
              false,
              "spam|unsolicited|bulk mail|junk mail|uce |spamhaus|spamcop|barracudacentral"
                  + "|blacklist|block list|blocklist|reputation|suspicious"
                  + "|ube,|, ube"),
          wording(
              FailureCause.POLICY,
              "7.1",
              false,
              false,
              "policy|dmarc|spf|dkim|unauthenticated|reverse dns|ptr record|rdns|too many"
                  + " connections|too many messages|rate limit|rate limited|throttl|must issue a"
                  + " starttls|authentication required|rfc 5322|not compliant|blocked|listed"
                  + " at|banned|too much mail|greylist|grey-list|gray-list|not verified|mismatches"
                  + " client ip|unexpected volume|temporarily deferred|name lookup"
                  + " failed|unverifyable|authentication information|authentication checks|smtp"
                  + " authentication|protocol violation|relay quota|dns ptr|invalid ip for"
                  + " sending|multiple addresses in from|may not be mail exchanger"),
          wording(
              FailureCause.CONTENT,
              "6.0",
              false,
              false,
              "virus|malware|infected|attachment type|banned attachment|attachments are not"
                  + "|file type is not|message content|content rejected|media error|headers too"
                  + " large|dangerous attachment"),
          wording(
              FailureCause.REJECTED,
              "7.1",
              false,
              false,
              "rejected|denied|not authorized|not permitted|prohibited|not"
                  + " allowed|refused|restricted|forbidden|violat|sender address|only accepts"
                  + " mail from|sender verify|not accepted"
                  + "|permission to post"),
          wording(
              FailureCause.SYSTEM,
              "3.0",
              false,
              false,
              "system error|local error|unknown mailer error|mailer error|internal error"
                  + "|server error|configuration error|can't create|out of memory|insufficient"
                  + "|i/o error|command failed|unable to deliver|mailsystem"));

  private FailureStatus() {}

  /// The code for a failure.
  ///
  /// @param stated the code the report itself gives; null for none
  /// @param words what the receiving side said
  /// @param passing whether the report calls it a passing fault
  static String of(@Nullable String stated, String words, boolean passing) {
    String first = stated == null ? null : enhancedIn(stated);
    String said = enhancedIn(words);
    if (said != null && isTelling(said)) {
      return said; // the other side's own word; the report often knows less
    }
    if (first != null && isTelling(first)) {
      return first;
    }
    if (said != null && isSpecific(said)) {
      return said;
    }
    if (first != null && isSpecific(first)) {
      return first;
    }
    Wording wording = wordingOf(words);
    String reply = replyIn(words);
    String known = first != null ? first : said;
    String kind = kindOf(known, reply, wording, passing);
    if (wording != null && known == null) {
      return kind + "." + wording.detail;
    }
    if (reply != null && known == null) {
      return kind + ".0.0";
    }
    return known != null ? known : kind + ".0.0";
  }

  private static String kindOf(
      @Nullable String known, @Nullable String reply, @Nullable Wording wording, boolean passing) {
    if (known != null) {
      return known.substring(0, 1);
    }
    if (reply != null) {
      return reply.substring(0, 1);
    }
    return passing || (wording != null && wording.passing) ? "4" : "5";
  }

  /// Whether an address that failed so should not be tried again.
  static boolean isHard(String status, String words) {
    if (!status.startsWith("5")) {
      return false;
    }
    Wording wording = wordingOf(words);
    if (wording != null && (wording.hard || !wording.detail.equals("7.1"))) {
      return wording.hard;
    }
    return switch (status.substring(2)) {
      case "1.1", "1.2", "1.4", "1.6", "1.10", "4.4" -> true;
      case "1.0", "1.3" -> wording == null;
      default -> false;
    };
  }

  /// Why a mail did not arrive: by the words where they are plain, else by the code.
  static FailureCause causeOf(String status, String words) {
    Wording wording = wordingOf(words);
    FailureCause worded = wording == null ? FailureCause.OTHER : wording.cause;
    FailureCause coded = causeOfCode(status.length() > 2 ? status.substring(2) : "");
    return switch (worded) {
      case OTHER -> coded;
      case USER_UNKNOWN -> coded == FailureCause.MOVED ? coded : worded;
      case REJECTED, SYSTEM, EXPIRED, NETWORK -> isPlain(coded) ? coded : worded;
      case MOVED,
          SUSPENDED,
          MAILBOX_FULL,
          HOST_UNKNOWN,
          TOO_LARGE,
          LOOP,
          SPAM,
          CONTENT,
          POLICY,
          RELAY ->
          worded;
    };
  }

  /// Whether a code says more than the words for a refusal or a broken machine.
  private static boolean isPlain(FailureCause coded) {
    return switch (coded) {
      case USER_UNKNOWN, MOVED, SUSPENDED, MAILBOX_FULL, HOST_UNKNOWN, TOO_LARGE, LOOP -> true;
      case EXPIRED, NETWORK, SPAM, CONTENT, POLICY, RELAY, REJECTED, SYSTEM, OTHER -> false;
    };
  }

  private static FailureCause causeOfCode(String detail) {
    return switch (detail) {
      case "1.1", "1.3", "1.4" -> FailureCause.USER_UNKNOWN;
      case "1.2", "1.10", "4.4" -> FailureCause.HOST_UNKNOWN;
      case "1.6" -> FailureCause.MOVED;
      case "2.1", "7.13" -> FailureCause.SUSPENDED;
      case "2.2", "3.1" -> FailureCause.MAILBOX_FULL;
      case "2.3", "3.4" -> FailureCause.TOO_LARGE;
      case "4.6" -> FailureCause.LOOP;
      case "4.7" -> FailureCause.EXPIRED;
      case "4.1", "4.2", "4.3" -> FailureCause.NETWORK;
      case "1.8", "1.7", "7.1", "7.2" -> FailureCause.REJECTED;
      default ->
          switch (detail.isEmpty() ? '?' : detail.charAt(0)) {
            case '3', '4', '5' -> FailureCause.SYSTEM;
            case '6' -> FailureCause.CONTENT;
            case '7' -> FailureCause.POLICY;
            default -> FailureCause.OTHER;
          };
    };
  }

  /// The enhanced status code in a text that says most, the first of several; null for none.
  static @Nullable String enhancedIn(String text) {
    Matcher code = ENHANCED.matcher(text);
    String best = null;
    while (code.find()) {
      String found = code.group();
      if (found.startsWith("2")) {
        continue;
      }
      if (isTelling(found)) {
        return found;
      }
      best = best == null || (!isSpecific(best) && isSpecific(found)) ? found : best;
    }
    return best;
  }

  /// The first SMTP reply code of a failure in a text; null for none.
  static @Nullable String replyIn(String text) {
    Matcher code = REPLY.matcher(text);
    return code.find() ? code.group(1) : null;
  }

  /// Whether a text tells of a failure in words this class knows.
  static boolean tellsFailure(String text) {
    return wordingOf(text) != null;
  }

  /// Whether the code names a cause, rather than "something about the address" or "too late".
  private static boolean isTelling(String code) {
    return isSpecific(code)
        && !code.endsWith(".1.0")
        && !code.endsWith(".4.7")
        && !code.endsWith(".5.0");
  }

  private static boolean isSpecific(String code) {
    return !code.endsWith(".0.0");
  }

  private static @Nullable Wording wordingOf(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    for (Wording wording : WORDINGS) {
      for (String each : wording.words) {
        if (lower.contains(each)) {
          return wording;
        }
      }
    }
    return null;
  }

  private static Wording wording(
      FailureCause cause, String detail, boolean hard, boolean passing, String words) {
    return new Wording(cause, detail, hard, passing, List.of(words.split("\\|", -1)));
  }
}
