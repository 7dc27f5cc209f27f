package relais.api;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.Outgoing;
import relais.channels.ProviderCall;
import relais.channels.SendingChannel;
import relais.channels.Written;
import relais.channels.registry.Channels;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.Inbox;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.ProviderHttp;
import relais.table.Chats;
import relais.table.Conversations;

/// Tells the provider of a chat that the customer's messages were seen, and that somebody writes an
/// answer. Best effort: nothing waits for it, and what gets lost is not made up for. Replies alone
/// are announced; of a private note nobody outside hears.
@Singleton
final class TellProvider {
  /// The setting of an inbox, and its value when customers are not to know what was read.
  private static final String READ_MARKS = "readMarks";

  private static final String OFF = "off";

  private static final int NEWEST = 20;
  private static final Duration ANSWER = Duration.ofSeconds(3);

  /// Providers show for some seconds that somebody writes; more often would be wasted.
  private static final Duration TYPING_EVERY = Duration.ofSeconds(5);

  /// A message is seen once.
  private static final Duration SEEN_ONCE = Duration.ofDays(1);

  private final Conversations conversations;
  private final Chats chats;
  private final ChannelSecrets secrets;
  private final Environment environment;
  private final ProviderHttp http;
  private final InstantSource clock;

  TellProvider(
      Conversations conversations,
      Chats chats,
      ChannelSecrets secrets,
      Environment environment,
      ProviderHttp http,
      InstantSource clock) {
    this.conversations = conversations;
    this.chats = chats;
    this.secrets = secrets;
    this.environment = environment;
    this.http = http;
    this.clock = clock;
  }

  /// The caller looks at the conversation.
  void seen(Caller caller, ConversationId id) {
    Conversations.Page page = conversations.page(id, NEWEST).orElseThrow(Problem::notFound);
    Conversation conversation = caller.mayWorkOn(page.conversation());
    Optional<Line> line = line(caller, conversation);
    String newest = newest(page);
    if (line.isEmpty() || newest == null || !line.get().readMarks()) {
      return;
    }
    if (line.get().writes(new Outgoing.Seen(newest, false)) instanceof Written.Request request
        && isTime("seen/" + conversation.origin().inbox() + "/" + newest, SEEN_ONCE)) {
      send(line.get(), request);
    }
  }

  /// The caller writes a reply.
  void types(Caller caller, ConversationId id) {
    Conversations.Page page = conversations.page(id, NEWEST).orElseThrow(Problem::notFound);
    Conversation conversation = caller.mayWorkOn(page.conversation());
    Optional<Line> line = line(caller, conversation);
    String newest = newest(page);
    if (line.isEmpty() || newest == null) {
      return;
    }
    Written written = line.get().writes(new Outgoing.Typing());
    if (written instanceof Written.Refused && line.get().readMarks()) {
      // Where both are one, who may not say that it was read cannot say that somebody writes.
      written = line.get().writes(new Outgoing.Seen(newest, true));
    }
    if (written instanceof Written.Request request && isTime("typing/" + id, TYPING_EVERY)) {
      send(line.get(), request);
    }
  }

  /// The way to a customer.
  private record Line(SendingChannel channel, Connection connection, Envelope envelope) {
    Written writes(Outgoing signal) {
      return channel.write(signal, envelope);
    }

    boolean readMarks() {
      return !OFF.equals(connection.inbox().settings().get(READ_MARKS));
    }
  }

  private Optional<Line> line(Caller caller, Conversation conversation) {
    Optional<SendingChannel> channel = Channels.findSending(conversation.origin().channel());
    if (channel.isEmpty()
        || !(caller.settings().findInbox(conversation.origin().inbox()).orElse(null)
            instanceof Inbox.Connected inbox)) {
      return Optional.empty();
    }
    SendingChannel way = channel.get();
    return secrets
        .find(inbox.id())
        .map(
            proof ->
                new Line(
                    way,
                    new Connection(
                        inbox,
                        environment.api(way.api(inbox)),
                        proof.accessToken(),
                        proof.appSecret()),
                    way.envelope(
                        inbox,
                        new SendingChannel.Route(
                            conversation.origin().identity(), null, null, false, ""))));
  }

  /// The provider's name of what the customer wrote last; null when they wrote nothing lately.
  private static @Nullable String newest(Conversations.Page page) {
    return page.entries().stream()
        .filter(Entry.InboundMessage.class::isInstance)
        .map(Entry.InboundMessage.class::cast)
        .filter(message -> message.automatic() == null)
        .map(Entry.InboundMessage::providerId)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean isTime(String what, Duration apart) {
    return !chats.isTooMuch(what, 1, apart, clock.instant());
  }

  private void send(Line line, Written.Request request) {
    Instant now = clock.instant();
    ProviderCall call =
        line.channel()
            .call(
                request,
                line.connection(),
                new Connection.Occasion(
                    "signal." + line.connection().inbox().id().value() + "." + now.toEpochMilli(),
                    now));
    try {
      URI address = URI.create(call.url());
      if (environment.mayCall(line.channel().api(line.connection().inbox()), address)) {
        ProviderHttp.Answer unused = http.send(call, address, ANSWER);
      }
    } catch (IOException | IllegalArgumentException _) {
      // A signal that comes late is worth nothing.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
