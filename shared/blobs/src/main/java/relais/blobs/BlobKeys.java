package relais.blobs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.InboxId;
import relais.conversation.UserId;
import relais.conversation.Visitor;

/// Every key in the two buckets, and nothing else.
public final class BlobKeys {
  private static final Pattern SES_ID = Pattern.compile("[A-Za-z0-9_.@=-]{1,200}");

  private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{32}");

  private BlobKeys() {}

  /// Raw bucket: a mail as SES received it. SES itself writes there.
  ///
  /// @throws IllegalArgumentException when the id could leave the folder
  public static String mail(String sesMessageId) {
    if (!SES_ID.matcher(sesMessageId).matches() || sesMessageId.startsWith(".")) {
      throw new IllegalArgumentException("Not an SES message id: '%s'".formatted(sesMessageId));
    }
    return MAIL + sesMessageId;
  }

  /// Raw bucket: the folder of mails.
  public static final String MAIL = "mail/";

  /// SES's id of the mail under a key, or nothing where the key is none of a mail: SES
  /// leaves a note there when a rule is made.
  public static Optional<String> findSesMessageId(String key) {
    String id = key.startsWith(MAIL) ? key.substring(MAIL.length()) : "";
    return SES_ID.matcher(id).matches() && !id.startsWith(".") && !id.equals(SES_SETUP)
        ? Optional.of(id)
        : Optional.empty();
  }

  private static final String SES_SETUP = "AMAZON_SES_SETUP_NOTIFICATION";

  /// Raw bucket: what a provider posted. The same bytes on the same day have the same key.
  public static String webhook(Channel channel, Instant receivedAt, byte[] body) {
    return "webhook/%s/%s/%s"
        .formatted(
            channel.word(),
            receivedAt.atOffset(ZoneOffset.UTC).toLocalDate(),
            HexFormat.of().formatHex(sha256(body)));
  }

  /// Raw bucket: what a visitor of a chat sent. The same bytes on the same day have the same key.
  public static String chat(Visitor visitor, Instant receivedAt, byte[] body) {
    return "chat/%s/%s/%s/%s"
        .formatted(
            visitor.chat(),
            receivedAt.atOffset(ZoneOffset.UTC).toLocalDate(),
            visitor.id(),
            HexFormat.of().formatHex(sha256(body)));
  }

  /// Raw bucket: what somebody sent with a form. The same bytes on the same day have the same key.
  public static String form(InboxId form, Instant receivedAt, byte[] body) {
    return "form/%s/%s/%s"
        .formatted(
            form,
            receivedAt.atOffset(ZoneOffset.UTC).toLocalDate(),
            HexFormat.of().formatHex(sha256(body)));
  }

  /// The visitor whose message lies under a key; nothing where the key is none of a chat.
  public static Optional<Visitor> findVisitor(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 5 && parts[0].equals("chat")
        ? Optional.of(new Visitor(new InboxId(parts[1]), parts[3]))
        : Optional.empty();
  }

  /// The form whose message lies under a key; nothing where the key is none of a form.
  public static Optional<InboxId> findForm(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 4 && parts[0].equals("form")
        ? Optional.of(new InboxId(parts[1]))
        : Optional.empty();
  }

  /// Raw bucket: a message of a queue that nobody could read.
  public static String undelivered(String sqsMessageId) {
    return "undelivered/" + sqsMessageId.replaceAll("[^A-Za-z0-9-]", "_");
  }

  /// Files bucket: a file of a mail.
  ///
  /// @param n its place among the files of the mail, from 0
  public static String attachment(EntryId message, int n) {
    return "attachments/" + message.value() + "/" + n;
  }

  /// Files bucket: a file that an agent is about to send. Removed after a week; what was sent has
  /// been copied by then.
  ///
  /// @param upload names it: 32 hexadecimal digits nobody can guess
  /// @throws IllegalArgumentException when it is no such name
  public static String upload(UserId user, String upload) {
    if (!UPLOAD.matcher(upload).matches()) {
      throw new IllegalArgumentException("Not an upload: '%s'".formatted(upload));
    }
    return "uploads/" + user.value() + "/" + upload;
  }

  /// Files bucket: a file that a visitor is about to send. Removed after a week; what was sent has
  /// been copied by then.
  ///
  /// @param upload names it: 32 hexadecimal digits nobody can guess
  /// @throws IllegalArgumentException when it is no such name
  public static String upload(Visitor visitor, String upload) {
    if (!UPLOAD.matcher(upload).matches()) {
      throw new IllegalArgumentException("Not an upload: '%s'".formatted(upload));
    }
    return "uploads/visitors/%s/%s/%s".formatted(visitor.chat(), visitor.id(), upload);
  }

  /// Files bucket: a file fetched from a provider.
  ///
  /// @param n its place among the files of the message, from 0
  public static String media(EntryId message, int n) {
    return "media/" + message.value() + "/" + n;
  }

  /// Files bucket: text and HTML of a long message.
  public static String body(EntryId message) {
    return "bodies/" + message.value() + ".json";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
