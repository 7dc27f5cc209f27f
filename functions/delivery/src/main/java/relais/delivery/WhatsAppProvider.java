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
import relais.channels.Outgoing;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.Written;
import relais.channels.whatsapp.WhatsAppChannel;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.table.SettingsStore;

/// WhatsApp messages leave by Meta's Graph API (`POST /{phone number id}/messages`).
@Singleton
class WhatsAppProvider implements Provider {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final WhatsAppChannel channel = new WhatsAppChannel();
  private final ChannelSecrets secrets;
  private final SettingsStore settingsStore;
  private final Environment environment;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  WhatsAppProvider(ChannelSecrets secrets, SettingsStore settingsStore, Environment environment) {
    this.secrets = secrets;
    this.settingsStore = settingsStore;
    this.environment = environment;
  }

  @Override
  public HandedOver handOver(Conversation conversation, Entry.OutboundMessage message) {
    Optional<Inbox> inbox = settingsStore.load().findInbox(conversation.origin().inbox());
    if (!(inbox.orElse(null) instanceof Inbox.WhatsApp whatsApp)) {
      return new HandedOver.Refused(
          "no-inbox", "The number this reply was to leave from is no longer connected.", false);
    }
    Optional<ChannelSecrets.Secrets> known = secrets.find(whatsApp.id());
    if (known.isEmpty()) {
      return new HandedOver.Refused(
          "no-token", "This number has no access token. An admin has to connect it again.", true);
    }
    Written written =
        channel.write(
            new Outgoing.Text(message.body().text()),
            new Envelope(
                whatsApp.phoneNumberId(),
                null,
                message.to(),
                null,
                new MessageReference.Ours(conversation.id(), message.id()),
                false));
    return switch (written) {
      case Written.Refused(List<String> reasons) ->
          new HandedOver.Refused("not-sendable", String.join(" ", reasons), false);
      case Written.Request request -> handOver(request, known.get().accessToken());
    };
  }

  private HandedOver handOver(Written.Request written, String accessToken) {
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
      return new HandedOver.Postponed("WhatsApp cannot be reached for the moment.");
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
