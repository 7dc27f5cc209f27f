package relais.schedule;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.Connection;
import relais.channels.InboxChannel;
import relais.channels.ProviderCall;
import relais.channels.TokenProlonging;
import relais.channels.TokenProlonging.Answer;
import relais.channels.TokenQuestion;
import relais.channels.registry.Channels;
import relais.conversation.Inbox;
import relais.conversation.TokenLife;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.ProviderHttp;
import relais.table.Health;
import relais.table.SettingsStore;
import relais.table.Table;

/// Asks providers once a day how long they go on accepting the access tokens of inboxes, so that
/// admins know before they stop, and for more time where they give it. A provider that does not
/// answer is asked again in an hour.
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
            health
                .takeTokenDue(inbox.id(), now, now.plus(AGAIN_AFTER_TROUBLE))
                .map(due -> keep(connected, due, now))
                .orElse(0);
      }
    }
    return told;
  }

  private int keep(Inbox.Connected inbox, Health.TokenDue due, Instant now) {
    Optional<InboxChannel> channel = Channels.findTakenIn(inbox.channel());
    Optional<ChannelSecrets.Secrets> secret = channel.flatMap(_ -> secrets.findNewest(inbox.id()));
    if (secret.isEmpty()) {
      health.tokenTold(inbox.id(), due, null, now.plus(AGAIN));
      return 0;
    }
    Connection connection =
        new Connection(
            inbox,
            environment.api(channel.orElseThrow().api(inbox)),
            secret.get().accessToken(),
            secret.get().appSecret());
    Optional<TokenQuestion> question = channel.orElseThrow().askAboutToken(connection);
    Optional<TokenProlonging> prolonging = channel.orElseThrow().prolongToken(connection);
    @Nullable TokenLife life =
        prolonging.isPresent()
            ? prolong(inbox, prolonging.get(), question, secret.get(), due, now)
            : question.map(this::ask).orElse(null);
    boolean again = question.isPresent() && life == null;
    health.tokenTold(inbox.id(), due, life, now.plus(again ? AGAIN_AFTER_TROUBLE : AGAIN));
    return life == null ? 0 : 1;
  }

  /// Gets more time for a token when it is time, and else asks whether it is accepted. What is
  /// known of its end lies with the token: the health repeats it, and catches up when it missed
  /// something.
  ///
  /// @return null when nobody told anything
  private @Nullable TokenLife prolong(
      Inbox.Connected inbox,
      TokenProlonging prolonging,
      Optional<TokenQuestion> question,
      ChannelSecrets.Secrets secret,
      Health.TokenDue due,
      Instant now) {
    ChannelSecrets.Prolonged last = secret.prolonged();
    Instant lastAt = last == null ? null : last.at();
    Instant endsAt = last == null ? null : last.endsAt();
    if (now.isBefore(TokenProlonging.due(last == null ? due.since() : lastAt, endsAt))) {
      return question
          .map(this::ask)
          .map(
              life ->
                  new TokenLife(life.accepted(), endsAt, new TokenLife.Prolonging(lastAt, false)))
          .orElse(null);
    }
    return switch (send(prolonging.call())
        .map(answer -> prolonging.reading().answer(answer.status(), answer.body(), now))
        .orElseGet(Answer.Nothing::new)) {
      case Answer.Prolonged(String token, Instant end) ->
          secrets.prolong(
                  inbox.id(), secret.accessToken(), token, new ChannelSecrets.Prolonged(now, end))
              ? new TokenLife(true, end, new TokenLife.Prolonging(now, false))
              : null;
      case Answer.Over() -> new TokenLife(false, endsAt, new TokenLife.Prolonging(lastAt, false));
      case Answer.Refused() -> new TokenLife(true, endsAt, new TokenLife.Prolonging(lastAt, true));
      case Answer.Nothing() -> null;
    };
  }

  /// Asks one question.
  ///
  /// @return null when nobody answered it
  private @Nullable TokenLife ask(TokenQuestion question) {
    return send(question.call())
        .flatMap(answer -> question.reading().life(answer.status(), answer.body()))
        .orElse(null);
  }

  private Optional<ProviderHttp.Answer> send(ProviderCall call) {
    try {
      return Optional.of(http.send(call, URI.create(call.url()), ANSWER));
    } catch (IOException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      // Its words would hold the address, and that the token.
      throw new IllegalStateException("The address of the provider is none: see its variable");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
