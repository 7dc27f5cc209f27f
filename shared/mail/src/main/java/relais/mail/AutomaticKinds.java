package relais.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says which kind of machine wrote a mail, if one did.
final class AutomaticKinds {
  private static final List<String> AUTO_REPLY_HEADERS =
      List.of("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Reply", "X-Vacation");

  private static final Pattern AUTO_REPLY_SUBJECT =
      Pattern.compile(
          "^(?:\\[[^\\]]{1,40}\\] ?)?(?:auto(?:matic|matische)?"
              + " ?[-_]?(?:reply|response|respond|responder|antwort)|automated"
              + " (?:reply|response)|auto: |out of (?:the )?office|out-of-office|ooo:|on"
              + " vacation|vacation (?:reply|response|notice|message)|away from (?:my|the) |i am"
              + " out of|i'm out of|i am away|i am on (?:leave|holiday|vacation)|currently out"
              + " of|absence|abwesen|automatische antwort|automatische abwesenheit|réponse"
              + " automatique|reponse automatique|absence du bureau|absent|message"
              + " d'absence|respuesta automática|respuesta automatica|fuera de (?:la"
              + " )?oficina|ausente|ausencia|risposta automatica|fuori sede|fuori"
              + " ufficio|assente|automatisch antwoord|afwezig|niet aanwezig|resposta"
              + " automática|fora do escritório|autosvar|automatiskt svar|automatisk"
              + " svar|frånvaro|fravær|automaattinen vastaus|poissa|automatická"
              + " odpověď|nepřítomnost|odpowiedź automatyczna|autoodpowiedź|nieobecność|automatikus"
              + " válasz|házon kívül|răspuns automat|автоответ|автоматический ответ|автоматична"
              + " відповідь|отсутств|αυτόματη απάντηση|otomatik yanıt|ofis"
              + " dışında|自动回复|自動回覆|自動回复|自動返信|自動応答|不在通知|자동 회신|자동응답|부재중|תשובה אוטומטית|رد"
              + " تلقائي|automatski odgovor|avtomatski odgovor|samodejni odgovor|trả lời tự"
              + " động|balas otomatis|ตอบกลับอัตโนมัติ)");

  private static final Pattern NO_REPLY =
      Pattern.compile(
          "^(?:.{0,30}[-_.+])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|dont[-_.]?reply|ne[-_.]?pas[-_.]?repondre"
              + "|keine?[-_.]?antwort|nicht[-_.]?antworten|no[-_.]?responder|non[-_.]?rispondere|nao[-_.]?responda"
              + "|niet[-_.]?beantwoorden|noreply|auto[-_.]?confirm|notifications?)(?:[-_.+].{0,40})?$");

  private static final Pattern LIST_ID = Pattern.compile("<([^<>\\s]{1,250})>");

  private static final Set<String> BULK = Set.of("bulk", "junk");

  private AutomaticKinds() {}

  static Automatic of(MimePart mail, List<Mailbox> from, String subject, String text) {
    List<MimePart> leaves = mail.leaves();
    Automatic report = DeliveryReport.read(leaves, text);
    if (report == null) {
      report = DeliveryReport.readUnmarked(leaves, subject);
    }
    if (report == null) {
      report = SnsNotification.read(from, text);
    }
    if (report != null) {
      return report;
    }
    String lowerSubject = subject.strip().toLowerCase(Locale.ROOT);
    boolean answers = AUTO_REPLY_SUBJECT.matcher(lowerSubject).find() || hasAutoReplyHeader(mail);
    if (!answers) {
      Automatic bounce = BounceText.read(mail, leaves, subject, text);
      if (bounce != null) {
        Automatic enclosed = bounce instanceof Automatic.Bounce ? enclosedReport(leaves) : null;
        return enclosed == null ? bounce : enclosed;
      }
    }
    return byHeaders(mail, from, answers);
  }

  /// The report a bounce encloses instead of the failed mail, where a relay passed it on.
  private static @Nullable Automatic enclosedReport(List<MimePart> leaves) {
    for (MimePart leaf : leaves) {
      if (MediaType.kindOf(leaf.type()) == AttachmentKind.MAIL) {
        MimePart mail = MimePart.read(Slice.of(leaf.content()));
        Automatic report =
            mail.type().equals("multipart/report") ? DeliveryReport.read(mail.leaves(), "") : null;
        if (report instanceof Automatic.Bounce) {
          return report;
        }
      }
    }
    return null;
  }

  private static Automatic byHeaders(MimePart mail, List<Mailbox> from, boolean answers) {
    String submitted = word(mail, "Auto-Submitted");
    String precedence = word(mail, "Precedence");
    if (precedence.isEmpty()) {
      precedence = word(mail, "X-Precedence");
    }
    if (submitted.equals("auto-replied")
        || precedence.equals("auto_reply")
        || precedence.equals("auto-reply")
        || answers) {
      return new Automatic.AutoReply();
    }
    if (isFrom(from, NO_REPLY) && submitted.isEmpty() && !has(mail, "List-Post")) {
      return has(mail, "List-Unsubscribe") || BULK.contains(precedence)
          ? new Automatic.Bulk()
          : new Automatic.Generated();
    }
    if (has(mail, "List-Post") || has(mail, "Mailing-List") || precedence.equals("list")) {
      return new Automatic.MailingList(listId(mail));
    }
    if (has(mail, "List-Unsubscribe") || has(mail, "Feedback-ID") || BULK.contains(precedence)) {
      return new Automatic.Bulk();
    }
    if (has(mail, "List-Id")) {
      return new Automatic.MailingList(listId(mail));
    }
    if (submitted.startsWith("auto-")
        || has(mail, "X-MS-Exchange-Generated-Message-Source")
        || value(mail, "Return-Path").replace(" ", "").equals("<>")) {
      return new Automatic.Generated();
    }
    return new Automatic.Not();
  }

  private static boolean hasAutoReplyHeader(MimePart mail) {
    for (String name : AUTO_REPLY_HEADERS) {
      String value = word(mail, name);
      if (!value.isEmpty() && !value.equals("no") && !value.equals("false")) {
        return true;
      }
    }
    return word(mail, "Delivered-To").equals("autoresponder");
  }

  private static boolean isFrom(List<Mailbox> from, Pattern local) {
    return from.stream()
        .anyMatch(each -> local.matcher(each.address().local().toLowerCase(Locale.ROOT)).matches());
  }

  private static @Nullable String listId(MimePart mail) {
    Matcher id = LIST_ID.matcher(value(mail, "List-Id"));
    return id.find() ? id.group(1) : null;
  }

  private static boolean has(MimePart mail, String name) {
    return mail.headers().find(name) != null;
  }

  private static String value(MimePart mail, String name) {
    return mail.headers().value(name, CharsetGuess.WESTERN);
  }

  /// The first word of a field in lower case: parameters and comments do not matter.
  private static String word(MimePart mail, String name) {
    return StructuredValue.parse(value(mail, name)).value();
  }
}
