package relais.channels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.channels.ChannelEvent.Problem;

/// Writes an inspection as JSON on one line. Every field is always there; what is absent is null.
final class WebhookInspectionJson {
  private WebhookInspectionJson() {}

  static String of(WebhookInspection inspection) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("channel", inspection.channel().word());
    json.put("signature", inspection.signature().words());
    json.set("events", array(inspection));
    return json.toString();
  }

  static String events(WebhookInspection inspection) {
    return array(inspection).toString();
  }

  private static ArrayNode array(WebhookInspection inspection) {
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    for (ChannelEvent event : inspection.events()) {
      events.add(json(inspection.channel(), event, row(event)));
    }
    return events;
  }

  /// The columns in which events differ.
  ///
  /// @param about the message it changes, answers or reacts to
  private record Row(
      String kind,
      @Nullable String id,
      @Nullable String from,
      @Nullable String to,
      @Nullable String about,
      @Nullable String status,
      List<Problem> errors,
      List<Part.File> files) {}

  private static Row row(ChannelEvent event) {
    String account = event.heading().account().id();
    String us = account != null ? account : event.heading().chat();
    return switch (event) {
      case ChannelEvent.Message message ->
          new Row(
              message.by() == By.BUSINESS
                  ? "echo"
                  : message.content().hasUnknown() ? "unsupported" : "message",
              message.id(),
              from(message.by(), us, message.customer()),
              to(message.by(), us, message.customer()),
              message.context().answers(),
              null,
              message.errors(),
              message.content().files());
      case ChannelEvent.Edit edit ->
          new Row(
              "edit",
              own(edit.id(), edit.original()),
              from(edit.by(), us, edit.customer()),
              to(edit.by(), us, edit.customer()),
              edit.original(),
              null,
              List.of(),
              edit.content().files());
      case ChannelEvent.Deletion deletion ->
          new Row(
              "deletion",
              own(deletion.id(), deletion.original()),
              from(deletion.by(), us, deletion.customer()),
              to(deletion.by(), us, deletion.customer()),
              deletion.original(),
              null,
              List.of(),
              List.of());
      case ChannelEvent.Reaction reaction ->
          new Row(
              "reaction",
              own(reaction.id(), reaction.original()),
              from(reaction.by(), us, reaction.customer()),
              to(reaction.by(), us, reaction.customer()),
              reaction.original(),
              null,
              List.of(),
              List.of());
      case ChannelEvent.Status status ->
          new Row(
              "status",
              status.id(),
              us,
              status.group() != null ? status.group() : status.recipient().written(),
              null,
              status.progress().word(),
              status.errors(),
              List.of());
      case ChannelEvent.Occurrence occurrence ->
          new Row(
              "occurrence",
              occurrence.id(),
              occurrence.customer().written(),
              us,
              null,
              occurrence.what().word(),
              List.of(),
              List.of());
      case ChannelEvent.Call call ->
          new Row(
              "call",
              call.id(),
              from(call.by(), us, call.customer()),
              to(call.by(), us, call.customer()),
              null,
              call.state(),
              call.errors(),
              List.of());
      case ChannelEvent.Recording recording ->
          new Row(
              "recording",
              recording.id(),
              recording.customer().written(),
              us,
              recording.callId(),
              recording.state(),
              List.of(),
              recording.file() == null ? List.of() : List.of(recording.file()));
      case ChannelEvent.Transcription written ->
          new Row(
              "transcription",
              written.id(),
              null,
              us,
              written.recordingId(),
              written.state(),
              List.of(),
              List.of());
      case ChannelEvent.Past past ->
          new Row(
              "history",
              past.id(),
              from(past.by(), us, past.customer()),
              to(past.by(), us, past.customer()),
              null,
              past.progress() == null ? null : past.progress().word(),
              List.of(),
              past.content().files());
      case ChannelEvent.Notice notice ->
          new Row(
              "notice",
              notice.id(),
              notice.customer().written(),
              us,
              null,
              notice.event(),
              List.of(),
              List.of());
      case ChannelEvent.Trouble trouble ->
          new Row("error", null, null, us, null, null, trouble.errors(), List.of());
      case ChannelEvent.Unsupported unknown ->
          new Row("unsupported", unknown.id(), null, us, null, null, List.of(), List.of());
      case ChannelEvent.Unreadable _ ->
          new Row("unreadable", null, null, us, null, null, List.of(), List.of());
    };
  }

  /// Where a change has no name of its own, what it changes names it.
  private static String own(@Nullable String id, String original) {
    return id != null ? id : original;
  }

  private static @Nullable String from(By by, @Nullable String us, Party customer) {
    return by == By.CUSTOMER ? customer.written() : us;
  }

  private static @Nullable String to(By by, @Nullable String us, Party customer) {
    return by == By.CUSTOMER ? us : customer.written();
  }

  private static ObjectNode json(WebhookChannel channel, ChannelEvent event, Row row) {
    Heading heading = event.heading();
    String text = EventWords.chosen(event);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", row.kind());
    json.put("id", row.id());
    json.put("type", heading.type());
    json.put("from", row.from());
    json.put("to", row.to());
    json.put("at", written(heading.at().instant()));
    json.put("text", text.isEmpty() ? null : text);
    json.put("status", row.status());
    ArrayNode errors = json.putArray("errors");
    for (Problem problem : row.errors()) {
      errors
          .addObject()
          .put("code", problem.code())
          .put("title", problem.title())
          .put("details", problem.details())
          .put("reason", channel.explain(problem).reason());
    }
    ArrayNode media = json.putArray("media");
    for (Part.File file : row.files()) {
      media
          .addObject()
          .put("kind", file.kind().word())
          .put("id", file.at().id())
          .put("url", file.at().url())
          .put("type", file.type())
          .put("sha256", file.at().sha256())
          .put("name", file.name())
          .put("size", file.size());
    }
    Content content = content(event);
    array(json, "parts", content == null ? List.of() : EventWords.parts(content));
    array(
        json,
        "context",
        event instanceof ChannelEvent.Message message
            ? EventWords.circumstances(message.context())
            : List.of());
    json.put("about", row.about());
    json.put("chat", heading.chat());
    json.put("upTo", event instanceof ChannelEvent.Status status ? written(status.upTo()) : null);
    json.put("pointer", heading.pointer());
    return json;
  }

  private static @Nullable Content content(ChannelEvent event) {
    return event instanceof ChannelEvent.Message message
        ? message.content()
        : event instanceof ChannelEvent.Edit edit
            ? edit.content()
            : event instanceof ChannelEvent.Past past ? past.content() : null;
  }

  private static void array(ObjectNode json, String field, List<String> words) {
    words.forEach(json.putArray(field)::add);
  }

  private static @Nullable String written(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
