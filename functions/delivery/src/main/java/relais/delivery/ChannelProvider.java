package relais.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.ProviderCall;
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

  /// More than any provider says.
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  /// How long every provider takes answers without being told that a person writes them.
  private static final Duration ORDINARY = Duration.ofHours(24);

  private final ChannelSecrets secrets;
  private final SettingsStore settingsStore;
  private final Environment environment;
  private final InstantSource time;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ChannelProvider(
      ChannelSecrets secrets,
      SettingsStore settingsStore,
      Environment environment,
      InstantSource time) {
    this.secrets = secrets;
    this.settingsStore = settingsStore;
    this.environment = environment;
    this.time = time;
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
    ChannelSecrets.Secrets proof = known.get();
    Connection connection =
        new Connection(
            connected, environment.api(channel.api()), proof.accessToken(), proof.appSecret());
    Envelope envelope = channel.envelope(connected, route(conversation, message, connected));
    return switch (channel.write(Sent.of(message), envelope)) {
      case Written.Refused(List<String> reasons) ->
          new HandedOver.Refused("not-sendable", String.join(" ", reasons), false);
      case Written.Request request ->
          handOver(
              channel,
              envelope,
              channel.call(
                  request, connection, new Connection.Occasion(occasion(message), time.instant())));
    };
  }

  private SendingChannel.Route route(
      Conversation conversation, Entry.OutboundMessage message, Inbox.Connected inbox) {
    Instant lastInbound = conversation.activity().lastInboundAt();
    return new SendingChannel.Route(
        message.to(),
        Sent.answers(message),
        new MessageReference.Ours(conversation.id(), message.id()),
        lastInbound != null && time.instant().isAfter(lastInbound.plus(ORDINARY)),
        environment.webhooksUrl() + "/" + inbox.channel() + "/" + inbox.id());
  }

  /// Names this attempt; the same attempt is the same message for whoever counts.
  private static String occasion(Entry.OutboundMessage message) {
    return message.id().value() + "." + message.status().attempt();
  }

  private HandedOver handOver(SendingChannel channel, Envelope envelope, ProviderCall call) {
    URI address;
    try {
      address = new URI(call.url());
    } catch (URISyntaxException e) {
      return new HandedOver.Refused(
          "no-address", "The address that messages of this inbox go to is none.", true);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    try {
      if (!environment.mayCall(channel.api(), address)) {
        return new HandedOver.Refused(
            "strange-address",
            "The address that messages of this inbox go to is not public or not encrypted. An admin"
                + " has to change it.",
            true);
      }
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return outcome(
            channel,
            envelope,
            channel.answer(response.statusCode(), body.readNBytes(MAX_ANSWER_BYTES)));
      }
    } catch (ConnectException | HttpConnectTimeoutException | UnknownHostException _) {
      return new HandedOver.Postponed(
          "%s cannot be reached for the moment.".formatted(channel.label()));
    } catch (IOException e) {
      return new HandedOver.Unknown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HandedOver.Unknown(e);
    }
  }

  private static HandedOver outcome(SendingChannel channel, Envelope envelope, SendAnswer answer) {
    return switch (answer) {
      case SendAnswer.Accepted(String providerId, String _) ->
          new HandedOver.Accepted(channel.sentAs(envelope, providerId), null);
      case SendAnswer.Refused(ProviderFailure failure) ->
          failure.passing()
              ? new HandedOver.Postponed(failure.reason())
              : new HandedOver.Refused(failure.code(), failure.reason(), failure.retryable());
    };
  }
}
