package relais.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises the bounces that no machine was meant to read, by sender, subject and words.
///
/// No sign alone decides: people forward bounces, answer them, and write about them.
final class BounceText {
  private static final int MAX_TEXT = 60_000;
  private static final int MAX_RECIPIENTS = 100;

  private static final Pattern DAEMON =
      Pattern.compile(
          "mailer[-_ ]?daemon|mail[-_ ]daemon|post_?master|mdaemon|mail delivery|delivery sub"
              + " ?system|mail administrator|mailsystem|mail system|internet mail|mail"
              + " router|returned mail|non[- ]?delivery|system administrator|anti-?virus|delivery"
              + " notification|bounce|undeliver|system attendant|mailadmin|mail-admin|email"
              + " delivery|mail server|mailserver|root@|uucp@");

  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|undelivered|delivery status notification|failure notice|returned mail|mail"
              + " delivery|delivery fail|delivery notification|delivery error|delivery"
              + " report|failed mail|mail failed|failed delivery|failure delivering|non[-"
              + " ]?delivery|returned to sender|return to sender|mail system error|mail error|mail"
              + " could not be|could not be delivered|cannot be delivered|unable to"
              + " deliver|couldn't be delivered|not deliver|delivery has failed|delivery"
              + " problem|error sending|mail not delivered|message status|mail status"
              + " report|bounced|bounce|user unknown|unknown user|message you sent|problems"
              + " delivering|returning message|rejected mail|reject|email"
              + " cannot|undelivrable|failed|mail returned|delayed|delay|warning:"
              + " |deferred|unzustellbar|nicht zugestellt|fehlgeschlagen|échec|non remis|non"
              + " distribu|no se puede entregar|no se pudo entregar|no entregado|non"
              + " recapitabile|mancato recapito|mancata consegna|onbestelbaar|niet bezorgd|não"
              + " entregue|falha|kan inte levereras|ikke leveres|недостав|не доставлен|не"
              + " удалось|配信|エラー通知|送信できません|退信|系统退信|无法|無法|传输失败|投递失败|投遞失敗|processing"
              + " error|반송|teslim"
              + " edilemedi|kézbesíthetetlen|nedoručitel|niedostarcz");

  private static final Pattern STRONG =
      Pattern.compile(
          "could not be delivered|error delivering|couldn't be delivered|cannot be delivered|can"
              + " ?not be delivered|was not delivered|not been delivered|undeliverable|unable to"
              + " deliver|wasn't delivered|delivery failed|delivery has failed|delivery to the"
              + " following|failed to deliver|permanent fatal error|permanent error|this is the"
              + " mail system|mail delivery software|delivery failure|mail delivery system|mail"
              + " delivery error|delivery to these recipients|not be delivered|message that you"
              + " sent|message you sent|was undeliverable|did not reach|didn't reach|returned to"
              + " you|returned to sender|delivery status|problem delivering|could not"
              + " deliver|couldn't deliver|failed recipient|failed addresses|transcript of"
              + " session|could not send|unable to send|failed permanently|mail could not|returned"
              + " unsent|delivery error|undelivered|i'm afraid i wasn't able|unable to"
              + " relay|non-delivery|error while delivering|reason for failure|has been"
              + " rejected|was rejected|been blocked|cannot deliver|can't deliver|not"
              + " delivered|returned mail|recipient|address|e-mail|nicht"
              + " zugestellt|unzustellbar|n'a pas pu|no se pudo|non è stato possibile|kon niet"
              + " worden|não foi|не удалось|не доставлено|配信|送信|不能|无法|無法");

  private static final Pattern DELAY =
      Pattern.compile(
          "will continue (?:to|trying)|will keep trying|not yet been delivered|will be retried"
              + "|do not need to resend|don't need to resend|delivery attempts will continue"
              + "|has been delayed|is delayed|still (?:being )?(?:trying|queued|retrying)"
              + "|will be attempted|(?:will|we'll|to|keep) try(?:ing)? again|keep trying"
              + "|not been delivered yet"
              + "|is only a warning|this is a warning|warning message only|delivery (?:is )?delayed"
              + "|noch nicht zugestellt|wird weiterhin versucht|pas encore");

  private static final Pattern FINAL =
      Pattern.compile(
          "giving up|gave up|will not be retried|permanent|fatal|has failed|failed permanently|no"
              + " further|(?<!will be )returned|retry time(?:out)? exceeded|expired|was not"
              + " delivered|undeliverable|unknown user|user unknown|not going to try again|in the"
              + " queue too long|won't try again|will not try again");

  /// Where a copy of the failed mail begins.
  private static final Pattern COPY =
      Pattern.compile(
          "(?im)^[>|]? ?(?: {0,4}-{1,12} ?(?:this is a copy of|below this line"
              + "|original message|the body of the message|the header|returned message"
              + "|message header|returned mail|the following is|start of)"
              + "|received: (?:from|by|\\(|qmail)|return-path: |original message headers"
              + "|original message details|x-mailer: |message-id: ?<"
              + "|content-type: (?:text|multipart)/|mime-version: "
              + "|dkim-signature:|reply-to: )");

  private static final String ADDRESS =
      "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9]";

  /// A recipient at the beginning of a line, as lists of failures have it.
  private static final Pattern LISTED =
      address(
          "(?im)^[ \\t]{0,12}(?:[-*\\u2022][ \\t]{1,3}|[45]\\d\\d[ -](?:[45]\\.\\d\\.\\d ?)?)?"
              + "(?:(?:user|recipient|address|to|original-recipient|final-recipient|rcpt to"
              + "|e-?mail|failed recipient|recipient address|mailto|could not deliver to"
              + "|envelope-to)s?[ \\t]?[:=][ \\t]?)?"
              + "(?:rfc822;[ \\t]{0,3})?[\"'\\[(]{0,2}(?:smtp:)?[<(]?",
          "[>)]?");

  private static final Pattern NAMED =
      address(
          "(?i)(?<![a-z])(?:rcpt to:?|to=|recipient:?|for|user|to|address|deliver(?:ed|ing)? to"
              + "|mailbox|delivering to)(?![a-z0-9.@_-])\\s{0,3}[:\"'\\[(]{0,2}(?:smtp:)?<?",
          ">?");

  private static final Pattern ANY = address("(?i:smtp=)?", "");

  /// Above the recipients, where the report names other addresses before.
  private static final Pattern FOLLOWS =
      Pattern.compile("(?i)did not reach the following recipient|failed to these recipients");

  private final MimePart mail;
  private final List<MimePart> leaves;
  private final String subject;
  private final String text;
  private final String report;

  private BounceText(MimePart mail, List<MimePart> leaves, String subject, String text) {
    this.mail = mail;
    this.leaves = leaves;
    this.subject = subject.toLowerCase(Locale.ROOT);
    this.text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    this.report = beforeCopy(this.text);
  }

  private static Pattern address(String before, String after) {
    return Pattern.compile(before + "(" + ADDRESS + ")" + after);
  }

  /// What a mail tells of failures; null when it is no bounce.
  static @Nullable Automatic read(
      MimePart mail, List<MimePart> leaves, String subject, String text) {
    if (!isMachine(mail) && !SUBJECT.matcher(subject.toLowerCase(Locale.ROOT)).find()) {
      return null; // most mail: its text need not be looked at
    }
    BounceText reading = new BounceText(mail, leaves, subject, text);
    return reading.isBounce() ? reading.bounce() : null;
  }

  /// Whether the headers alone speak for a machine that handles mail.
  private static boolean isMachine(MimePart mail) {
    String from = mail.headers().value("From", CharsetGuess.WESTERN).toLowerCase(Locale.ROOT);
    return from.isBlank()
        || DAEMON.matcher(from).find()
        || mail.headers().value("Return-Path", CharsetGuess.WESTERN).replace(" ", "").equals("<>")
        || mail.headers().find("X-Failed-Recipients") != null
        || mail.type().equals("multipart/report");
  }

  private boolean isBounce() {
    String from = header("From").toLowerCase(Locale.ROOT);
    boolean daemon = DAEMON.matcher(from).find();
    boolean nullPath = header("Return-Path").replace(" ", "").equals("<>");
    boolean failedHeader = !header("X-Failed-Recipients").isEmpty();
    boolean report = mail.type().equals("multipart/report");
    boolean machine = isMachine(mail);
    boolean subjectTells = SUBJECT.matcher(subject).find();
    String lower = this.report.toLowerCase(Locale.ROOT);
    boolean bodyTells = STRONG.matcher(lower).find();
    boolean code =
        FailureStatus.replyIn(this.report) != null || FailureStatus.enhancedIn(this.report) != null;
    boolean words = FailureStatus.tellsFailure(lower);
    boolean copy =
        leaves.stream().anyMatch(OriginalMail::holdsMail) || this.report.length() < text.length();
    boolean hasDeliveryStatus =
        leaves.stream().anyMatch(leaf -> leaf.type().equals("message/delivery-status"));
    if (failedHeader) {
      return true;
    }
    if (!machine) {
      boolean answer =
          !header("In-Reply-To").isEmpty()
              || subject.startsWith("re:")
              || subject.startsWith("aw:")
              || QuotePhrases.isForward(subject);
      return !answer && subjectTells && bodyTells && (code || words) && copy;
    }
    int signs =
        (daemon ? 1 : 0)
            + (from.contains("mailer-daemon@") ? 1 : 0)
            + (nullPath ? 1 : 0)
            + (report ? 1 : 0)
            + (hasDeliveryStatus ? 1 : 0)
            + (daemon && FINAL.matcher(lower).find() ? 1 : 0)
            + (subjectTells ? 2 : 0)
            + (bodyTells ? 1 : 0)
            + (code ? 1 : 0)
            + (words ? 1 : 0)
            + (copy ? 1 : 0);
    return signs >= 4 && (bodyTells || code || words || copy);
  }

  private Automatic bounce() {
    List<MimeMessageId> originals = OriginalMail.messageIds(leaves, text);
    String lower = report.toLowerCase(Locale.ROOT);
    boolean delayed = DELAY.matcher(subject + " " + lower).find() && !FINAL.matcher(lower).find();
    List<ReportedRecipient> recipients = new ArrayList<>();
    Map<MailAddress, String> found = recipients();
    found.forEach((address, words) -> recipients.add(recipient(address, words, delayed)));
    if (recipients.isEmpty()) {
      recipients.add(recipient(null, report, delayed));
    }
    return delayed
        ? new Automatic.Delayed(recipients, originals)
        : new Automatic.Bounce(recipients, originals);
  }

  private ReportedRecipient recipient(
      @Nullable MailAddress address, String words, boolean delayed) {
    boolean telling =
        FailureStatus.replyIn(words) != null
            || FailureStatus.enhancedIn(words) != null
            || FailureStatus.tellsFailure(words);
    String said = telling ? words : report;
    String status = FailureStatus.of(null, said, delayed);
    String reason = HeaderText.oneLine(words);
    return new ReportedRecipient(
        address,
        status,
        FailureStatus.isHard(status, said),
        FailureStatus.causeOf(status, said),
        reason.length() > 500 ? reason.substring(0, 500) : reason);
  }

  /// The failed recipients with what is said of each, from the surest source that names any.
  private Map<MailAddress, String> recipients() {
    Map<MailAddress, String> found = new LinkedHashMap<>();
    for (Mailbox failed : MailboxList.parse(header("X-Failed-Recipients"))) {
      found.put(failed.address(), wordsAbout(failed.address().toString()));
    }
    if (found.isEmpty()) {
      addMatches(LISTED, found);
    }
    if (found.isEmpty()) {
      addMatches(NAMED, found);
    }
    if (found.isEmpty() && FOLLOWS.matcher(report).find()) {
      addMatches(ANY, found);
    }
    if (found.isEmpty()) {
      for (MailAddress address : OriginalMail.recipients(leaves, text)) {
        if (!isOurs(address)) {
          found.putIfAbsent(address, report);
        }
      }
    }
    if (found.isEmpty()) {
      addMatches(ANY, found);
    }
    return found;
  }

  private void addMatches(Pattern pattern, Map<MailAddress, String> found) {
    Matcher follows = FOLLOWS.matcher(report);
    Matcher matcher = pattern.matcher(report);
    matcher.region(follows.find() ? follows.end() : 0, report.length());
    while (matcher.find() && found.size() < MAX_RECIPIENTS) {
      MailAddress address = DeliveryReport.addressIn(matcher.group(1));
      if (address != null && !isOurs(address)) {
        found.putIfAbsent(address, wordsFrom(matcher.start()));
      }
    }
  }

  /// The one the bounce was sent to, or from: not the one that failed.
  private boolean isOurs(MailAddress address) {
    String key = address.normalised();
    return DAEMON.matcher(key).find()
        || contains(header("To"), key)
        || contains(header("From"), key);
  }

  private static boolean contains(String header, String key) {
    return header.toLowerCase(Locale.ROOT).contains(key);
  }

  private String wordsAbout(String address) {
    int at = report.toLowerCase(Locale.ROOT).indexOf(address.toLowerCase(Locale.ROOT));
    return at < 0 ? report : wordsFrom(at);
  }

  /// From there to the next recipient or the end of the paragraph after the next.
  private String wordsFrom(int start) {
    int end = Math.min(report.length(), start + 1_500);
    int lineEnd = report.indexOf('\n', start);
    Matcher listed = LISTED.matcher(report);
    if (lineEnd > 0 && listed.find(start)) {
      String about = listed.group(1);
      while (lineEnd < end && listed.find(Math.max(lineEnd, listed.end()))) {
        if (!listed.group(1).equalsIgnoreCase(about)) {
          end = Math.min(end, Math.max(listed.start(), lineEnd));
          break;
        }
      }
    }
    return report.substring(start, end);
  }

  private static String beforeCopy(String text) {
    Matcher copy = COPY.matcher(text);
    int from = 0;
    while (copy.find(from)) {
      if (copy.start() > 20) {
        return text.substring(0, copy.start());
      }
      from = copy.end();
    }
    return text;
  }

  private String header(String name) {
    return mail.headers().value(name, CharsetGuess.WESTERN);
  }
}
