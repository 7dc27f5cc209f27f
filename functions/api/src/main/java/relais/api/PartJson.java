package relais.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.CallProgress;
import relais.conversation.ChatAct;
import relais.conversation.ChatPart;
import relais.conversation.DeliveryStatus;
import relais.conversation.Sending;

/// Something in a message that is not plain words.
@Serdeable
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "part")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PartJson.Media.class, name = "media"),
  @JsonSubTypes.Type(value = PartJson.Place.class, name = "place"),
  @JsonSubTypes.Type(value = PartJson.Card.class, name = "card"),
  @JsonSubTypes.Type(value = PartJson.Choice.class, name = "choice"),
  @JsonSubTypes.Type(value = PartJson.Form.class, name = "form"),
  @JsonSubTypes.Type(value = PartJson.Order.class, name = "order"),
  @JsonSubTypes.Type(value = PartJson.Share.class, name = "share"),
  @JsonSubTypes.Type(value = PartJson.Call.class, name = "call"),
  @JsonSubTypes.Type(value = PartJson.Line.class, name = "line"),
  @JsonSubTypes.Type(value = PartJson.Unsupported.class, name = "unsupported"),
  @JsonSubTypes.Type(value = PartJson.Notice.class, name = "notice")
})
@Schema(name = "Part")
sealed interface PartJson {
  static PartJson of(ChatPart part) {
    return switch (part) {
      case ChatPart.Media(int file, ChatPart.Media.Sort sort) -> new Media(file, sort.word());
      case ChatPart.Place place ->
          new Place(
              place.latitude(),
              place.longitude(),
              place.name(),
              place.address(),
              SafeLinks.web(place.url()));
      case ChatPart.Card card ->
          new Card(card.name(), card.company(), card.phones(), card.emails());
      case ChatPart.Choice choice -> new Choice(choice.title(), choice.description());
      case ChatPart.Form form ->
          new Form(
              form.name(),
              form.answers().stream()
                  .map(answer -> new FormAnswer(answer.field(), answer.value()))
                  .toList());
      case ChatPart.Order order ->
          new Order(
              order.lines().stream()
                  .map(
                      line ->
                          new OrderLine(
                              line.product(), line.quantity(), line.price(), line.currency()))
                  .toList());
      case ChatPart.Share share ->
          new Share(share.sort(), share.title(), SafeLinks.web(share.url()));
      case ChatPart.Call call ->
          new Call(call.outcome().word(), call.talkedSeconds(), call.transcription() != null);
      case ChatPart.Line(String words) -> new Line(words);
      case ChatPart.Unsupported(String kind, String raw) -> new Unsupported(kind, raw);
      case ChatPart.Notice notice ->
          new Notice(
              notice.what().word(),
              notice.becomes() == null ? null : IdentityJson.of(notice.becomes()),
              notice.words());
    };
  }

  /// The place above a template.
  static PartJson of(ChatAct.Template.Header.Place place) {
    return new Place(
        place.latitude().toPlainString(),
        place.longitude().toPlainString(),
        place.name(),
        place.address(),
        null);
  }

  /// A call of ours, with what came of beginning it.
  static PartJson of(ChatAct.Call call, DeliveryStatus status) {
    return new Call(outcome(call, status), call.progress().talkedSeconds(), false);
  }

  /// What came of a call of ours. What is known of the call itself counts before what is known of
  /// beginning it.
  static String outcome(ChatAct.Call call, DeliveryStatus status) {
    CallProgress.Outcome outcome = call.progress().outcome();
    boolean begun = outcome != CallProgress.Outcome.CALLING || call.progress().agentReached();
    if (begun || !(status instanceof DeliveryStatus.Failed failed)) {
      return outcome.word();
    }
    return failed.code().equals(Sending.OUTCOME_UNKNOWN) ? "unknown" : "failed";
  }

  /// How one of the files is meant.
  ///
  /// @param file its index among the files of the message
  @Serdeable
  @Schema(
      name = "MediaPart",
      requiredProperties = {"part"})
  record Media(
      int file,
      @Schema(
              type = "string",
              allowableValues = {"voice", "sticker", "video-note", "animation"})
          String sort)
      implements PartJson {}

  /// A place.
  ///
  /// @param latitude in degrees, as it was written; null when it was none
  /// @param url a page about it; null for none
  @Serdeable
  @Schema(
      name = "PlacePart",
      requiredProperties = {"part", "latitude", "longitude", "name", "address", "url"})
  record Place(
      @Nullable String latitude,
      @Nullable String longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements PartJson {}

  /// A card from an address book.
  @Serdeable
  @Schema(
      name = "CardPart",
      requiredProperties = {"part", "company"})
  record Card(String name, @Nullable String company, List<String> phones, List<String> emails)
      implements PartJson {}

  /// A tap on something we offered.
  @Serdeable
  @Schema(
      name = "ChoicePart",
      requiredProperties = {"part", "description"})
  record Choice(String title, @Nullable String description) implements PartJson {}

  /// A form filled in.
  @Serdeable
  @Schema(
      name = "FormPart",
      requiredProperties = {"part", "name"})
  record Form(@Nullable String name, List<FormAnswer> answers) implements PartJson {}

  /// One field of a form.
  @Serdeable
  @Schema(name = "FormAnswer")
  record FormAnswer(String field, String value) {}

  /// A basket from the catalogue.
  @Serdeable
  @Schema(
      name = "OrderPart",
      requiredProperties = {"part"})
  record Order(List<OrderLine> lines) implements PartJson {}

  /// One product of a basket, with amounts as they were written.
  @Serdeable
  @Schema(
      name = "OrderLine",
      requiredProperties = {"price", "currency"})
  record OrderLine(
      String product, String quantity, @Nullable String price, @Nullable String currency) {}

  /// A post, reel, story or page that the message shows or answers.
  ///
  /// @param sort the provider's word for it, such as `story_mention`
  @Serdeable
  @Schema(
      name = "SharePart",
      requiredProperties = {"part", "title", "url"})
  record Share(String sort, @Nullable String title, @Nullable String url) implements PartJson {}

  /// A telephone call. What the caller left is a file of the message.
  ///
  /// @param talkedSeconds how long was talked; null when nobody was reached
  /// @param transcribed whether the words of the message are what the caller said
  @Serdeable
  @Schema(
      name = "CallPart",
      requiredProperties = {"part", "talkedSeconds", "transcribed"})
  record Call(@CallOutcome String outcome, @Nullable Integer talkedSeconds, boolean transcribed)
      implements PartJson {}

  /// Anything else that comes to a short line.
  @Serdeable
  @Schema(
      name = "LinePart",
      requiredProperties = {"part"})
  record Line(String words) implements PartJson {}

  /// Something that is kept and not shown yet.
  ///
  /// @param sort the provider's word for it; null when it does not say
  /// @param raw as it came, shortened; null when the provider held it back
  @Serdeable
  @Schema(
      name = "UnsupportedPart",
      requiredProperties = {"part", "sort", "raw"})
  record Unsupported(@Nullable String sort, @Nullable String raw) implements PartJson {}

  /// What the channel says by itself.
  ///
  /// @param becomes the identity that the customer has from now on; null when it stays
  /// @param words what happened, as a short English line
  @Serdeable
  @Schema(
      name = "NoticePart",
      requiredProperties = {"part", "becomes"})
  record Notice(
      @Schema(
              type = "string",
              allowableValues = {"opened", "changed", "allowed", "stopped", "handed-over", "other"})
          String what,
      @Nullable IdentityJson becomes,
      String words)
      implements PartJson {}
}
