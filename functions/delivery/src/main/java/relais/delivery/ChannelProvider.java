package relais.delivery;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.FailureCause;
import relais.channels.FileLimits;
import relais.channels.Outgoing;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.Written;
import relais.channels.registry.Channels;
import relais.conversation.Calling;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.ProviderHttp;

/// Messages leave as requests to the provider of their channel.
@Singleton
class ChannelProvider implements Provider {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /// How long every provider takes answers without being told that a person writes them.
  private static final Duration ORDINARY = Duration.ofHours(24);

  private final ChannelSecrets secrets;
  private final Environment environment;
  private final InstantSource time;
  private final GiveFiles giveFiles;
  private final ProviderHttp http;

  ChannelProvider(
      ChannelSecrets secrets,
      Environment environment,
      GiveFiles giveFiles,
      ProviderHttp http,
      InstantSource time) {
    this.secrets = secrets;
    this.environment = environment;
    this.giveFiles = giveFiles;
    this.http = http;
    this.time = time;
  }

  @Override
  public int portions(Conversation conversation, Entry.OutboundMessage message) {
    return Channels.findSending(conversation.origin().channel())
        .map(channel -> Sent.portions(message, channel.fileLimits()).size())
        .orElse(1);
  }

  @Override
  public HandedOver handOver(
      Settings settings, Conversation conversation, Entry.OutboundMessage message, int portion) {
    Optional<Inbox> inbox = settings.findInbox(conversation.origin().inbox());
    Optional<SendingChannel> sending = Channels.findSending(conversation.origin().channel());
    if (!(inbox.orElse(null) instanceof Inbox.Connected connected) || sending.isEmpty()) {
      return new HandedOver.Refused(
          "no-inbox", "The inbox this reply was to leave from is no longer connected.", false);
    }
    if (message.isCall() && time.instant().isAfter(message.at().plus(Calling.BEGINS_WITHIN))) {
      return new HandedOver.Refused(
          "too-late", "This call was held up too long and was not begun. Call again.", false);
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
            connected,
            environment.api(channel.api(connected)),
            proof.accessToken(),
            proof.appSecret());
    Connection.Occasion occasion =
        new Connection.Occasion(occasion(message, portion), time.instant());
    Envelope envelope =
        channel.envelope(connected, route(conversation, message, portion, connected));
    FileLimits.Portion part = Sent.portions(message, channel.fileLimits()).get(portion);
    GiveFiles.Given given =
        giveFiles.give(
            new GiveFiles.To(channel, connection, envelope, occasion),
            part.files().stream().map(message.files()::get).toList(),
            part.words());
    return switch (given) {
      case GiveFiles.Given.Not(HandedOver outcome) -> outcome;
      case GiveFiles.Given.Ready(List<Outgoing.File> files) ->
          switch (channel.write(Sent.of(message, part, files), envelope)) {
            case Written.Refused(List<String> reasons) ->
                new HandedOver.Refused("not-sendable", String.join(" ", reasons), false);
            case Written.Request request ->
                handOver(channel, connected, envelope, channel.call(request, connection, occasion));
          };
    };
  }

  private SendingChannel.Route route(
      Conversation conversation,
      Entry.OutboundMessage message,
      int portion,
      Inbox.Connected inbox) {
    Instant lastInbound = conversation.activity().lastInboundAt();
    return new SendingChannel.Route(
        message.to(),
        // Its first portion shows what it answers.
        portion == 0 ? Sent.answers(message) : null,
        new MessageReference.Ours(conversation.id(), message.id(), portion),
        lastInbound != null && time.instant().isAfter(lastInbound.plus(ORDINARY)),
        environment.webhooksUrl() + "/" + inbox.channel() + "/" + inbox.id());
  }

  /// Names this attempt; the same attempt is the same message for whoever counts.
  private static String occasion(Entry.OutboundMessage message, int portion) {
    String attempt = message.id().value() + "." + message.status().attempt();
    return portion == 0 ? attempt : attempt + "." + portion;
  }

  private HandedOver handOver(
      SendingChannel channel, Inbox.Connected inbox, Envelope envelope, ProviderCall call) {
    URI address;
    try {
      address = new URI(call.url());
    } catch (URISyntaxException e) {
      return new HandedOver.Refused(
          "no-address", "The address that messages of this inbox go to is none.", true);
    }
    try {
      if (!environment.mayCall(channel.api(inbox), address)) {
        return new HandedOver.Refused(
            "strange-address",
            "The address that messages of this inbox go to is not public or not encrypted. An admin"
                + " has to change it.",
            true);
      }
      ProviderHttp.Answer answer = http.send(call, address, ANSWER);
      return outcome(channel, envelope, channel.answer(answer.status(), answer.body()));
    } catch (ConnectException | HttpConnectTimeoutException | UnknownHostException _) {
      return new HandedOver.Postponed(
          "unreachable", "%s cannot be reached for the moment.".formatted(channel.label()));
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
      case SendAnswer.Refused(ProviderFailure failure) -> notTaken(channel, failure);
    };
  }

  /// What a refusal of a provider means for the message. What it would take from somebody it knows
  /// waits for an admin to sign in again.
  static HandedOver notTaken(SendingChannel channel, ProviderFailure failure) {
    return failure.passing() || channel.cause(failure.code()) == FailureCause.SIGN_IN
        ? new HandedOver.Postponed(failure.code(), failure.reason())
        : new HandedOver.Refused(failure.code(), failure.reason(), failure.retryable());
  }
}
