package relais.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relais.conversation.Amendment;
import relais.conversation.Amendments;
import relais.conversation.CallProgress;
import relais.conversation.ChatAct;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.EntryId;
import relais.conversation.MessageBody;
import relais.conversation.UserId;

/// What only messages on chats have, as maps inside their item.
final class ChatItem {
  private ChatItem() {}

  static @Nullable Item write(@Nullable ChatFields chat) {
    if (chat == null) {
      return null;
    }
    ChatFields.Answered answers = chat.answers();
    ChatFields.Referral referral = chat.referral();
    return Item.empty()
        .text("words", chat.words())
        .maps("parts", chat.parts().stream().map(ChatItem::part).toList())
        .text("answers", answers == null ? null : answers.providerId())
        .text("quote", answers == null ? null : answers.quote())
        .text("forwarding", chat.forwarding().word())
        .map(
            "referral",
            referral == null
                ? null
                : Item.empty()
                    .text("source", referral.source())
                    .text("headline", referral.headline())
                    .text("body", referral.body())
                    .text("url", referral.url())
                    .text("product", referral.product()));
  }

  static @Nullable ChatFields read(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    String answers = item.findText("answers");
    Item referral = item.findMap("referral");
    return new ChatFields(
        item.text("words"),
        item.maps("parts").stream().map(ChatItem::part).toList(),
        answers == null ? null : new ChatFields.Answered(answers, item.findText("quote")),
        ChatFields.Forwarding.of(item.text("forwarding")),
        referral == null
            ? null
            : new ChatFields.Referral(
                referral.findText("source"),
                referral.findText("headline"),
                referral.findText("body"),
                referral.findText("url"),
                referral.findText("product")));
  }

  private static Item part(ChatPart part) {
    Item item = Item.empty();
    return switch (part) {
      case ChatPart.Media(int file, ChatPart.Media.Sort kind) ->
          item.text("part", "media").number("file", file).text("kind", kind.word());
      case ChatPart.Place place ->
          item.text("part", "place")
              .text("latitude", place.latitude())
              .text("longitude", place.longitude())
              .text("name", place.name())
              .text("address", place.address())
              .text("url", place.url());
      case ChatPart.Card card ->
          item.text("part", "card")
              .text("name", card.name())
              .text("company", card.company())
              .texts("phones", card.phones())
              .texts("emails", card.emails());
      case ChatPart.Choice choice ->
          item.text("part", "choice")
              .text("title", choice.title())
              .text("description", choice.description())
              .text("payload", choice.payload());
      case ChatPart.Form form ->
          item.text("part", "form")
              .text("name", form.name())
              .maps(
                  "answers",
                  form.answers().stream()
                      .map(
                          answer ->
                              Item.empty()
                                  .text("field", answer.field())
                                  .text("value", answer.value()))
                      .toList());
      case ChatPart.Order order ->
          item.text("part", "order")
              .text("catalogue", order.catalogue())
              .maps(
                  "lines",
                  order.lines().stream()
                      .map(
                          line ->
                              Item.empty()
                                  .text("product", line.product())
                                  .text("quantity", line.quantity())
                                  .text("price", line.price())
                                  .text("currency", line.currency()))
                      .toList());
      case ChatPart.Share share ->
          item.text("part", "share")
              .text("sort", share.sort())
              .text("title", share.title())
              .text("url", share.url());
      case ChatPart.Call call -> write(item.text("part", "call"), call);
      case ChatPart.Line(String words) -> item.text("part", "line").text("words", words);
      case ChatPart.Unsupported(String kind, String raw) ->
          item.text("part", "unsupported").text("kind", kind).text("raw", raw);
      case ChatPart.Notice notice ->
          item.text("part", "notice")
              .text("kind", notice.what().word())
              .text("becomes", notice.becomes() == null ? null : notice.becomes().toString())
              .text("words", notice.words());
    };
  }

