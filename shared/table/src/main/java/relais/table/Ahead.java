package relais.table;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.TeamId;
import relais.conversation.UserId;
import relais.mail.MimeMessageId;

/// What a piece of work is about to ask for item by item, read in one BatchGetItem (decision 260).
///
/// Each item answers the first question for it and no other, and none that is asked after the work
/// wrote it. Naming too much costs its read units, naming too little one request more; what comes
/// of the work is the same.
public final class Ahead {
  private final Table table;
  private final Set<TableKeys.Key> keys = new LinkedHashSet<>();

  public Ahead(Table table) {
    this.table = table;
  }

  /// A11: whether the settings are still those that are known.
  public Ahead settings() {
    return with(SettingsStore.VERSION);
  }

  /// A1: the state of a conversation.
  public Ahead conversation(ConversationId id) {
    return with(TableKeys.state(id));
  }

  /// A1: one entry.
  public Ahead entry(ConversationId conversation, EntryId entry) {
    return with(TableKeys.entry(conversation, entry));
  }

  /// A4: where these Message-IDs are known.
  public Ahead mimeMessageIds(InboxId inbox, Collection<MimeMessageId> ids) {
    ids.forEach(id -> with(TableKeys.mimeMessageId(inbox, id)));
    return this;
  }

  /// A6: the open chat of an identity.
  public Ahead chat(InboxId inbox, Identity identity) {
    return with(TableKeys.chat(inbox, identity));
  }

  /// A7: whose an identity is.
  public Ahead identity(Identity identity) {
    return with(TableKeys.identity(identity));
  }

  /// A9: whether an input was taken in.
  public Ahead receipt(String source) {
    return with(TableKeys.receipt(source));
  }

  /// A10: what a provider calls by this name.
  public Ahead providerMessage(InboxId inbox, String providerId) {
    return with(TableKeys.providerMessage(inbox, providerId));
  }

  /// A15: how a conversation is counted.
  public Ahead counted(ConversationId id) {
    return with(TableKeys.counted(id));
  }

  /// A17: who had the last turn in a team.
  public Ahead turn(TeamId team) {
    return with(TableKeys.turn(team));
  }

  /// A70: how an agent's mail looks.
  public Ahead writingHabit(UserId user) {
    return with(TableKeys.writingHabit(user));
  }

  /// Reads, and does the work.
  public <T> T during(Supplier<T> work) {
    return table.ahead(keys, work);
  }

  /// Reads, and does the work.
  public void during(Runnable work) {
    Object unused =
        during(
            () -> {
              work.run();
              return keys;
            });
  }

  private Ahead with(TableKeys.Key key) {
    keys.add(key);
    return this;
  }
}
