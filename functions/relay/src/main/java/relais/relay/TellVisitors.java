package relais.relay;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.ChatPresence;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.Visitor;
import relais.conversation.VisitorView;
import relais.runtime.LogKey;
import relais.table.Connections;
import relais.table.Table;
import relais.table.TableChange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/// Tells visitors of chats that there is something for them to ask for. A frame says only that:
/// what a visitor may see is decided where they ask. Notes and events are not even looked at.
@Singleton
class TellVisitors {
  private static final Logger LOG = LoggerFactory.getLogger(TellVisitors.class);

  private static final String MESSAGES = "{\"type\":\"messages\"}";
  private static final String TYPING = "{\"type\":\"typing\"}";

  private final Connections connections;
  private final ApiGatewayManagementApiClient live;

  TellVisitors(Table table, ApiGatewayManagementApiClient live) {
    this.connections = new Connections(table);
    this.live = live;
  }

  /// A visitor who cannot be reached asks by themselves later: that fails no batch.
  void of(List<TableChange> changes) {
    Map<Visitor, String> news = new LinkedHashMap<>();
    for (TableChange change : changes) {
      switch (change) {
        case TableChange.EntryAdded(ConversationId _, Entry entry) ->
            spoken(entry).ifPresent(visitor -> news.put(visitor, MESSAGES));
        case TableChange.EntryChanged(ConversationId _, Entry before, Entry after)
            when spoken(before).isEmpty() ->
            spoken(after).ifPresent(visitor -> news.put(visitor, MESSAGES));
        case TableChange.EntryChanged _ -> {}
        case TableChange.PresenceChanged(
                ConversationId _,
                ChatPresence before,
                ChatPresence after) -> {
          boolean types =
              before != null
                  && !Objects.equals(before.agentTypingUntil(), after.agentTypingUntil());
          if (types) {
            news.putIfAbsent(after.visitor(), TYPING);
          }
        }
        case TableChange.ConversationChanged _,
            TableChange.DraftChanged _,
            TableChange.QuarantineChanged _,
            TableChange.SettingsChanged _,
            TableChange.Nothing _ -> {}
      }
    }
    news.forEach(
        (visitor, frame) -> connections.of(visitor).forEach(id -> post(visitor, id, frame)));
  }

  /// Whose chat a message was said in; empty for what no visitor is told of.
  private static Optional<Visitor> spoken(Entry entry) {
    return switch (entry) {
      case Entry.InboundMessage message -> Visitor.of(message.from());
      case Entry.OutboundMessage message ->
          VisitorView.hasGoneOut(message.status()) ? Visitor.of(message.to()) : Optional.empty();
      case Entry.PrivateNote _, Entry.Event _ -> Optional.empty();
    };
  }

  private void post(Visitor visitor, String connection, String frame) {
    try {
      live.postToConnection(
          request -> request.connectionId(connection).data(SdkBytes.fromUtf8String(frame)));
    } catch (GoneException _) {
      connections.close(connection, visitor);
    } catch (SdkException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue(LogKey.CONNECTION.field(), connection)
          .log("A visitor could not be told and will ask by themselves");
    }
  }
}
