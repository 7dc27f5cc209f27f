package relais.relay;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Access;
import relais.conversation.ChatPresence;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.conversation.Incoming;
import relais.conversation.Settings;
import relais.conversation.Status;
import relais.conversation.User;
import relais.runtime.LogKey;
import relais.table.Connections;
import relais.table.Conversations;
import relais.table.Table;
import relais.table.TableChange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/// Tells open browsers what changed, never what it says: ids, versions and small facts, and only
/// about what their user may see. One frame per browser and batch.
@Singleton
class TellBrowsers {
  private static final Logger LOG = LoggerFactory.getLogger(TellBrowsers.class);

  private final Connections connections;
  private final Conversations conversations;
  private final ApiGatewayManagementApiClient live;

  TellBrowsers(Table table, ApiGatewayManagementApiClient live) {
    this.connections = new Connections(table);
    this.conversations = new Conversations(table);
    this.live = live;
  }

  /// What one conversation has to tell.
  ///
  /// @param owners who had it and who has it: whoever may see one of these is told
  private record News(
      Conversation conversation, Set<Conversation.Ownership> owners, Set<String> causes) {}

  /// Tells everybody who is connected. A browser that cannot be reached asks by itself later, so
  /// nothing here fails the batch.
  void of(List<TableChange> changes, boolean recounted, Settings settings) {
    List<Connections.Connection> open = connections.all();
    if (open.isEmpty()) {
      return;
    }
    // What stands aside is nobody's news.
    List<News> news =
        news(changes).stream()
            .filter(item -> !(item.conversation().status() instanceof Status.Aside))
            .toList();
    Map<ConversationId, Conversation.Ownership> presences = presences(changes);
    List<Draft> drafts =
        changes.stream()
            .filter(TableChange.DraftChanged.class::isInstance)
            .map(change -> ((TableChange.DraftChanged) change).draft())
            .toList();
    boolean quarantine = changes.stream().anyMatch(TableChange.QuarantineChanged.class::isInstance);
    boolean newSettings = changes.stream().anyMatch(TableChange.SettingsChanged.class::isInstance);
    for (Connections.Connection connection : open) {
      Optional<User> user = settings.findUser(connection.user());
      if (user.isEmpty()) {
        continue;
      }
      List<String> updates = new ArrayList<>();
      for (News item : news) {
        if (item.owners().stream().anyMatch(owner -> Access.mayWorkOn(user.get(), owner))) {
          updates.add(LiveUpdate.conversation(item.conversation(), item.causes()));
        }
      }
      presences.forEach(
          (id, owner) -> {
            if (Access.mayWorkOn(user.get(), owner)) {
              updates.add(LiveUpdate.presence(id));
            }
          });
      drafts.stream()
          .filter(draft -> draft.place().author().equals(connection.user()))
          .map(LiveUpdate::draft)
          .forEach(updates::add);
      if (recounted) {
        updates.add(LiveUpdate.COUNTS);
      }
      if (quarantine && Access.mayAdminister(user.get())) {
        updates.add(LiveUpdate.QUARANTINE);
      }
      if (newSettings) {
        updates.add(LiveUpdate.settings(settings.version()));
      }
      if (!updates.isEmpty()) {
        post(connection, LiveUpdate.frame(updates));
      }
    }
  }

  /// The chats in which somebody came, left, typed or read. That a browser is still there is no
  /// news.
  private Map<ConversationId, Conversation.Ownership> presences(List<TableChange> changes) {
    Set<ConversationId> changed = new LinkedHashSet<>();
    for (TableChange change : changes) {
      if (change
              instanceof
              TableChange.PresenceChanged(
                  ConversationId id,
                  ChatPresence before,
                  ChatPresence after)
          && isNews(before, after)) {
        changed.add(id);
      }
    }
    return changed.isEmpty()
        ? Map.of()
        : conversations.findAll(changed).stream()
            .collect(Collectors.toMap(Conversation::id, Conversation::ownership));
  }

