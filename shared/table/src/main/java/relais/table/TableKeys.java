package relais.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Draft;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.Status;
import relais.conversation.TeamId;
import relais.conversation.UserId;
import relais.conversation.Visitor;
import relais.mail.MimeMessageId;

/// Every key in the one table, and nothing else. The access patterns are listed in README.md.
final class TableKeys {
  static final String STATE = "STATE";
  static final String ENTRY = "ENTRY#";
  static final String DRAFT = "DRAFT#";

  private TableKeys() {}

  /// The primary key of one item.
  record Key(String pk, String sk) {}

  /// A1: a conversation and its timeline. The state sorts after the entries, so one Query from the
  /// end reads the state and then the newest entries.
  static String conversation(ConversationId id) {
    return "CONV#" + id.value();
  }

  /// A1: the state of a conversation.
  static Key state(ConversationId id) {
    return new Key(conversation(id), STATE);
  }

  /// A1: one entry of a timeline.
  static Key entry(ConversationId conversation, EntryId entry) {
    return new Key(conversation(conversation), ENTRY + entry.value());
  }

  /// A2: the list a conversation stands in for its team; null when it stands in none.
  static @Nullable String teamList(Conversation conversation) {
    TeamId team = conversation.ownership().team();
    return switch (conversation.status()) {
      case Status.Open() ->
          conversation.ownership().assignee() == null ? newList(team) : ownedList(team);
      case Status.Closed _ -> closedList(team);
      case Status.Merged _ -> null;
      case Status.Aside() -> asideList(conversation.origin().inbox());
    };
  }

  /// A2: open conversations of a team that nobody owns.
  static String newList(TeamId team) {
    return "TEAM#" + team.value() + "#NEW";
  }

  /// A2: open conversations of a team that somebody owns.
  static String ownedList(TeamId team) {
    return "TEAM#" + team.value() + "#OWNED";
  }

  /// A2: closed conversations of a team.
  static String closedList(TeamId team) {
    return "TEAM#" + team.value() + "#CLOSED";
  }

  /// A90: what an inbox and providers say to each other.
  static String asideList(InboxId inbox) {
    return "INBOX#" + inbox.value() + "#ASIDE";
  }

  /// A3: the list a conversation with an owner stands in for that agent; null when in none.
  static @Nullable String agentList(UserId agent, Status status) {
    return switch (status) {
      case Status.Open() -> openList(agent);
      case Status.Closed _ -> "AGENT#" + agent.value() + "#CLOSED";
      case Status.Merged _, Status.Aside _ -> null;
    };
  }

  /// A3: the open conversations of an agent.
  static String openList(UserId agent) {
    return "AGENT#" + agent.value() + "#OPEN";
  }

  /// A4: which conversation of this inbox has, or quotes, a mail with this id? Hashed, for senders
  /// write ids of any length.
  static Key mimeMessageId(InboxId inbox, MimeMessageId id) {
    return new Key("MIME#" + inbox.value() + "#" + hash(id.value()), "MIME");
  }

  /// A85: the mail of this digest, where another mail had its Message-ID first.
  static Key sameMail(InboxId inbox, String digest) {
    return new Key("SAME#" + inbox.value() + "#" + digest, "SAME");
  }

  /// A86: in which conversation did this side thread begin?
  static Key sideThread(EntryId side) {
    return new Key("SIDE#" + side.value(), "SIDE");
  }

  /// A5: which conversation has this case number?
  static Key caseNumber(long number) {
    return new Key("CASE#" + number, "CASE");
  }

  /// A6: the one open chat of an identity in an inbox.
  static Key chat(InboxId inbox, Identity identity) {
    return new Key("CHAT#" + inbox.value() + "#" + identity, "CHAT");
  }

  /// A7: whose identity is this?
  static Key identity(Identity identity) {
    return new Key("IDENTITY#" + identity, "IDENTITY");
  }

  /// A8: a contact and the conversations they had.
  static Key contact(ContactId id) {
    return new Key("CONTACT#" + id.value(), STATE);
  }

  /// A8: a conversation a contact had.
  static Key contactConversation(ContactId id, ConversationId conversation) {
    return new Key("CONTACT#" + id.value(), "CONV#" + conversation.value());
  }

  /// A9: was this input taken in already?
  static Key receipt(String source) {
    return new Key("RECEIPT#" + source, "RECEIPT");
  }

  /// A10: which message of ours does a provider speak of?
  static Key providerMessage(InboxId inbox, String providerId) {
    return new Key("PROVIDER#" + inbox.value() + "#" + hash(providerId), "PROVIDER");
  }

  /// A11: all settings of the workspace; the version of all of them.
  static final String SETTINGS = "SETTINGS";

  /// A12: what nobody could read or place.
  static final String QUARANTINE = "QUARANTINE";

  /// A13: who is connected.
  static final String CONNECTIONS = "CONNECTIONS";

  /// A14: one ticket for one connection.
  static Key ticket(String ticket) {
    return new Key("TICKET#" + hash(ticket), "TICKET");
  }

  /// A15: how many conversations stand in each list.
  static final String COUNTS = "COUNTS";

  /// A15: how a conversation is counted.
  static Key counted(ConversationId id) {
    return new Key(conversation(id), "COUNTED");
  }

  /// A21: what an agent began to write in a conversation, A122: and outside of any.
  static Key draft(Draft.Place place) {
    ConversationId conversation = place.conversation();
    return conversation == null
        ? new Key("USER#" + place.author().value(), DRAFT + place.kind().word())
        : new Key(
            conversation(conversation), DRAFT + place.author().value() + "#" + place.kind().word());
  }

  /// A22: the drafts of an agent, in the index of the lists of agents.
  static String draftList(UserId author) {
    return "AGENT#" + author.value() + "#DRAFTS";
  }

