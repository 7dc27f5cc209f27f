package relais.schedule;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relais.channels.Connection;
import relais.channels.InboxChannel;
import relais.channels.TokenAnswer;
import relais.channels.TokenQuestion;
import relais.channels.registry.Channels;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.ProviderHttp;
import relais.table.Health;
import relais.table.SettingsStore;
import relais.table.Table;

/// Asks providers once a day how long they go on accepting the access tokens of inboxes, so that
/// admins know before they stop, and stores a token that came in the place of another. A provider
/// that does not answer is asked again in an hour.
///
/// A token that is lost between the answer and its place costs nothing: the one before is accepted
/// until its own end, and the next hour or day brings another.
@Singleton
@Requires(beans = ChannelSecrets.class) // the other function of this zip has none
class KeepTokens {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofDays(1);
  private static final Duration AGAIN_AFTER_TROUBLE = Duration.ofHours(1);

  /// The rest of the minute belongs to messages.
  private static final Duration A_MINUTE = Duration.ofSeconds(10);

  private final SettingsStore settingsStore;
  private final Health health;
  private final ChannelSecrets secrets;
  private final Environment environment;
  private final ProviderHttp http;
  private final InstantSource time;

  KeepTokens(
      Table table,
      SettingsStore settingsStore,
      ChannelSecrets secrets,
      Environment environment,
      ProviderHttp http,
      InstantSource time) {
    this.settingsStore = settingsStore;
    this.health = new Health(table);
    this.secrets = secrets;
    this.environment = environment;
    this.http = http;
    this.time = time;
  }

  /// Asks about the tokens that are due, as far as the time goes.
  ///
  /// @return of how many something was told
  int keep() {
    Instant until = time.instant().plus(A_MINUTE);
    int told = 0;
    for (Inbox inbox : settingsStore.load().inboxes()) {
      Instant now = time.instant();
      if (now.isAfter(until)) {
        break;
      }
      if (inbox instanceof Inbox.Connected connected) {
        told +=
            health.findTokenDue(inbox.id(), now).map(due -> keep(connected, due, now)).orElse(0);
      }
    }
    return told;
  }

  private int keep(Inbox.Connected inbox, Health.TokenDue due, Instant now) {
    Optional<InboxChannel> channel = Channels.findTakenIn(inbox.channel());
    Optional<Connection> connection = channel.flatMap(known -> connection(known, inbox));
    Optional<TokenQuestion> question =
        connection.flatMap(known -> channel.orElseThrow().askAboutToken(known));
    Optional<TokenAnswer> answer = question.flatMap(asked -> ask(asked, now));
    if (answer.isPresent() && !keep(inbox, connection.orElseThrow(), answer.get())) {
      // An admin put in another meanwhile: that one is asked about next.
      return 0;
    }
    boolean again = question.isPresent() && answer.isEmpty();
    health.tokenTold(
        inbox.id(),
        due,
        answer.map(TokenAnswer::life).orElse(null),
        now.plus(again ? AGAIN_AFTER_TROUBLE : AGAIN));
    return answer.isPresent() ? 1 : 0;
  }

  /// @return false when another token than the one asked with is stored now
  private boolean keep(Inbox.Connected inbox, Connection asked, TokenAnswer answer) {
    String next = answer.next();
    return next == null
        || next.equals(asked.accessToken())
        || secrets.replaceAccessToken(inbox.id(), asked.accessToken(), next);
  }

  private Optional<Connection> connection(InboxChannel channel, Inbox.Connected inbox) {
    return secrets
        .findNewest(inbox.id())
        .map(
            known ->
                new Connection(
                    inbox,
                    environment.api(channel.api(inbox)),
                    known.accessToken(),
                    known.appSecret()));
  }

  /// Asks one question; nothing when nobody answered it.
  private Optional<TokenAnswer> ask(TokenQuestion question, Instant now) {
    try {
      ProviderHttp.Answer answer =
          http.send(question.call(), URI.create(question.call().url()), ANSWER);
      return question.reading().answer(answer.status(), answer.body(), now);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
