package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import relais.conversation.CallProgress;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.AccountReported;
import relais.conversation.InboundItem.Amended;
import relais.conversation.InboundItem.CallReported;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Received;
import relais.conversation.InboundItem.SentByAccount;
import relais.conversation.InboundItem.StatusReported;
import relais.conversation.InboxId;

/// An inbound item as it travels on the queue. Reading what was written gives the same item;
/// members that this version does not know are passed over, so that an older function can read
/// what a newer one wrote.
public final class InboundItemJson {
  private InboundItemJson() {}

  /// Writes an item.
  public static String write(InboundItem item) {
    return JsonText.object(
        json -> {
          switch (item) {
            case Received received -> {
              writeHead(json, "received", item);
              ReceivedJson.write(json, received);
            }
            case StatusReported reported -> {
              writeHead(json, "status", item);
              StatusReportedJson.write(json, reported);
            }
            case Quarantined quarantined -> {
              writeHead(json, "quarantined", item);
              writeQuarantined(json, quarantined);
            }
            case Amended amended -> {
              writeHead(json, "amended", item);
              writeAmended(json, amended);
            }
            case SentByAccount sent -> {
              writeHead(json, "sent", item);
              writeSent(json, sent);
            }
            case CallReported reported -> {
              writeHead(json, "call", item);
              writeCallReported(json, reported);
            }
            case AccountReported reported -> {
              writeHead(json, "account", item);
              AccountReportedJson.write(json, reported);
            }
          }
        });
  }

  /// Reads an item.
  ///
  /// @throws IllegalArgumentException when the text is no item; the message names the place and
  ///     quotes nothing
  public static InboundItem read(String text) {
    Fields item = Fields.parse(text);
    String kind = item.text("kind");
    return switch (kind) {
      case "received" -> ReceivedJson.read(item);
      case "status" -> StatusReportedJson.read(item);
      case "quarantined" -> readQuarantined(item);
      case "amended" -> readAmended(item);
      case "sent" -> readSent(item);
      case "call" -> readCallReported(item);
      case "account" -> AccountReportedJson.read(item);
      default -> throw new IllegalArgumentException("There is no inbound item of kind " + kind);
    };
  }

  /// What all items begin with.
  private static void writeHead(JsonGenerator json, String kind, InboundItem item)
      throws IOException {
    json.writeStringField("kind", kind);
    json.writeStringField("source", item.source());
    json.writeStringField("receivedAt", item.receivedAt().toString());
  }

  private static void writeAmended(JsonGenerator json, Amended item) throws IOException {
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeObjectFieldStart("from");
    MessageJson.writeIdentity(json, item.customer());
    json.writeEndObject();
    json.writeStringField("original", item.original());
    ChatJson.write(json, item.amendment());
    json.writeStringField("rawKey", item.rawKey());
  }

  private static Amended readAmended(Fields item) {
    return new Amended(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        MessageJson.readIdentity(item.object("from")),
        item.text("original"),
        ChatJson.readAmendment(item.object("amendment")),
        item.text("rawKey"));
  }

  private static void writeSent(JsonGenerator json, SentByAccount item) throws IOException {
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeObjectFieldStart("to");
    MessageJson.writeIdentity(json, item.to());
    json.writeEndObject();
    json.writeStringField("at", item.at().toString());
    MessageJson.writeBody(json, item.body());
    MessageJson.writeFiles(json, item.files());
    json.writeStringField("providerId", item.providerId());
    json.writeStringField("rawKey", item.rawKey());
  }

  private static SentByAccount readSent(Fields item) {
    return new SentByAccount(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        MessageJson.readIdentity(item.object("to")),
        item.instant("at"),
        MessageJson.readBody(item.object("body")),
        MessageJson.readFiles(item),
        item.text("providerId"),
        item.text("rawKey"));
  }

  private static void writeCallReported(JsonGenerator json, CallReported item) throws IOException {
    StatusReportedJson.writeOurs(json, item.call());
    json.writeStringField("at", item.at().toString());
    CallProgress progress = item.progress();
    json.writeBooleanField("over", progress.over());
    json.writeBooleanField("agentReached", progress.agentReached());
    if (progress.talkedSeconds() != null) {
      json.writeNumberField("talkedSeconds", progress.talkedSeconds());
    }
  }

  private static CallReported readCallReported(Fields item) {
    long talked = item.numberOr("talkedSeconds", -1);
    return new CallReported(
        item.text("source"),
        item.instant("receivedAt"),
        StatusReportedJson.readOurs(item.object("ours")),
        new CallProgress(
            item.truth("over"),
            item.truth("agentReached"),
            talked < 0 ? null : Integer.valueOf(Math.toIntExact(talked))),
        item.instant("at"));
  }

  private static void writeQuarantined(JsonGenerator json, Quarantined item) throws IOException {
    json.writeStringField("channel", item.channel().word());
    json.writeStringField("reason", item.reason().word());
    json.writeStringField("detail", item.detail());
    InboxId inbox = item.inbox();
    text(json, "inbox", inbox == null ? null : inbox.value());
    text(json, "from", item.from());
    text(json, "to", item.to());
    json.writeStringField("rawKey", item.rawKey());
    json.writeNumberField("size", item.size());
    PostmarkJson.write(json, item.postmark());
  }

  private static Quarantined readQuarantined(Fields item) {
    String inbox = item.textOrNull("inbox");
    return new Quarantined(
        item.text("source"),
        item.instant("receivedAt"),
        Channel.of(item.text("channel")),
        InboundItem.Reason.of(item.text("reason")),
        item.text("detail"),
        inbox == null ? null : new InboxId(inbox),
        item.textOrNull("from"),
        item.textOrNull("to"),
        item.text("rawKey"),
        item.number("size"),
        PostmarkJson.read(item));
  }
}
