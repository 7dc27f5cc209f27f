package relais.channels.messenger;

import java.util.List;
import java.util.Optional;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.Part.File.Kind;
import relais.channels.Probe;
import relais.channels.TextLimit;
import relais.channels.TokenQuestion;
import relais.channels.meta.GraphCalls;
import relais.channels.meta.MessagingChannel;
import relais.channels.meta.MessagingRequests.Manner;

/// Messenger: messages to a page on Facebook.
public final class MessengerChannel extends MessagingChannel {
  private static final Manner MANNER =
      new Manner(
          "Messenger",
          "messenger",
          new TextLimit(2_000, TextLimit.Unit.CHARACTERS),
          // 25 MB for every kind.
          new FileLimits(
              10,
              250L << 20,
              0,
              FileLimits.Manner.EACH,
              List.of(
                  Sort.of(Kind.IMAGE, 25, "image/jpeg", "image/png", "image/webp"),
                  Sort.of(Kind.ANIMATION, 25, "image/gif"),
                  Sort.of(Kind.AUDIO, 25, "audio/mpeg", "audio/mp4", "audio/aac", "audio/wav"),
                  Sort.of(Kind.VIDEO, 25, "video/mp4", "video/quicktime"),
                  Sort.of(Kind.DOCUMENT, 25))),
          true,
          true,
          false);

  public MessengerChannel() {
    super(MANNER, "page", "name,first_name,last_name");
  }

  @Override
  public String word() {
    return "messenger";
  }

  @Override
  public List<String> aliases() {
    return List.of("facebook", "facebook-messenger", "fb-messenger");
  }

  @Override
  public String accountWord() {
    return "page id";
  }

  @Override
  public List<ConnectionField> fields() {
    return List.of(
        GraphCalls.id("pageId"),
        ConnectionField.required("pageName", ConnectionField.Use.ADDRESS, ".{1,100}"),
        GraphCalls.ACCESS_TOKEN,
        GraphCalls.APP_SECRET,
        ConnectionField.READ_MARKS);
  }

  @Override
  public Optional<TokenQuestion> askAboutToken(Connection connection) {
    return Optional.of(GraphCalls.askAboutToken(connection));
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(
        known("name", connection),
        subscribed(
            "messages,message_echoes,message_edits,message_reactions,message_deliveries,"
                + "message_reads,messaging_postbacks,messaging_referrals",
            connection));
  }
}
