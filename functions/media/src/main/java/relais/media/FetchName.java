package relais.media;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.channels.Connection;
import relais.channels.InboxChannel;
import relais.channels.NameQuestion;
import relais.channels.NameQuestion.Told;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.EntryIds;
import relais.conversation.Naming;
import relais.runtime.Job;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import relais.runtime.ProviderHttp;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;

/// Finds out what a customer is called whose messages do not say it: ask, name the contact, then
/// their conversations.
///
/// Doing a job again is harmless: who has a name is not asked for, and a conversation that calls
/// them so is left alone. The jobs of one contact come one at a time.
final class FetchName {
  private static final Logger LOG = LoggerFactory.getLogger(FetchName.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How often a lost race is decided again before the queue brings the job back.
  private static final int MAX_TRIES = 5;

  private final Conversations conversations;
  private final Decisions decisions;
  private final Contacts contacts;
  private final Lines lines;
  private final ProviderHttp http;
  private final Metrics metrics;
  private final InstantSource time;

  FetchName(
      Conversations conversations,
      Decisions decisions,
      Contacts contacts,
      Lines lines,
      ProviderHttp http,
      Metrics metrics,
      InstantSource time) {
    this.conversations = conversations;
    this.decisions = decisions;
    this.contacts = contacts;
    this.lines = lines;
    this.http = http;
    this.metrics = metrics;
    this.time = time;
  }

  /// Does one job.
  ///
  /// @param lastTry whether a failure is final, even one that would pass
  Outcome fetch(Job.CustomerName job, boolean lastTry) {
    Conversation conversation =
        conversations
            .find(job.conversation())
            .orElseThrow(() -> new IllegalStateException("The conversation is not there"));
    Contact contact = profile(conversation).contact();
    if (contact.isNameless()) {
      Channel channel = conversation.origin().channel();
      switch (ask(conversation)) {
        case Told.Name(String name) -> {
          contacts.name(contact, name);
          metrics.count("NameFetched", channel);
        }
        case Told.Nothing() -> {
          contacts.untold(conversation.origin().identity());
          return Outcome.SETTLED;
        }
        case Told.Failed(String code, boolean passing) -> {
          if (passing && !lastTry) {
            return Outcome.LATER;
          }
          metrics.count("NameNotFetched", channel);
          LOG.atWarn()
              .addKeyValue(LogKey.CONVERSATION.field(), job.conversation().value())
              .addKeyValue(LogKey.CODE.field(), code)
              .log("A name could not be fetched; the customer is asked for when they write again");
          return Outcome.SETTLED;
        }
      }
    }
    callByName(profile(conversation));
    return Outcome.SETTLED;
  }

  private Contacts.Profile profile(Conversation conversation) {
    return contacts
        .profile(conversation.origin().contact())
        .orElseThrow(() -> new IllegalStateException("The contact is not there"));
  }

  private Told ask(Conversation conversation) {
    if (contacts.isUntold(conversation.origin().identity())) {
      return new Told.Nothing();
    }
    return switch (lines.to(conversation.origin().inbox())) {
      case Lines.Line.Open(InboxChannel channel, Connection connection) ->
          channel
              .askForName(conversation.origin().identity().value(), connection)
              .map(this::ask)
              .orElseGet(Told.Nothing::new);
      case Lines.Line.NoToken() -> new Told.Failed("no-access-token", true);
      case Lines.Line.NoInbox() -> new Told.Failed("no-inbox", false);
    };
  }

  private Told ask(NameQuestion question) {
    try {
      ProviderHttp.Answer answer =
          http.send(question.call(), URI.create(question.call().url()), PATIENCE);
      return question.reading().told(answer.status(), answer.body());
    } catch (IOException e) {
      return new Told.Failed("unreachable", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Told.Failed("interrupted", true);
    }
  }

  /// The newest conversations alone: older ones are called by name when somebody writes there.
  private void callByName(Contacts.Profile profile) {
    Contact contact = profile.contact();
    List<ConversationId> theirs = profile.conversations().stream().map(Contacts.Past::id).toList();
    if (contact.isNameless() || theirs.isEmpty()) {
      return;
    }
    conversations.findAll(theirs).forEach(conversation -> callByName(conversation, contact.name()));
  }

  private void callByName(Conversation read, String name) {
    Optional<Conversation> conversation = Optional.of(read);
    for (int i = 0; i < MAX_TRIES; i++) {
      Conversation before = conversation.orElseThrow();
      if (!Naming.isNameless(before)) {
        return;
      }
      Instant now = time.instant();
      Decision.Changed changed =
          Naming.named(
              new Decision.Changed(before.touched(), List.of()),
              name,
              EntryIds.derived(now, "name of " + before.id()),
              now);
      if (decisions.save(before, changed, null) == Saved.DONE) {
        return;
      }
      conversation = conversations.find(before.id());
    }
    throw new IllegalStateException("Others wrote the conversation first, each time");
  }
}
