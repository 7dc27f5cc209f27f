package relais.rules;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.MessageReference.Ours;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Linking;
import relais.conversation.MailFields;
import relais.conversation.Postmark;
import relais.conversation.Settings;
import relais.conversation.Threading;
import relais.conversation.Threading.Candidate;
import relais.mail.MimeMessageId;
import relais.table.Ahead;
import relais.table.Conversations;
import relais.table.Conversations.Mention;
import relais.table.Conversations.ReceiptOf;
import relais.table.OutboundMessages;
import relais.table.SettingsStore;
import relais.table.Table;

/// Looks for the conversations that something in a message speaks for.
@Singleton
class GatherEvidence {
  /// More quoted Message-IDs than this are not looked up; the newest count.
  private static final int MAX_QUOTED = 25;

  /// How far back the message is looked for that a report without its name is about.
  private static final int MAX_LOOKED_BACK = 50;

  private final Conversations conversations;
  private final OutboundMessages messages;
  private final SettingsStore settingsStore;

  GatherEvidence(Table table, SettingsStore settingsStore) {
    this.conversations = new Conversations(table);
    this.messages = new OutboundMessages(table);
    this.settingsStore = settingsStore;
  }

  /// What there is.
  ///
  /// @param candidates strongest evidence first
  /// @param newId the message's own Message-ID; null when it has none or a mail of that id is here
  /// @param unseen quoted ids that nothing here bears or quotes
  /// @param reported the message of ours that the mail reports on; null when it is no report, or on
  ///     nothing of ours
  /// @param before what the same mail became when it came before; null when it did not
  record Found(
      List<Candidate> candidates,
      @Nullable MimeMessageId newId,
      List<MimeMessageId> unseen,
      @Nullable Ours reported,
      @Nullable ReceiptOf before) {
    Found {
      candidates = List.copyOf(candidates);
      unseen = List.copyOf(unseen);
    }
  }

  /// One conversation that is spoken for, not yet loaded.
  ///
  /// @param entry the message it is found by; null when not by one
  private record Clue(
      ConversationId conversation, Entry.Evidence evidence, @Nullable EntryId entry) {}

  /// The side thread that a clue leads to: the one whose address it was sent to, or the one that
  /// the message it is found by is in. Most conversations have none, and nothing is read.
  private @Nullable EntryId side(InboundItem.Received item, Clue clue, Conversation conversation) {
    EntryId entry = clue.entry();
    InboundItem.Envelope envelope = item.envelope();
    if (entry != null && envelope != null && entry.equals(envelope.side())) {
      return entry;
    }
    return entry == null || conversation.sides().isEmpty()
        ? null
        : conversations
            .findEntry(conversation, entry)
            .map(placed -> placed.entry().side())
            .orElse(null);
  }

  Found in(InboundItem.Received item) {
    MailFields mail = item.mail();
    return mail == null ? ofChat(item) : ofMail(item, mail);
  }

  /// Channels with one open chat per identity have no other evidence.
  private Found ofChat(InboundItem.Received item) {
    return new Found(
        conversations
            .findChat(item.inbox(), item.from())
            .flatMap(conversations::find)
            .map(chat -> List.of(new Candidate(chat, Entry.Evidence.OPEN_CHAT)))
            .orElse(List.of()),
        null,
        List.of(),
        null,
        null);
  }

  /// Names what looking will ask for first.
  void readAhead(InboundItem.Received item, Ahead ahead) {
    MailFields mail = item.mail();
    if (mail == null) {
      ahead.chat(item.inbox(), item.from());
    } else {
      ahead.mimeMessageIds(item.inbox(), asked(item, mail));
    }
  }

  private static List<MimeMessageId> quoted(MailFields mail) {
    return Threading.quoted(mail).stream().limit(MAX_QUOTED).toList();
  }

  /// The Message-IDs that are looked up: those it quotes, its own, and those it reports on.
  private static List<MimeMessageId> asked(InboundItem.Received item, MailFields mail) {
    List<MimeMessageId> asked = new ArrayList<>(quoted(mail));
    MimeMessageId own = mail.messageId();
    if (own != null) {
      asked.add(own);
    }
    InboundItem.Envelope envelope = item.envelope();
    MailReport report = envelope == null ? null : envelope.report();
    if (report != null) {
      report.originals().stream().filter(id -> !asked.contains(id)).forEach(asked::add);
    }
    return asked;
  }