  private static boolean isNews(@Nullable ChatPresence before, ChatPresence after) {
    return before == null
        || before.here() != after.here()
        || !Objects.equals(before.page(), after.page())
        || !Objects.equals(before.typingUntil(), after.typingUntil())
        || !Objects.equals(before.readUpTo(), after.readUpTo());
  }

  private List<News> news(List<TableChange> changes) {
    Map<ConversationId, News> news = new LinkedHashMap<>();
    Map<ConversationId, Set<String>> onlyEntries = new LinkedHashMap<>();
    for (TableChange change : changes) {
      if (change
          instanceof TableChange.ConversationChanged(Conversation before, Conversation after)) {
        News known = news.get(after.id());
        Set<String> causes =
            known == null ? new LinkedHashSet<>() : new LinkedHashSet<>(known.causes());
        Set<Conversation.Ownership> owners =
            known == null ? new LinkedHashSet<>() : new LinkedHashSet<>(known.owners());
        causes.addAll(causes(before, after));
        owners.add(after.ownership());
        if (before != null) {
          owners.add(before.ownership());
        }
        news.put(after.id(), new News(after, owners, causes));
      } else if (change instanceof TableChange.EntryAdded(ConversationId id, Entry entry)) {
        cause(entry).ifPresent(cause -> causesOf(onlyEntries, id).add(cause));
      } else if (change instanceof TableChange.EntryChanged(ConversationId id, Entry _, Entry _)) {
        causesOf(onlyEntries, id).add("status");
      }
    }
    onlyEntries.forEach(
        (id, causes) -> {
          News known = news.get(id);
          if (known != null) {
            known.causes().addAll(causes);
          }
        });
    Set<ConversationId> unknown =
        onlyEntries.keySet().stream()
            .filter(id -> !news.containsKey(id))
            .collect(Collectors.toSet());
    for (Conversation conversation :
        unknown.isEmpty() ? List.<Conversation>of() : conversations.findAll(unknown)) {
      // What was merged is looked at where it is shown.
      Conversation shown = conversations.current(conversation);
      Set<String> causes = onlyEntries.getOrDefault(conversation.id(), Set.of());
      News known = news.get(shown.id());
      if (known == null) {
        news.put(
            shown.id(), new News(shown, Set.of(shown.ownership()), new LinkedHashSet<>(causes)));
      } else {
        known.causes().addAll(causes);
      }
    }
    return List.copyOf(news.values());
  }

  private static Set<String> causesOf(
      Map<ConversationId, Set<String>> onlyEntries, ConversationId id) {
    return onlyEntries.computeIfAbsent(id, _ -> new LinkedHashSet<>());
  }

  private static Set<String> causes(@Nullable Conversation before, Conversation after) {
    Set<String> causes = new LinkedHashSet<>();
    if (before == null) {
      causes.add("created");
      return causes;
    }
    if (!before.ownership().equals(after.ownership())) {
      causes.add("owner");
    }
    if (!before.labels().equals(after.labels())) {
      causes.add("labels");
    }
    boolean wasOpen = before.status() instanceof Status.Open;
    boolean isOpen = after.status() instanceof Status.Open;
    if (wasOpen != isOpen) {
      causes.add(isOpen ? "reopened" : "closed");
    }
    return causes;
  }

  private static Optional<String> cause(Entry entry) {
    return switch (entry) {
      case Entry.InboundMessage message ->
          Optional.of(Incoming.isEcho(message.automatic()) ? "status" : "message-in");
      case Entry.OutboundMessage message ->
          Optional.of(message.isAutomatic() || message.isReaction() ? "status" : "message-out");
      case Entry.PrivateNote _ -> Optional.of("note");
      case Entry.Event _ -> Optional.empty();
    };
  }

  private void post(Connections.Connection connection, String frame) {
    try {
      live.postToConnection(
          request -> request.connectionId(connection.id()).data(SdkBytes.fromUtf8String(frame)));
    } catch (GoneException _) {
      connections.close(connection.id());
    } catch (SdkException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue(LogKey.CONNECTION.field(), connection.id())
          .log("A browser could not be told and will ask by itself");
    }
  }
}