  private static ChatPart part(Item item) {
    String part = item.text("part");
    return switch (part) {
      case "media" ->
          new ChatPart.Media((int) item.number("file"), ChatPart.Media.Sort.of(item.text("kind")));
      case "place" ->
          new ChatPart.Place(
              item.findText("latitude"),
              item.findText("longitude"),
              item.findText("name"),
              item.findText("address"),
              item.findText("url"));
      case "card" ->
          new ChatPart.Card(
              item.text("name"),
              item.findText("company"),
              item.texts("phones"),
              item.texts("emails"));
      case "choice" ->
          new ChatPart.Choice(
              item.text("title"), item.findText("description"), item.findText("payload"));
      case "form" ->
          new ChatPart.Form(
              item.findText("name"),
              item.maps("answers").stream()
                  .map(
                      answer ->
                          new ChatPart.Form.Answer(answer.text("field"), answer.text("value")))
                  .toList());
      case "order" ->
          new ChatPart.Order(
              item.findText("catalogue"),
              item.maps("lines").stream()
                  .map(
                      line ->
                          new ChatPart.Order.Line(
                              line.text("product"),
                              line.text("quantity"),
                              line.findText("price"),
                              line.findText("currency")))
                  .toList());
      case "share" ->
          new ChatPart.Share(item.text("sort"), item.findText("title"), item.findText("url"));
      case "call" -> call(item);
      case "line" -> new ChatPart.Line(item.text("words"));
      case "unsupported" -> new ChatPart.Unsupported(item.findText("kind"), item.findText("raw"));
      case "notice" -> {
        String becomes = item.findText("becomes");
        yield new ChatPart.Notice(
            ChatPart.Notice.What.of(item.text("kind")),
            becomes == null ? null : ConversationItem.identity(becomes),
            item.text("words"));
      }
      default -> throw new IllegalStateException("No part of a message is a '%s'".formatted(part));
    };
  }

  private static Item write(Item item, ChatPart.Call call) {
    if (call.talkedSeconds() != null) {
      item.number("talkedSeconds", call.talkedSeconds());
    }
    if (call.seconds() != null) {
      item.number("seconds", call.seconds());
    }
    return item.flag("over", call.over())
        .text("recording", call.recording())
        .text("transcription", call.transcription());
  }

  private static ChatPart.Call call(Item item) {
    return new ChatPart.Call(
        item.flag("over"),
        seconds(item, "talkedSeconds"),
        seconds(item, "seconds"),
        item.findText("recording"),
        item.findText("transcription"));
  }

  private static @Nullable Integer seconds(Item item, String name) {
    return item.has(name) ? Integer.valueOf((int) item.number(name)) : null;
  }

  static @Nullable Item write(Amendments amendments) {
    if (amendments.equals(Amendments.NONE)) {
      return null;
    }
    return Item.empty()
        .maps("reactions", amendments.reactions().stream().map(ChatItem::write).toList())
        .maps("edits", amendments.edits().stream().map(ChatItem::write).toList())
        .instant("deletedAt", amendments.deletedAt());
  }

  static Amendments amendments(@Nullable Item item) {
    if (item == null) {
      return Amendments.NONE;
    }
    return new Amendments(
        item.maps("reactions").stream()
            .map(ChatItem::amendment)
            .map(Amendment.Reacted.class::cast)
            .toList(),
        item.maps("edits").stream()
            .map(ChatItem::amendment)
            .map(Amendment.Edited.class::cast)
            .toList(),
        item.findInstant("deletedAt"));
  }

