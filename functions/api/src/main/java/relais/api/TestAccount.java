package relais.api;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.Connection;
import relais.channels.FailureCause;
import relais.channels.InboxChannel;
import relais.channels.Probe;
import relais.channels.ProviderFailure;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.ProviderHttp;

/// Asks a provider whether it knows us, step by step; the first that fails ends it.
@Singleton
class TestAccount {
  private static final Duration ANSWER = Duration.ofSeconds(6);

  private final Environment environment;
  private final ProviderHttp http;
  private final InstantSource time;

  TestAccount(Environment environment, ProviderHttp http, InstantSource time) {
    this.environment = environment;
    this.http = http;
    this.time = time;
  }

  AccountJson.TestJson test(
      InboxChannel channel,
      Inbox.Connected inbox,
      ChannelSecrets.@Nullable Secrets secrets,
      String address) {
    if (secrets == null) {
      return answer(
          step(
              "account",
              channel,
              failure(
                  "no-secrets",
                  "The secrets of this inbox are missing. Put them in and save first.")));
    }
    Instant now = time.instant();
    Connection connection =
        new Connection(
            inbox, environment.api(channel.api(inbox)), secrets.accessToken(), secrets.appSecret());
    Connection.Occasion occasion =
        new Connection.Occasion("test." + inbox.id().value() + "." + now.toEpochMilli(), now);
    List<AccountJson.StepJson> steps = new ArrayList<>();
    for (Probe probe : channel.probes(connection, address, occasion)) {
      ProviderFailure failure = ask(channel, inbox, probe);
      steps.add(step(probe.step(), channel, failure));
      if (failure != null) {
        break;
      }
    }
    return answer(steps.toArray(new AccountJson.StepJson[0]));
  }

  private static AccountJson.TestJson answer(AccountJson.StepJson... steps) {
    List<AccountJson.StepJson> all = List.of(steps);
    return new AccountJson.TestJson(all.stream().allMatch(step -> step.trouble() == null), all);
  }

  private static AccountJson.StepJson step(
      String name, InboxChannel channel, @Nullable ProviderFailure failure) {
    if (failure == null) {
      return new AccountJson.StepJson(name, null, null);
    }
    FailureCause cause = DeliveryStatusJson.cause(failure.code(), channel.medium());
    return new AccountJson.StepJson(name, cause == null ? null : cause.word(), failure.reason());
  }

  private static ProviderFailure failure(String code, String reason) {
    return new ProviderFailure(code, reason, false, false);
  }

  private @Nullable ProviderFailure ask(InboxChannel channel, Inbox.Connected inbox, Probe probe) {
    try {
      URI address = new URI(probe.call().url());
      if (!environment.mayCall(channel.api(inbox), address)) {
        return failure(
            "strange-address",
            "The address is not public or not encrypted. Give one that begins with https://.");
      }
      ProviderHttp.Answer answer = http.send(probe.call(), address, ANSWER);
      return probe.reading().failure(answer.status(), answer.body());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return failure("strange-address", "The address is none. Give one that begins with https://.");
    } catch (IOException e) {
      return unreachable(channel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreachable(channel);
    }
  }

  private static ProviderFailure unreachable(InboxChannel channel) {
    return failure(
        "unreachable", channel.label() + " cannot be reached, or does not answer in time.");
  }
}
