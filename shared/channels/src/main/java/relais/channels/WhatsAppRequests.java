package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import relais.channels.WhatsAppContent.MediaKind;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;

/// Bodies for `POST /{phone number id}/messages` and what the answer to them means.
public final class WhatsAppRequests {
  /// A caption is at most this long.
  public static final int MAX_CAPTION = 1_024;

  private WhatsAppRequests() {}

  /// The path below the address of the Graph API.
  public static String path(String phoneNumberId) {
    return "/" + phoneNumberId + "/messages";
  }

  /// A message of words.
  ///
  /// @param text at most [WhatsAppText#MAX_LENGTH] characters; [WhatsAppText#parts] makes it so
  /// @param answerTo the wamid of the message it answers, null when it answers none
  /// @param ours our name for it, which comes back with every status
  /// @throws IllegalArgumentException when the text is empty or too long, or the customer cannot be
  ///     reached on WhatsApp
  public static byte[] text(
      Identity to, String text, @Nullable String answerTo, MessageReference.Ours ours) {
    if (text.isBlank() || text.length() > WhatsAppText.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A WhatsApp text has 1 to %d characters, this one has %d"
              .formatted(WhatsAppText.MAX_LENGTH, text.length()));
    }
    ObjectNode json = envelope(to, "text", answerTo, ours);
    json.putObject("text").put("body", text);
    return bytes(json);
  }

  /// A file that is at WhatsApp already.
  ///
  /// @param mediaId what the upload answered
  /// @param caption words below it, null for none; WhatsApp shows none with audio and stickers
  /// @param fileName what the customer sees, used for documents alone
  /// @throws IllegalArgumentException when the caption is too long, is given for a kind that shows
  ///     none, or the customer cannot be reached on WhatsApp
  public static byte[] media(
      Identity to,
      MediaKind kind,
      String mediaId,
      @Nullable String caption,
      @Nullable String fileName,
      @Nullable String answerTo,
      MessageReference.Ours ours) {
    if (caption != null && (caption.length() > MAX_CAPTION || !captioned(kind))) {
      throw new IllegalArgumentException(
          "WhatsApp shows a caption of at most %d characters, and none with %s"
              .formatted(MAX_CAPTION, kind.word()));
    }
    ObjectNode json = envelope(to, kind.word(), answerTo, ours);
    ObjectNode media = json.putObject(kind.word()).put("id", mediaId);
    if (caption != null && !caption.isBlank()) {
      media.put("caption", caption);
    }
    if (kind == MediaKind.DOCUMENT && fileName != null) {
      media.put("filename", fileName);
    }
    return bytes(json);
  }

  private static boolean captioned(MediaKind kind) {
    return switch (kind) {
      case IMAGE, VIDEO, DOCUMENT -> true;
      case AUDIO, STICKER -> false;
    };
  }

  private static ObjectNode envelope(
      Identity to, String type, @Nullable String answerTo, MessageReference.Ours ours) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("messaging_product", "whatsapp");
    json.put("recipient_type", "individual");
    json.put(recipientField(to), to.value());
    json.put("type", type);
    if (answerTo != null) {
      json.putObject("context").put("message_id", answerTo);
    }
    json.put("biz_opaque_callback_data", CallbackReference.write(ours));
    return json;
  }

  // A string switch needs its default: a person has identities of any kind.
  private static String recipientField(Identity to) {
    return switch (to.kind()) {
      case "phone" -> "to";
      case "whatsapp" -> "recipient";
      default ->
          throw new IllegalArgumentException(
              "WhatsApp reaches phone numbers and its own user ids, not an identity of kind '%s'"
                  .formatted(to.kind()));
    };
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(UTF_8);
  }

  /// Reads the answer to a message handed over.
  ///
  /// @param status of HTTP
  public static SendAnswer answer(int status, byte[] body) {
    JsonNode json = LenientJson.read(body);
    if (json != null && json.path("error").isObject()) {
      return new SendAnswer.Refused(failure(status, json.path("error")));
    }
    if (status < 200 || status > 299) {
      return new SendAnswer.Refused(httpFailure(status));
    }
    JsonNode message = json == null ? null : json.path("messages").path(0);
    String id = message == null ? null : LenientJson.word(message, "id");
    if (message == null || id == null) {
      return new SendAnswer.Refused(
          new ProviderFailure(
              "no-message-id",
              "WhatsApp answered in an unknown way, so the message may have arrived. Ask the"
                  + " customer before you send it again.",
              true,
              false));
    }
    String state = LenientJson.word(message, "message_status");
    return new SendAnswer.Accepted(id, state == null ? "accepted" : state);
  }

  /// What an error object of the Graph API means.
  static ProviderFailure failure(int status, JsonNode error) {
    String details = LenientJson.word(error.path("error_data"), "details");
    ProviderFailure failure =
        WhatsAppFailures.of(
            WhatsAppFailures.code(error),
            details != null ? details : LenientJson.word(error, "message"));
    // WhatsApp marks some errors as passing by their status or a flag rather than by their code.
    boolean passing =
        failure.passing()
            || (WhatsAppFailures.isUnknown(error)
                && (status == 429 || status >= 500 || LenientJson.flag(error, "is_transient")));
    return new ProviderFailure(failure.code(), failure.reason(), failure.retryable(), passing);
  }

  /// What a status of HTTP means when the body says nothing.
  static ProviderFailure httpFailure(int status) {
    boolean passing = status == 429 || status >= 500;
    return new ProviderFailure(
        "http-" + status,
        passing
            ? "WhatsApp has a problem of its own; a later try usually works."
            : "WhatsApp did not take the message (HTTP %d). Tell an admin this code."
                .formatted(status),
        true,
        passing);
  }
}