  static Item write(Amendment amendment) {
    return switch (amendment) {
      case Amendment.Reacted reaction ->
          Item.empty()
              .text("amendment", "reacted")
              .instant("at", reaction.at())
              .text("by", reaction.by())
              .text("agent", reaction.agent() == null ? null : reaction.agent().value())
              .text("emoji", reaction.emoji());
      case Amendment.Edited edit ->
          Item.empty()
              .text("amendment", "edited")
              .instant("at", edit.at())
              .flag("ours", edit.ours())
              .map("body", EntryItem.body(edit.body()))
              .map("chat", write(edit.chat()));
      case Amendment.Called(Instant at, ChatPart.Call call) ->
          write(Item.empty().text("amendment", "called").instant("at", at), call);
      case Amendment.Deleted(Instant at, boolean ours) ->
          Item.empty().text("amendment", "deleted").instant("at", at).flag("ours", ours);
    };
  }

  static Amendment amendment(Item item) {
    String word = item.text("amendment");
    return switch (word) {
      case "reacted" ->
          new Amendment.Reacted(
              item.instant("at"),
              item.text("by"),
              item.findText("agent") == null ? null : new UserId(item.text("agent")),
              item.findText("emoji"));
      case "edited" -> {
        MessageBody body = EntryItem.body(item.map("body"));
        ChatFields chat = read(item.findMap("chat"));
        yield new Amendment.Edited(
            item.instant("at"),
            item.flag("ours"),
            body,
            chat == null ? ChatFields.ofWords(body.text()) : chat);
      }
      case "called" -> new Amendment.Called(item.instant("at"), call(item));
      case "deleted" -> new Amendment.Deleted(item.instant("at"), item.flag("ours"));
      default -> throw new IllegalStateException("Nothing is amended '%s'".formatted(word));
    };
  }

  static @Nullable Item write(@Nullable ChatAct act) {
    return switch (act) {
      case null -> null;
      case ChatAct.Reply reply ->
          Item.empty()
              .text("act", "reply")
              .text("message", reply.message().value())
              .text("providerId", reply.providerId());
      case ChatAct.Reaction reaction ->
          Item.empty()
              .text("act", "reaction")
              .text("message", reaction.message().value())
              .text("providerId", reaction.providerId())
              .text("emoji", reaction.emoji());
      case ChatAct.Call(String rings, CallProgress progress) -> {
        Item call =
            Item.empty()
                .text("act", "call")
                .text("rings", rings)
                .flag("over", progress.over())
                .flag("agentReached", progress.agentReached());
        yield progress.talkedSeconds() == null
            ? call
            : call.number("talkedSeconds", progress.talkedSeconds());
      }
      case ChatAct.Template template ->
          Item.empty()
              .text("act", "template")
              .text("name", template.name())
              .text("language", template.language())
              .map("header", header(template.header()))
              .map("offer", offer(template.offer()))
              .maps("values", values(template.values()))
              .maps("buttons", buttons(template.buttons()))
              .maps(
                  "cards",
                  template.cards().stream()
                      .map(
                          card ->
                              Item.empty()
                                  .map("product", product(card.product()))
                                  .text("text", card.text())
                                  .maps("values", values(card.values()))
                                  .maps("buttons", buttons(card.buttons()))
                                  .texts("labels", card.labels()))
                      .toList())
              .text("headerLine", template.look().header())
              .text("footer", template.look().footer())
              .texts("labels", template.look().buttons());
    };
  }

  static @Nullable ChatAct act(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    String act = item.text("act");
    return switch (act) {
      case "reply" -> new ChatAct.Reply(new EntryId(item.text("message")), item.text("providerId"));
      case "reaction" ->
          new ChatAct.Reaction(
              new EntryId(item.text("message")), item.text("providerId"), item.findText("emoji"));
      case "call" ->
          new ChatAct.Call(
              item.text("rings"),
              new CallProgress(
                  item.flag("over"), item.flag("agentReached"), seconds(item, "talkedSeconds")));
      case "template" ->
          new ChatAct.Template(
              item.text("name"),
              item.text("language"),
              header(item.findMap("header")),
              offer(item.findMap("offer")),
              values(item),
              buttons(item),
              item.maps("cards").stream()
                  .map(
                      card ->
                          new ChatAct.Template.Card(
                              product(card.findMap("product")),
                              Objects.requireNonNullElse(card.findText("text"), ""),
                              values(card),
                              buttons(card),
                              card.texts("labels")))
                  .toList(),
              new ChatAct.Template.Look(
                  item.findText("headerLine"), item.findText("footer"), item.texts("labels")));
      default -> throw new IllegalStateException("No message is sent as '%s'".formatted(act));
    };
  }

