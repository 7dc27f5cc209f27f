package relais.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relais.channels.Envelope;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.Written;
import relais.channels.registry.Channels;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.table.SettingsStore;

/// Messages leave as requests to the provider of their channel.
@Singleton
class ChannelProvider implements Provider {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final ChannelSecrets secrets;
  private final SettingsStore settingsStore;
  private final Environment environment;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ChannelProvider(ChannelSecrets secrets, SettingsStore settingsStore, Environment environment) {
    this.secrets = secrets;
    this.settingsStore = settingsStore;
    this.environment = environment;
  }

  @Override
  public HandedOver handOver(Conversation conversation, Entry.OutboundMessage message) {
    Optional<Inbox> inbox = settingsStore.load().findInbox(conversation.origin().inbox());
    Optional<SendingChannel> sending = Channels.findSending(conversation.origin().channel());
    if (!(inbox.orElse(null) instanceof Inbox.Connected connected) || sending.isEmpty()) {
      return new HandedOver.Refused(
          "no-inbox", "The inbox this reply was to leave from is no longer connected.", false);
    }
    SendingChannel channel = sending.get();
    Optional<ChannelSecrets.Secrets> known = secrets.find(connected.id());
    if (known.isEmpty()) {
      return new HandedOver.Refused(
          "no-token", "This inbox has no access token. An admin has to connect it again.", true);
    }
    Written written =
        channel.write(
            Sent.of(message),
            new Envelope(
                connected.account(),
                null,
                message.to(),
                Sent.answers(message),
                new MessageReference.Ours(conversation.id(), message.id()),
                false));
    return switch (written) {
      case Written.Refused(List<String> reasons) ->
          new HandedOver.Refused("not-sendable", String.join(" ", reasons), false);
      case Written.Request request -> handOver(channel, request, known.get().accessToken());
    };
  }

  private HandedOver handOver(
      SendingChannel channel, Written.Request written, String accessToken) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(environment.graphApiUrl() + written.path()))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + accessToken)
            .header("Content-Type", written.contentType())
            .method(written.method(), HttpRequest.BodyPublishers.ofByteArray(written.body()))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return outcome(channel.answer(response.statusCode(), response.body()));
    } catch (ConnectException | HttpConnectTimeoutException _) {
      return new HandedOver.Postponed(
          "%s cannot be reached for the moment.".formatted(channel.label()));
    } catch (IOException e) {
      return new HandedOver.Unknown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HandedOver.Unknown(e);
    }
  }

  private static HandedOver outcome(SendAnswer answer) {
    return switch (answer) {
      case SendAnswer.Accepted(String providerId, String _) ->
          new HandedOver.Accepted(providerId, null);
      case SendAnswer.Refused(ProviderFailure failure) ->
          failure.passing()
              ? new HandedOver.Postponed(failure.reason())
              : new HandedOver.Refused(failure.code(), failure.reason(), failure.retryable());
    };
  }
}