  private Found ofMail(InboundItem.Received item, MailFields mail) {
    List<MimeMessageId> quoted = quoted(mail);
    MimeMessageId own = mail.messageId();
    List<MimeMessageId> asked = asked(item, mail);
    InboundItem.Envelope envelope = item.envelope();
    MailReport report = envelope == null ? null : envelope.report();
    List<Mention> mentions =
        asked.isEmpty() ? List.of() : conversations.findByMimeMessageId(item.inbox(), asked);
    SequencedSet<Clue> clues = new LinkedHashSet<>();
    EntryId side = envelope == null ? null : envelope.side();
    if (side != null) {
      conversations
          .findBySide(side)
          .ifPresent(id -> clues.add(new Clue(id, Entry.Evidence.REPLY_ADDRESS, side)));
    }
    ConversationId answered = envelope == null ? null : envelope.answers();
    if (answered != null) {
      clues.add(new Clue(answered, Entry.Evidence.REPLY_ADDRESS, null));
    }
    Optional<Ours> reported =
        report == null ? Optional.empty() : reported(report, mentions, answered);
    reported.ifPresent(
        ours -> clues.add(new Clue(ours.conversation(), Entry.Evidence.REPORT, ours.message())));
    for (Mention mention : mentions) {
      if (mention.here() && quoted.contains(mention.id())) {
        clues.add(new Clue(mention.conversation(), Entry.Evidence.MESSAGE_ID, mention.entry()));
      }
    }
    for (Mention mention : mentions) {
      if (!mention.here() && (quoted.contains(mention.id()) || mention.id().equals(own))) {
        clues.add(new Clue(mention.conversation(), Entry.Evidence.SAME_ROOT, mention.entry()));
      }
    }
    Threading.caseNumber(mail.subject()).stream()
        .boxed()
        .flatMap(number -> conversations.findByCaseNumber(number).stream())
        .forEach(id -> clues.add(new Clue(id, Entry.Evidence.CASE_NUMBER, null)));
    Set<MimeMessageId> known = mentions.stream().map(Mention::id).collect(Collectors.toSet());
    Optional<Mention> here =
        mentions.stream().filter(mention -> mention.here() && mention.id().equals(own)).findFirst();
    return new Found(
        candidates(item, clues),
        here.isPresent() ? null : own,
        Threading.remembered(quoted.stream().filter(id -> !known.contains(id)).toList()),
        reported.orElse(null),
        here.flatMap(mention -> before(item, mention)).orElse(null));
  }

  /// What this very mail became before, of which one with its Message-ID is here.
  private Optional<ReceiptOf> before(InboundItem.Received item, Mention here) {
    Postmark postmark = item.postmark();
    String digest = postmark == null ? null : postmark.digest();
    if (postmark == null || digest == null) {
      return Optional.empty();
    }
    return postmark.isOf(here.digest())
        ? Optional.of(new ReceiptOf(here.conversation(), here.entry()))
        : conversations.findSame(item.inbox(), digest);
  }

  /// The message of ours that a report is about: the one it names, else, where it came to a reply
  /// address, the newest one to somebody it names.
  private Optional<Ours> reported(
      MailReport report, List<Mention> mentions, @Nullable ConversationId answered) {
    Optional<Ours> named =
        mentions.stream()
            .filter(mention -> mention.here() && report.originals().contains(mention.id()))
            .map(mention -> new Ours(mention.conversation(), mention.entry()))
            .filter(ours -> messages.find(ours.conversation(), ours.message()).isPresent())
            .findFirst();
    if (named.isPresent() || answered == null) {
      return named;
    }
    return conversations.page(answered, MAX_LOOKED_BACK).stream()
        .flatMap(page -> page.entries().stream())
        .filter(Entry.OutboundMessage.class::isInstance)
        .map(Entry.OutboundMessage.class::cast)
        .filter(message -> report.about().stream().anyMatch(message.recipients()::contains))
        .map(message -> new Ours(answered, message.id()))
        .findFirst();
  }

  private List<Candidate> candidates(InboundItem.Received item, SequencedSet<Clue> clues) {
    if (clues.isEmpty()) {
      return List.of();
    }
    Map<ConversationId, Conversation> found =
        conversations
            .findAll(clues.stream().map(Clue::conversation).collect(Collectors.toSet()))
            .stream()
            .filter(conversation -> mayContinue(conversation, item))
            .collect(Collectors.toMap(Conversation::id, Function.identity()));
    List<Candidate> candidates = new ArrayList<>();
    for (Clue clue : clues) {
      Conversation conversation = found.get(clue.conversation());
      if (conversation != null) {
        Conversation holds = holding(conversation, clue.entry());
        Conversation current = conversations.current(holds);
        candidates.add(new Candidate(current, clue.evidence(), side(item, clue, current)));
      }
    }
    return Threading.afterSplits(candidates);
  }

  /// A mail continues what its inbox has, and a chat that goes on by mail there.
  private boolean mayContinue(Conversation conversation, InboundItem.Received item) {
    InboxId inbox = conversation.origin().inbox();
    if (inbox.equals(item.inbox())) {
      return true;
    }
    if (!conversation.origin().channel().equals(Channel.WEBCHAT)) {
      return false;
    }
    Settings settings = settingsStore.load();
    return settings
        .findChat(inbox)
        .flatMap(settings::findMailOf)
        .map(Inbox.Email::id)
        .filter(item.inbox()::equals)
        .isPresent();
  }

  /// The conversation that has a message now: it may have been split off.
  private Conversation holding(Conversation conversation, @Nullable EntryId entry) {
    return entry == null || !Linking.wasSplit(conversation)
        ? conversation
        : conversations
            .movedTo(conversation.id(), entry)
            .flatMap(conversations::find)
            .orElse(conversation);
  }
}
