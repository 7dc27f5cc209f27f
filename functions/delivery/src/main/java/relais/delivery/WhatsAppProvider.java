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
import java.util.Optional;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.WhatsAppRequests;
import relais.channels.WhatsAppText;
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
    String text = message.body().text();
    if (text.isBlank() || text.length() > WhatsAppText.MAX_LENGTH) {
      return new HandedOver.Refused(
          "text-length",
          "WhatsApp takes texts of 1 to %d characters. Write it shorter or in two messages."
              .formatted(WhatsAppText.MAX_LENGTH),
          false);
    }
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    environment.graphApiUrl() + WhatsAppRequests.path(whatsApp.phoneNumberId())))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + known.get().accessToken())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    WhatsAppRequests.text(
                        message.to(),
                        text,
                        null,
                        new MessageReference.Ours(conversation.id(), message.id()))))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return outcome(WhatsAppRequests.answer(response.statusCode(), response.body()));
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
