package relais.channels.form;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.FileKeys;
import relais.conversation.Addressing;
import relais.conversation.Channel;
import relais.conversation.FormSettings;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.mail.Attachment;
import relais.mail.FormSubmission;
import relais.mail.MailAddress;
import relais.mail.UnreadableMail;

/// What somebody sent with a contact form, checked.
///
/// @param submission names it: sent twice, it is one message
/// @param text what they wrote, and below it what else was asked, line by line
public record FormPost(
    String submission,
    String name,
    MailAddress email,
    String subject,
    String text,
    @Nullable Language language,
    List<Attachment> files) {
  /// What a browser may send in all: the gateway takes 6 MB in base 64.
  public static final int MAX_BYTES = 4_400_000;

  /// The field that people do not see. Who fills it in is a machine.
  public static final String TRAP = "website";

  private static final int MAX_LINE = 200;
  private static final int MAX_LINES = 1_000;
  private static final int MAX_MESSAGE = 10_000;
  private static final int MAX_FILES = 10;
  private static final Pattern SUBMISSION = Pattern.compile("[0-9a-f]{32}");

  public FormPost {
    files = List.copyOf(files);
  }

  /// What came of reading what was sent.
  public sealed interface Reading {
    /// It is a message.
    record Read(FormPost post) implements Reading {}

    /// A person has to mend something.
    ///
    /// @param wrong what, by field
    /// @param given what they wrote, so that nothing has to be written again
    record Wrong(Map<String, Fault> wrong, Map<String, String> given) implements Reading {}

    /// A machine sent it.
    record Trapped() implements Reading {}

    /// No browser sends this.
    record Unreadable() implements Reading {}
  }

  /// What may be wrong with an answer.
  public enum Fault {
    MISSING,
    TOO_LONG,
    NO_ADDRESS,
    NO_CHOICE,
    MANY_FILES
  }

  /// Reads what was sent.
  ///
  /// @param entity as [FormSubmission#entity] makes it
  public static Reading read(byte[] entity, FormSettings form) {
    return read(entity, form, true);
  }

  /// Reads what was sent once more, after a person looked at it and found that no machine wrote it.
  public static Reading readAgain(byte[] entity, FormSettings form) {
    return read(entity, form, false);
  }

  private static Reading read(byte[] entity, FormSettings form, boolean trapped) {
    FormSubmission data;
    try {
      data = FormSubmission.read(entity);
    } catch (UnreadableMail _) {
      return new Reading.Unreadable();
    }
    String submission = data.find("submission").orElse("");
    if (!SUBMISSION.matcher(submission).matches()) {
      return new Reading.Unreadable();
    }
    if (trapped && !data.find(TRAP).orElse("").isBlank()) {
      return new Reading.Trapped();
    }
    Answers answers = new Answers(data);
    String name = answers.line("name", true);
    String email = answers.line("email", true);
    String subject = answers.line("subject", true);
    String message = answers.lines("message", true, MAX_MESSAGE);
    StringBuilder asked = new StringBuilder();
    for (FormSettings.Field field : form.fields()) {
      String answer =
          switch (field.kind()) {
            case LINE -> answers.line(field.name(), field.required());
            case LINES -> answers.lines(field.name(), field.required(), MAX_LINES);
            case CHOICE -> answers.choice(field.name(), field.required(), field.options());
          };
      if (!answer.isEmpty()) {
        asked.append('\n').append(field.label()).append(": ").append(answer);
      }
    }
    MailAddress address = answers.address("email", email);
    List<Attachment> files =
        form.takesFiles()
            ? data.files().stream().map(FormSubmission.File::attachment).toList()
            : List.of();
    if (files.size() > MAX_FILES) {
      answers.wrong.put("files", Fault.MANY_FILES);
    }
    if (!answers.wrong.isEmpty() || address == null) {
      return new Reading.Wrong(answers.wrong, answers.given);
    }
    return new Reading.Read(
        new FormPost(
            submission,
            name,
            address,
            subject,
            asked.isEmpty() ? message : message + "\n" + asked,
            data.find("language").flatMap(Language::find).orElse(null),
            files));
  }

  /// Reads answers and remembers what is wrong with them.
  private static final class Answers {
    private final FormSubmission data;
    private final Map<String, Fault> wrong = new LinkedHashMap<>();
    private final Map<String, String> given = new LinkedHashMap<>();

    Answers(FormSubmission data) {
      this.data = data;
    }

    /// One line: what breaks a line would end a header where the answer becomes one.
    String line(String name, boolean required) {
      return checked(
          name, given(name).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "), required, MAX_LINE);
    }

    String lines(String name, boolean required, int most) {
      String text = given(name).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
      return checked(name, text, required, most);
    }

    String choice(String name, boolean required, List<String> options) {
      String answer = checked(name, given(name), required, MAX_LINE);
      if (!answer.isEmpty() && !options.contains(answer)) {
        wrong.put(name, Fault.NO_CHOICE);
      }
      return answer;
    }

    @Nullable MailAddress address(String name, String text) {
      if (text.isEmpty() || wrong.containsKey(name)) {
        return null;
      }
      try {
        // What mail allows within quotes, nobody writes into a form.
        if (text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"')) {
          return MailAddress.parse(text);
        }
        wrong.put(name, Fault.NO_ADDRESS);
        return null;
      } catch (IllegalArgumentException _) {
        wrong.put(name, Fault.NO_ADDRESS);
        return null;
      }
    }

    private String given(String name) {
      String text = data.find(name).orElse("");
      given.put(name, text);
      return text;
    }

    private String checked(String name, String text, boolean required, int most) {
      String answer = text.strip();
      if (answer.isEmpty() && required) {
        wrong.put(name, Fault.MISSING);
      } else if (answer.codePointCount(0, answer.length()) > most) {
        wrong.put(name, Fault.TOO_LONG);
      }
      return answer;
    }
  }

  /// Names the message for good.
  public static String source(Inbox.Form form, String submission) {
    return "form/%s/%s".formatted(form.id(), submission);
  }

  /// The message for the inbound queue: like a mail to the inbox, of which the sender's server said
  /// nothing.
  ///
  /// @param fileKeys where each file lies among those of the message
  public InboundItem.Received item(
      Inbox.Form form, Inbox.Email mail, Instant receivedAt, String rawKey, FileKeys fileKeys) {
    InboundItem.Received bare =
        new InboundItem.Received(
                source(form, submission),
                receivedAt,
                mail.id(),
                Channel.FORM,
                Identity.email(email.normalised()),
                name,
                receivedAt,
                new MailFields(
                    subject,
                    Addressing.received(List.of(mail.sender()), List.of(), List.of()),
                    null,
                    null,
                    List.of()),
                MessageBody.ofText(text),
                List.of(),
                submission,
                rawKey,
                null)
            .with(
                new InboundItem.Envelope(
                    null, List.of(), null, new InboundItem.Answerable(language)));
    IntFunction<String> keys = fileKeys.of(Incoming.messageId(bare));
    List<StoredFile> stored = new ArrayList<>();
    for (Attachment file : files) {
      stored.add(
          new StoredFile(
              file.name(),
              file.type(),
              file.content().length,
              null,
              false,
              new StoredFile.State.Stored(keys.apply(stored.size()))));
    }
    return bare.with(bare.body(), stored);
  }
}
