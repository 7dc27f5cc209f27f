package relais.delivery;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import relais.channels.FileLimits;
import relais.channels.Outgoing;
import relais.conversation.CallProgress;
import relais.conversation.ChatAct;
import relais.conversation.Entry;
import relais.conversation.EntryId;

/// A message of ours as its channel is asked to send it.
final class Sent {
  private Sent() {}

  /// In what portions it leaves.
  static List<FileLimits.Portion> portions(Entry.OutboundMessage message, FileLimits limits) {
    return isWritten(message)
        ? limits.portions(
            message.body().text(), message.files().stream().map(GiveFiles::sending).toList())
        : List.of(
            new FileLimits.Portion(
                null, IntStream.range(0, message.files().size()).boxed().toList()));
  }

  /// Whether it is words and files, and nothing that its channel has a form for.
  private static boolean isWritten(Entry.OutboundMessage message) {
    return switch (message.act()) {
      case ChatAct.Reply _ -> true;
      case ChatAct.Reaction _, ChatAct.Template _, ChatAct.Call _ -> false;
      case null -> true;
    };
  }

  /// One portion of it.
  ///
  /// @param files what goes in it, words with the first
  static Outgoing of(
      Entry.OutboundMessage message, FileLimits.Portion portion, List<Outgoing.File> files) {
    return switch (message.act()) {
      case ChatAct.Reaction(EntryId _, String providerId, String emoji) ->
          new Outgoing.Reaction(providerId, emoji);
      case ChatAct.Call(String rings, CallProgress _) -> new Outgoing.Call(rings);
      case ChatAct.Template template ->
          new Outgoing.Template(
              template.name(),
              template.language(),
              header(template.header(), files),
              template.offer() == null ? null : template.offer().endsAt(),
              template.values().stream().map(Sent::value).toList(),
              template.buttons().stream().map(button -> button(button, message.id())).toList(),
              cards(template, files, message.id()));
      case ChatAct.Reply _ -> written(portion, files);
      case null -> written(portion, files);
    };
  }

  private static Outgoing written(FileLimits.Portion portion, List<Outgoing.File> files) {
    return switch (files.size()) {
      case 0 -> new Outgoing.Text(portion.words() == null ? "" : portion.words());
      case 1 -> files.getFirst();
      default -> new Outgoing.Album(files);
    };
  }

  private static Outgoing.Template.@Nullable Header header(
      ChatAct.Template.@Nullable Header header, List<Outgoing.File> files) {
    return switch (header) {
      case ChatAct.Template.Header.Words(ChatAct.Template.Value value) ->
          new Outgoing.Template.Header.Words(value(value));
      case ChatAct.Template.Header.Media _ -> new Outgoing.Template.Header.Media(files.getFirst());
      case ChatAct.Template.Header.Place place ->
          new Outgoing.Template.Header.Map(
              new Outgoing.Place(
                  place.latitude(), place.longitude(), place.name(), place.address()));
      case ChatAct.Template.Header.Shown(ChatAct.Template.Product product) -> product(product);
      case null -> null;
    };
  }

  private static Outgoing.Template.Header product(ChatAct.Template.Product product) {
    return new Outgoing.Template.Header.Product(product.catalogue(), product.number());
  }

  /// Each card with its product, or with the file that stands in its place.
  private static List<Outgoing.Template.Card> cards(
      ChatAct.Template template, List<Outgoing.File> files, EntryId message) {
    return IntStream.range(0, template.cards().size())
        .mapToObj(
            place -> {
              ChatAct.Template.Card card = template.cards().get(place);
              ChatAct.Template.Product product = card.product();
              return new Outgoing.Template.Card(
                  product == null
                      ? new Outgoing.Template.Header.Media(files.get(place))
                      : product(product),
                  card.values().stream().map(Sent::value).toList(),
                  card.buttons().stream().map(button -> button(button, message)).toList());
            })
        .toList();
  }

  private static Outgoing.Template.Value value(ChatAct.Template.Value value) {
    return new Outgoing.Template.Value(value.gap(), value.text());
  }

  /// A form is known by the message that brought it, at every attempt alike.
  private static Outgoing.Template.Button button(ChatAct.Template.Button button, EntryId message) {
    return new Outgoing.Template.Button(
        switch (button.sort()) {
          case "url" -> Outgoing.Template.Button.Sort.URL;
          case "copy_code" -> Outgoing.Template.Button.Sort.COPY_CODE;
          case "flow" -> Outgoing.Template.Button.Sort.FORM;
          case "mpm" -> Outgoing.Template.Button.Sort.PRODUCT_LIST;
          case "catalog" -> Outgoing.Template.Button.Sort.WHOLE_CATALOGUE;
          default -> Outgoing.Template.Button.Sort.QUICK_REPLY;
        },
        button.index(),
        button.sort().equals("flow") ? message.value() : button.value());
  }

  /// The provider's name of the message it answers; null when it answers none.
  static @Nullable String answers(Entry.OutboundMessage message) {
    return message.act() instanceof ChatAct.Reply(EntryId _, String providerId) ? providerId : null;
  }
}