  /// A16: what is due, spread over shards.
  static String dueShard(ConversationId id) {
    return "DUE#" + Math.floorMod(id.value().hashCode(), DUE_SHARDS);
  }

  static final int DUE_SHARDS = 4;

  /// A17: whose turn it was in a team.
  static Key turn(TeamId team) {
    return new Key("TURN#" + team.value(), "TURN");
  }

  /// A18: the next case number.
  static Key nextCaseNumber() {
    return new Key("SEQUENCE#CASE", "SEQUENCE");
  }

  /// A19: when the provider of an inbox reported anything.
  static Key heard(InboxId inbox) {
    return new Key("HEARD#" + inbox.value(), "HEARD");
  }

  /// A20: what is known against writing to an address.
  static Key addressMark(Identity identity) {
    return new Key("MARK#" + identity, "MARK");
  }

  /// A40: the index in which receipts of mails stand by the day of their originals.
  static final String BY_DAY = "by_day";

  /// A41, A42, A43: the ledger: its days, what it misses, its run.
  static final String LEDGER = "LEDGER";

  /// A43: the run that goes on, or the last one.
  static final Key LEDGER_RUN = new Key(LEDGER, "RUN");

  /// A41: the balance of one day.
  static Key ledgerDay(LocalDate day) {
    return new Key(LEDGER, "DAY#" + day);
  }

  /// A42: an original that the ledger misses.
  static Key ledgerMissing(LocalDate day, String rawKey) {
    return new Key(LEDGER, "MISSING#" + day + "#" + rawKey);
  }

  /// A44: what went wrong with an original on its way in.
  static Key intakeFailure(String rawKey) {
    return new Key("FAILURE#" + rawKey, "FAILURE");
  }

  /// A45: how the inboxes are doing, and what failed of late.
  static final String HEALTH = "HEALTH";

  /// A45: when something last came in and went out.
  static Key health(InboxId inbox) {
    return new Key(HEALTH, "INBOX#" + inbox.value());
  }

  /// A45: something that failed. Sorts before the inboxes, so that one Query has both.
  static Key failure(Instant at, String what) {
    return new Key(HEALTH, "FAILED#" + Item.sortable(at) + "#" + what);
  }

  /// A91: in which hours something came to an inbox, by day.
  static String hours(InboxId inbox) {
    return "HOURS#" + inbox.value();
  }

  /// A60: when an inbox told somebody that their mail has come.
  static Key told(InboxId inbox, Identity sender) {
    return new Key("TOLD#" + inbox.value() + "#" + sender, "TOLD");
  }

  /// A61: how much automatic mail went to an address in the hour that runs.
  static Key automaticTo(Identity recipient) {
    return new Key("AUTOMATIC#TO#" + recipient, "AUTOMATIC");
  }

  /// A61: how much automatic mail an inbox sent in the hour that runs.
  static Key automaticFrom(InboxId inbox) {
    return new Key("AUTOMATIC#FROM#" + inbox.value(), "AUTOMATIC");
  }

  /// A62: automatic mail that is held.
  static final String HELD = "HELD";

  /// A62: one such mail.
  static Key held(EntryId id) {
    return new Key(HELD, id.value());
  }

  /// A134: a picture of an agent.
  static Key photo(String name) {
    return new Key("PHOTO#" + name, "PHOTO");
  }

  /// A70: how does this agent's mail look?
  static Key writingHabit(UserId user) {
    return new Key("USER#" + user.value(), "WRITING");
  }

  /// A110: the secrets of a chat.
  static Key chatKeys(InboxId chat) {
    return new Key("CHATKEYS#" + chat.value(), "CHATKEYS");
  }

  /// A111: what a visitor of a chat said about themselves.
  static Key visitor(Visitor visitor) {
    return new Key("VISITOR#" + visitor.identity().value(), "VISITOR");
  }

  /// A112: who sits at a chat, and what they are doing. Sorts before the entries, so that the state
  /// stays the last item of its conversation.
  static Key presence(ConversationId conversation) {
    return new Key(conversation(conversation), PRESENCE);
  }

  /// A112: the sort key of it.
  static final String PRESENCE = "CHAT";

  /// A113: from where a visitor is connected.
  static String visitorConnections(Visitor visitor) {
    return "VISITORS#" + visitor.identity().value();
  }

  /// A114: how often somebody did something in a while.
  ///
  /// @param what and who; hashed, for it may hold an address of the network
  static Key rate(String what, long window) {
    return new Key("RATE#" + hash(what), Long.toString(window));
  }

  /// A120: the templates of an inbox, and when they were fetched.
  static String templates(InboxId inbox) {
    return "TEMPLATES#" + inbox.value();
  }

  /// A120: one template. Its name and language are the provider's, of any length.
  static Key template(InboxId inbox, String name, String language) {
    return new Key(templates(inbox), "TEMPLATE#" + hash(name + "\n" + language));
  }

  /// A120: when they were fetched. Sorts before them.
  static Key templatesFetched(InboxId inbox) {
    return new Key(templates(inbox), "FETCHED");
  }

  /// A121: how its provider regards the number of an inbox, and the newest news about it.
  static String standing(InboxId inbox) {
    return "STANDING#" + inbox.value();
  }

  /// A130: what agents are doing right now.
  static final String AT_WORK = "AT_WORK";

  /// A131: the tokens of telephone systems.
  static final String TELEPHONE_TOKENS = "TELEPHONE_TOKENS";

  /// A131: one of them.
  static Key telephoneToken(String id) {
    return new Key(TELEPHONE_TOKENS, id);
  }

  /// A132: the calls of a contact, over all their conversations.
  static String calls(ContactId contact) {
    return "CALLS#" + contact.value();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
