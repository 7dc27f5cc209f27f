package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Amendment;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.Identity;
import relais.conversation.MessageBody;
import relais.conversation.UserId;

/// What only messages on chats have, as it travels on the queue.
final class ChatJson {
  private ChatJson() {}

  static void write(JsonGenerator json, @Nullable ChatFields chat) throws IOException {
    if (chat == null) {
      return;
    }
    json.writeObjectFieldStart("chat");
    json.writeStringField("words", chat.words());
    json.writeArrayFieldStart("parts");
    for (ChatPart part : chat.parts()) {
      json.writeStartObject();
      write(json, part);
      json.writeEndObject();
    }
    json.writeEndArray();
    ChatFields.Answered answers = chat.answers();
    if (answers != null) {
      json.writeStringField("answers", answers.providerId());
      text(json, "quote", answers.quote());
    }
    json.writeStringField("forwarding", chat.forwarding().word());
    ChatFields.Referral referral = chat.referral();
    if (referral != null) {
      json.writeObjectFieldStart("referral");
      text(json, "source", referral.source());
      text(json, "headline", referral.headline());
      text(json, "body", referral.body());
      text(json, "url", referral.url());
      text(json, "product", referral.product());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static @Nullable ChatFields read(Fields item) {
    Fields chat = item.objectOrNull("chat");
    if (chat == null) {
      return null;
    }
    String answers = chat.textOrNull("answers");
    Fields referral = chat.objectOrNull("referral");
    return new ChatFields(
        chat.text("words"),
        chat.objects("parts").stream().map(ChatJson::readPart).toList(),
        answers == null ? null : new ChatFields.Answered(answers, chat.textOrNull("quote")),
        ChatFields.Forwarding.of(chat.text("forwarding")),
        referral == null
            ? null
            : new ChatFields.Referral(
                referral.textOrNull("source"),
                referral.textOrNull("headline"),
                referral.textOrNull("body"),
                referral.textOrNull("url"),
                referral.textOrNull("product")));
  }

  private static void write(JsonGenerator json, ChatPart part) throws IOException {
    switch (part) {
      case ChatPart.Media(int file, ChatPart.Media.Sort kind) -> {
        json.writeStringField("part", "media");
        json.writeNumberField("file", file);
        json.writeStringField("kind", kind.word());
      }
      case ChatPart.Place place -> {
        json.writeStringField("part", "place");
        text(json, "latitude", place.latitude());
        text(json, "longitude", place.longitude());
        text(json, "name", place.name());
        text(json, "address", place.address());
        text(json, "url", place.url());
      }
      case ChatPart.Card card -> {
        json.writeStringField("part", "card");
        json.writeStringField("name", card.name());
        text(json, "company", card.company());
        texts(json, "phones", card.phones());
        texts(json, "emails", card.emails());
      }
      case ChatPart.Choice choice -> {
        json.writeStringField("part", "choice");
        json.writeStringField("title", choice.title());
        text(json, "description", choice.description());
        text(json, "payload", choice.payload());
      }
      case ChatPart.Form form -> {
        json.writeStringField("part", "form");
        text(json, "name", form.name());
        json.writeArrayFieldStart("answers");
        for (ChatPart.Form.Answer answer : form.answers()) {
          json.writeStartObject();
          json.writeStringField("field", answer.field());
          json.writeStringField("value", answer.value());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      case ChatPart.Order order -> {
        json.writeStringField("part", "order");
        text(json, "catalogue", order.catalogue());
        json.writeArrayFieldStart("lines");
        for (ChatPart.Order.Line line : order.lines()) {
          json.writeStartObject();
          json.writeStringField("product", line.product());
          json.writeStringField("quantity", line.quantity());
          text(json, "price", line.price());
          text(json, "currency", line.currency());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      case ChatPart.Share share -> {
        json.writeStringField("part", "share");
        json.writeStringField("sort", share.sort());
        text(json, "title", share.title());
        text(json, "url", share.url());
      }
      case ChatPart.Call call -> {
        json.writeStringField("part", "call");
        write(json, call);
      }
      case ChatPart.Line(String words) -> {
        json.writeStringField("part", "line");
        json.writeStringField("words", words);
      }
      case ChatPart.Unsupported(String kind, String raw) -> {
        json.writeStringField("part", "unsupported");
        text(json, "kind", kind);
        text(json, "raw", raw);
      }
      case ChatPart.Notice notice -> {
        json.writeStringField("part", "notice");
        json.writeStringField("kind", notice.what().word());
        Identity becomes = notice.becomes();
        if (becomes != null) {
          json.writeObjectFieldStart("becomes");
          json.writeStringField("kind", becomes.kind());
          json.writeStringField("value", becomes.value());
          json.writeEndObject();
        }
        json.writeStringField("words", notice.words());
      }
    }
  }

  private static ChatPart readPart(Fields item) {
    String part = item.text("part");
    return switch (part) {
      case "media" ->
          new ChatPart.Media((int) item.number("file"), ChatPart.Media.Sort.of(item.text("kind")));
      case "place" ->
          new ChatPart.Place(
              item.textOrNull("latitude"),
              item.textOrNull("longitude"),
              item.textOrNull("name"),
              item.textOrNull("address"),
              item.textOrNull("url"));
      case "card" ->
          new ChatPart.Card(
              item.text("name"),
              item.textOrNull("company"),
              item.texts("phones"),
              item.texts("emails"));
      case "choice" ->
          new ChatPart.Choice(
              item.text("title"), item.textOrNull("description"), item.textOrNull("payload"));
      case "form" ->
          new ChatPart.Form(
              item.textOrNull("name"),
              item.objects("answers").stream()
                  .map(
                      answer ->
                          new ChatPart.Form.Answer(answer.text("field"), answer.text("value")))
                  .toList());
      case "order" ->
          new ChatPart.Order(
              item.textOrNull("catalogue"),
              item.objects("lines").stream()
                  .map(
                      line ->
                          new ChatPart.Order.Line(
                              line.text("product"),
                              line.text("quantity"),
                              line.textOrNull("price"),
                              line.textOrNull("currency")))
                  .toList());
      case "share" ->
          new ChatPart.Share(item.text("sort"), item.textOrNull("title"), item.textOrNull("url"));
      case "call" -> readCall(item);
      case "line" -> new ChatPart.Line(item.text("words"));
      case "unsupported" ->
          new ChatPart.Unsupported(item.textOrNull("kind"), item.textOrNull("raw"));
      case "notice" -> {
        Fields becomes = item.objectOrNull("becomes");
        yield new ChatPart.Notice(
            ChatPart.Notice.What.of(item.text("kind")),
            becomes == null ? null : new Identity(becomes.text("kind"), becomes.text("value")),
            item.text("words"));
      }
      default -> throw new IllegalArgumentException("No part of a message is a " + part);
    };
  }

  private static void write(JsonGenerator json, ChatPart.Call call) throws IOException {
    json.writeBooleanField("over", call.over());
    if (call.talkedSeconds() != null) {
      json.writeNumberField("talkedSeconds", call.talkedSeconds());
    }
    if (call.seconds() != null) {
      json.writeNumberField("seconds", call.seconds());
    }
    text(json, "recording", call.recording());
    text(json, "transcription", call.transcription());
  }

  private static ChatPart.Call readCall(Fields call) {
    return new ChatPart.Call(
        call.truth("over"),
        seconds(call, "talkedSeconds"),
        seconds(call, "seconds"),
        call.textOrNull("recording"),
        call.textOrNull("transcription"));
  }

  private static @Nullable Integer seconds(Fields call, String name) {
    long seconds = call.numberOr(name, -1);
    return seconds < 0 ? null : Math.toIntExact(seconds);
  }

  static void write(JsonGenerator json, Amendment amendment) throws IOException {
    json.writeObjectFieldStart("amendment");
    json.writeStringField("at", amendment.at().toString());
    switch (amendment) {
      case Amendment.Reacted reaction -> {
        json.writeStringField("kind", "reacted");
        json.writeStringField("by", reaction.by());
        text(json, "agent", reaction.agent() == null ? null : reaction.agent().value());
        text(json, "emoji", reaction.emoji());
      }
      case Amendment.Edited edit -> {
        json.writeStringField("kind", "edited");
        json.writeBooleanField("ours", edit.ours());
        json.writeObjectFieldStart("body");
        json.writeStringField("text", edit.body().text());
        json.writeEndObject();
        write(json, edit.chat());
      }
      case Amendment.Called(Instant _, ChatPart.Call call) -> {
        json.writeStringField("kind", "called");
        write(json, call);
      }
      case Amendment.Deleted deletion -> {
        json.writeStringField("kind", "deleted");
        json.writeBooleanField("ours", deletion.ours());
      }
    }
    json.writeEndObject();
  }

  static Amendment readAmendment(Fields amendment) {
    String kind = amendment.text("kind");
    return switch (kind) {
      case "reacted" -> {
        String agent = amendment.textOrNull("agent");
        yield new Amendment.Reacted(
            amendment.instant("at"),
            amendment.text("by"),
            agent == null ? null : new UserId(agent),
            amendment.textOrNull("emoji"));
      }
      case "edited" -> {
        String text = amendment.object("body").text("text");
        ChatFields chat = read(amendment);
        yield new Amendment.Edited(
            amendment.instant("at"),
            amendment.truth("ours"),
            MessageBody.ofText(text),
            chat == null ? ChatFields.ofWords(text) : chat);
      }
      case "called" -> new Amendment.Called(amendment.instant("at"), readCall(amendment));
      case "deleted" -> new Amendment.Deleted(amendment.instant("at"), amendment.truth("ours"));
      default -> throw new IllegalArgumentException("Nothing is amended as " + kind);
    };
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
