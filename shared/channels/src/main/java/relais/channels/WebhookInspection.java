package relais.channels;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a stored webhook says, for whoever wants to know why something did or did not come in.
///
/// @param channel the channel's word
/// @param events in the order of the payload, repetitions included
public record WebhookInspection(String channel, Signature signature, List<Event> events) {
  public WebhookInspection {
    events = List.copyOf(events);
  }

  /// Whether the signature holds.
  public enum Signature {
    VALID("valid"),
    INVALID("invalid"),
    NOT_CHECKED("not checked");

    private final String words;

    Signature(String words) {
      this.words = words;
    }

    /// As it is printed.
    public String words() {
      return words;
    }
  }

  /// One event.
  ///
  /// @param pointer where it stands in the payload (RFC 6901)
  /// @param kind `message`, `status`, `echo`, `error`, `notice`, `unknown` or `unreadable`
  /// @param id the provider's id, null when it has none
  /// @param type the provider's word for its kind, null when it has none
  /// @param from as the provider writes it: a number without "+", a user id, a phone number id
  /// @param to in the same form
  /// @param at null when the payload does not say
  /// @param text what it says, in words; null when it says nothing
  /// @param status how far a message of ours has come; null for all but a status
  public record Event(
      String pointer,
      String kind,
      @Nullable String id,
      @Nullable String type,
      @Nullable String from,
      @Nullable String to,
      @Nullable Instant at,
      @Nullable String text,
      @Nullable String status,
      List<Problem> errors,
      List<Media> media) {
    public Event {
      errors = List.copyOf(errors);
      media = List.copyOf(media);
    }

    /// An error as the provider reports it.
    public record Problem(int code, @Nullable String title, @Nullable String details) {}

    /// A file as the provider announces it.
    public record Media(
        @Nullable String id,
        @Nullable String type,
        @Nullable String sha256,
        @Nullable String name) {}
  }

  /// Reads a webhook.
  ///
  /// @param channel the channel's word, such as `whatsapp`
  /// @param headers by name, in any case; may be empty
  /// @param secret the app secret, null to leave the signature unchecked
  /// @throws IllegalArgumentException when there is no such channel; names those there are
  public static WebhookInspection inspect(
      String channel, byte[] body, Map<String, String> headers, @Nullable String secret) {
    WebhookChannel known = WebhookChannel.of(channel);
    Signature signature =
        secret == null ? Signature.NOT_CHECKED : signature(known, body, headers, secret);
    List<Event> events = new ArrayList<>();
    switch (known) {
      case WHATSAPP -> WhatsAppWebhook.read(body).forEach(e -> events.add(event(e)));
    }
    return new WebhookInspection(known.word(), signature, events);
  }

  private static Signature signature(
      WebhookChannel channel, byte[] body, Map<String, String> headers, String secret) {
    return switch (channel.check(body, headers, List.of(secret))) {
      case VALID -> Signature.VALID;
      case INVALID, MISSING -> Signature.INVALID;
    };
  }

  /// The whole inspection as JSON on one line.
  public String toJson() {
    return WebhookInspectionJson.of(this);
  }

  private static Event event(WhatsAppEvent event) {
    return switch (event) {
      case WhatsAppEvent.Message message ->
          new Event(
              message.pointer(),
              message.content() instanceof WhatsAppContent.Unknown ? "unknown" : "message",
              message.id(),
              message.type(),
              name(message.from()),
              message.number().phoneNumberId(),
              message.at().instant(),
              words(WhatsAppWords.of(message)),
              null,
              errors(message.errors()),
              media(message.content()));
      case WhatsAppEvent.Echo echo ->
          new Event(
              echo.pointer(),
              "echo",
              echo.id(),
              echo.type(),
              echo.number().phoneNumberId(),
              name(echo.to()),
              echo.at().instant(),
              words(WhatsAppWords.of(echo.content())),
              null,
              List.of(),
              media(echo.content()));
      case WhatsAppEvent.MessageStatus status ->
          new Event(
              status.pointer(),
              "status",
              status.id(),
              null,
              status.number().phoneNumberId(),
              status.groupId() != null ? status.groupId() : name(status.recipient()),
              status.at().instant(),
              null,
              status.progress().word(),
              errors(status.errors()),
              List.of());
      case WhatsAppEvent.Trouble trouble ->
          new Event(
              trouble.pointer(),
              "error",
              null,
              null,
              null,
              trouble.number().phoneNumberId(),
              null,
              null,
              null,
              errors(trouble.errors()),
              List.of());
      case WhatsAppEvent.Notice notice ->
          new Event(
              notice.pointer(),
              "notice",
              null,
              notice.field(),
              null,
              notice.account(),
              null,
              notice.event(),
              null,
              List.of(),
              List.of());
      case WhatsAppEvent.Unknown unknown ->
          new Event(
              unknown.pointer(),
              "unknown",
              unknown.id(),
              unknown.what(),
              null,
              unknown.number().phoneNumberId(),
              null,
              null,
              null,
              List.of(),
              List.of());
      case WhatsAppEvent.Unreadable unreadable ->
          new Event(
              unreadable.pointer(),
              "unreadable",
              null,
              null,
              null,
              unreadable.number().phoneNumberId(),
              null,
              unreadable.reason(),
              null,
              List.of(),
              List.of());
    };
  }

  private static @Nullable String name(WhatsAppEvent.Customer customer) {
    return customer.phone() != null ? customer.phone() : customer.userId();
  }

  private static @Nullable String words(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<Event.Problem> errors(List<WhatsAppEvent.Problem> problems) {
    return problems.stream().map(p -> new Event.Problem(p.code(), p.title(), p.details())).toList();
  }

  private static List<Event.Media> media(WhatsAppContent content) {
    return content instanceof WhatsAppContent.Media media
        ? List.of(new Event.Media(media.id(), media.mimeType(), media.sha256(), media.fileName()))
        : List.of();
  }
}