  private static @Nullable Item header(ChatAct.Template.@Nullable Header header) {
    return switch (header) {
      case ChatAct.Template.Header.Words(ChatAct.Template.Value value) -> value(value);
      case ChatAct.Template.Header.Media(String sort) -> Item.empty().text("media", sort);
      case ChatAct.Template.Header.Place place ->
          Item.empty()
              .text("latitude", place.latitude().toPlainString())
              .text("longitude", place.longitude().toPlainString())
              .text("name", place.name())
              .text("address", place.address());
      case ChatAct.Template.Header.Shown(ChatAct.Template.Product product) ->
          Item.empty().map("product", product(product));
      case null -> null;
    };
  }

  private static @Nullable Item product(ChatAct.Template.@Nullable Product product) {
    return product == null
        ? null
        : Item.empty()
            .text("catalogue", product.catalogue())
            .text("number", product.number())
            .text("name", product.name());
  }

  private static ChatAct.Template.@Nullable Product product(@Nullable Item item) {
    return item == null
        ? null
        : new ChatAct.Template.Product(
            item.text("catalogue"), item.text("number"), item.findText("name"));
  }

  private static ChatAct.Template.@Nullable Header header(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    String media = item.findText("media");
    if (media != null) {
      return new ChatAct.Template.Header.Media(media);
    }
    ChatAct.Template.Product product = product(item.findMap("product"));
    if (product != null) {
      return new ChatAct.Template.Header.Shown(product);
    }
    return item.has("latitude")
        ? new ChatAct.Template.Header.Place(
            new BigDecimal(item.text("latitude")),
            new BigDecimal(item.text("longitude")),
            item.text("name"),
            item.text("address"))
        : new ChatAct.Template.Header.Words(value(item));
  }

  private static @Nullable Item offer(ChatAct.Template.@Nullable Offer offer) {
    return offer == null
        ? null
        : Item.empty().text("text", offer.text()).instant("endsAt", offer.endsAt());
  }

  private static ChatAct.Template.@Nullable Offer offer(@Nullable Item item) {
    return item == null
        ? null
        : new ChatAct.Template.Offer(item.text("text"), item.findInstant("endsAt"));
  }

  private static List<Item> buttons(List<ChatAct.Template.Button> buttons) {
    return buttons.stream()
        .map(
            button ->
                Item.empty()
                    .number("index", button.index())
                    .text("sort", button.sort())
                    .text("value", button.value()))
        .toList();
  }

  private static List<ChatAct.Template.Button> buttons(Item item) {
    return item.maps("buttons").stream()
        .map(
            button ->
                new ChatAct.Template.Button(
                    (int) button.number("index"), button.text("sort"), button.text("value")))
        .toList();
  }

  private static List<Item> values(List<ChatAct.Template.Value> values) {
    return values.stream().map(ChatItem::value).toList();
  }

  private static List<ChatAct.Template.Value> values(Item item) {
    return item.maps("values").stream().map(ChatItem::value).toList();
  }

  private static Item value(ChatAct.Template.Value value) {
    return Item.empty().text("gap", value.gap()).text("text", value.text());
  }

  private static ChatAct.Template.Value value(Item item) {
    return new ChatAct.Template.Value(item.findText("gap"), item.text("text"));
  }

  static List<Item> writeAll(List<Amendment> amendments) {
    return amendments.stream().map(ChatItem::write).toList();
  }
}
