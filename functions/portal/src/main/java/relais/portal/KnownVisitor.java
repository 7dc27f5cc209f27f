package relais.portal;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import relais.conversation.ChatKeys;
import relais.conversation.InboxId;
import relais.conversation.Visitor;
import relais.conversation.VisitorToken;
import relais.runtime.Ids;
import relais.table.Chats;

/// Knows visitors again by the tokens that we sign. A secret that was changed is in use five
/// minutes later.
@Singleton
final class KnownVisitor {
  private static final String BEARER = "Bearer ";
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Chats chats;
  private final Ids ids;
  private final InstantSource time;
  private final Map<InboxId, Known> known = new ConcurrentHashMap<>();

  private record Known(ChatKeys keys, Instant until) {}

  KnownVisitor(Chats chats, Ids ids, InstantSource time) {
    this.chats = chats;
    this.ids = ids;
    this.time = time;
  }

  /// The visitor whose browser asks; empty when it brings no token of ours.
  Optional<Visitor> of(PortalRequest request, InboxId chat) {
    String header = request.header("authorization");
    return header == null || !header.startsWith(BEARER)
        ? Optional.empty()
        : VisitorToken.read(chat, header.substring(BEARER.length()), keys(chat), time.instant());
  }

  /// The secrets of a chat; the first visitor makes them.
  ChatKeys keys(InboxId chat) {
    Known kept = known.get(chat);
    if (kept != null && time.instant().isBefore(kept.until())) {
      return kept.keys();
    }
    ChatKeys keys =
        chats
            .findKeys(chat)
            .orElseGet(
                () ->
                    chats.keys(
                        chat,
                        new ChatKeys(ids.secret(ChatKeys.BYTES), ids.secret(ChatKeys.BYTES))));
    known.put(chat, new Known(keys, time.instant().plus(KEPT)));
    return keys;
  }
}
