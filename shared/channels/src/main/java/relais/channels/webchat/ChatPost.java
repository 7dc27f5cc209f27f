package relais.channels.webchat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.FileKeys;
import relais.channels.JsonFields;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.conversation.Visitor;

/// One message as a visitor's browser posts it:
/// `{"id", "text", "files": [{"upload", "name", "type", "size"}]}`.
///
/// @param id the browser's own name for it: sent twice, it is one message
/// @param text may be blank where files come along
public record ChatPost(String id, String text, List<Upload> files) {
  /// What a chat takes at once; longer texts are for mails.
  public static final int MAX_CHARACTERS = 4_000;

  /// The whole of a post: texts of four bytes a character, and names of files.
  public static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_FILES = 10;
  private static final int MAX_NAME = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
  private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{32}");

  public ChatPost {
    files = List.copyOf(files);
  }

  /// A file that was stored before.
  ///
  /// @param upload what we called it then
  /// @param size as the browser said
  public record Upload(String upload, String name, String type, long size) {}

  /// What came of reading a post.
  public sealed interface Reading {
    /// A message.
    record Read(ChatPost post) implements Reading {}

    /// Not what a browser of ours sends.
    ///
    /// @param why a sentence for an admin; quotes nothing
    record Unreadable(String why) implements Reading {}
  }

  /// Reads a post.
  public static Reading read(byte[] body) {
    JsonFields post = JsonFields.read(body);
    if (post == null) {
      return new Reading.Unreadable("It is not JSON.");
    }
    String id = post.text("id");
    if (id == null || !ID.matcher(id).matches()) {
      return new Reading.Unreadable("It has no name of its own.");
    }
    String said = post.text("text");
    String text = said == null ? "" : said.strip();
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      return new Reading.Unreadable("It is longer than %d characters.".formatted(MAX_CHARACTERS));
    }
    List<Upload> files = new ArrayList<>();
    for (JsonFields file : post.objects("files")) {
      Upload upload = upload(file);
      if (upload == null || files.size() == MAX_FILES) {
        return new Reading.Unreadable("Its files are not as they are sent.");
      }
      files.add(upload);
    }
    if (text.isEmpty() && files.isEmpty()) {
      return new Reading.Unreadable("There is nothing in it.");
    }
    return new Reading.Read(new ChatPost(id, text, files));
  }

  private static @Nullable Upload upload(JsonFields file) {
    String upload = file.text("upload");
    String name = file.text("name");
    if (upload == null || !UPLOAD.matcher(upload).matches() || name == null) {
      return null;
    }
    String type = file.text("type");
    String line = name.replaceAll("\\p{Cntrl}", " ").strip();
    return new Upload(
        upload,
        line.isEmpty() ? "file" : line.substring(0, Math.min(line.length(), MAX_NAME)),
        type == null || type.isBlank() ? "application/octet-stream" : type,
        Math.max(0, file.number("size")));
  }

  /// Names the message for good.
  public static String source(Visitor visitor, String id) {
    return "webchat/%s/%s/%s".formatted(visitor.chat(), visitor.id(), id);
  }

  /// The message for the inbound queue.
  ///
  /// @param name what the visitor calls themselves; null when they did not say
  /// @param fileKeys where each file lies among those of the message
  public InboundItem.Received item(
      Visitor visitor,
      @Nullable String name,
      Instant receivedAt,
      String rawKey,
      FileKeys fileKeys) {
    InboundItem.Received bare =
        new InboundItem.Received(
            source(visitor, id),
            receivedAt,
            visitor.chat(),
            Channel.WEBCHAT,
            visitor.identity(),
            name == null ? visitor.callName() : name,
            receivedAt,
            null,
            MessageBody.ofText(text),
            List.of(),
            id,
            rawKey,
            null);
    IntFunction<String> keys = fileKeys.of(Incoming.messageId(bare));
    List<StoredFile> stored = new ArrayList<>();
    for (Upload file : files) {
      stored.add(
          new StoredFile(
              file.name(),
              file.type(),
              file.size(),
              null,
              false,
              new StoredFile.State.Stored(keys.apply(stored.size()))));
    }
    return bare.with(bare.body(), stored);
  }
}
