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
/// admins know before they stop. A provider that does not answer is asked again in an hour.
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
    Optional<TokenQuestion> question = question(inbox);
    @Nullable TokenLife life = question.map(this::ask).orElse(null);
    boolean again = question.isPresent() && life == null;
    health.tokenTold(inbox.id(), due, life, now.plus(again ? AGAIN_AFTER_TROUBLE : AGAIN));
    return life == null ? 0 : 1;
  }

  private Optional<TokenQuestion> question(Inbox.Connected inbox) {
    Optional<InboxChannel> channel = Channels.findTakenIn(inbox.channel());
    Optional<ChannelSecrets.Secrets> known = channel.flatMap(_ -> secrets.findNewest(inbox.id()));
    return known.flatMap(
        secret ->
            channel
                .orElseThrow()
                .askAboutToken(
                    new Connection(
                        inbox,
                        environment.api(channel.orElseThrow().api(inbox)),
                        secret.accessToken(),
                        secret.appSecret())));
  }

  /// Asks one question.
  ///
  /// @return null when nobody answered it
  private @Nullable TokenLife ask(TokenQuestion question) {
    try {
      ProviderHttp.Answer answer =
          http.send(question.call(), URI.create(question.call().url()), ANSWER);
      return question.reading().life(answer.status(), answer.body()).orElse(null);
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
