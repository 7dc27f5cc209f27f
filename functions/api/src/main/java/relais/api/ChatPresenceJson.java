package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.ChatPresence;
import relais.conversation.EntryId;
import relais.table.Chats;

/// Where the visitor of a chat is and what they are doing.
///
/// @param here whether they have the chat before them
/// @param seenAt when they were last heard of; null when never
/// @param page the address of the page they are on; null when unknown
/// @param readUpTo the newest message of the team that they have read; null for none
/// @param verified whether the site vouches for who they are
/// @param name what they call themselves; null when they did not say
/// @param email where they can be written to, as they said; null when they did not say
/// @param byMail whether a reply also goes by mail when they have left
@Serdeable
@Schema(
    name = "ChatPresence",
    requiredProperties = {"seenAt", "page", "readUpTo", "name", "email"})
record ChatPresenceJson(
    boolean here,
    boolean typing,
    @Nullable Instant seenAt,
    @Nullable String page,
    @Nullable String readUpTo,
    boolean verified,
    @Nullable String name,
    @Nullable String email,
    boolean byMail) {

  static ChatPresenceJson of(
      @Nullable ChatPresence presence,
      boolean verified,
      Chats.Said said,
      boolean hasMail,
      Instant now) {
    EntryId readUpTo = presence == null ? null : presence.readUpTo();
    return new ChatPresenceJson(
        presence != null && presence.isHere(now),
        presence != null && presence.isTyping(now),
        presence == null ? null : presence.seenAt(),
        presence == null ? null : presence.page(),
        readUpTo == null ? null : readUpTo.value(),
        verified,
        said.name(),
        said.email(),
        hasMail && said.email() != null);
  }
}
