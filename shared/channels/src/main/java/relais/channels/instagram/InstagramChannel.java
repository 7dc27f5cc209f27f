package relais.channels.instagram;

import java.util.List;
import java.util.Optional;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.Part.File.Kind;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderFailure;
import relais.channels.TextLimit;
import relais.channels.TokenProlonging;
import relais.channels.TokenQuestion;
import relais.channels.meta.GraphCalls;
import relais.channels.meta.MessagingChannel;
import relais.channels.meta.MessagingRequests.Manner;
import relais.conversation.Inbox;

/// Instagram: messages to a professional account.
public final class InstagramChannel extends MessagingChannel {
  /// With which login its token was made: that of Facebook, for the page that the account is linked
  /// to, unless it says `instagram`.
  private static final String LOGIN = "login";

  private static final Manner MANNER =
      new Manner(
          "Instagram",
          "instagram",
          new TextLimit(1_000, TextLimit.Unit.BYTES),
          // Pictures up to 8 MB, sound and film up to 25, no documents.
          new FileLimits(
              10,
              250L << 20,
              0,
              FileLimits.Manner.EACH,
              List.of(
                  Sort.of(Kind.IMAGE, 8, "image/jpeg", "image/png"),
                  Sort.of(Kind.AUDIO, 25, "audio/aac", "audio/mp4", "audio/wav"),
                  Sort.of(Kind.VIDEO, 25, "video/mp4", "video/quicktime", "video/webm"))),
          false,
          false,
          true);

  public InstagramChannel() {
    super(MANNER, "instagram", "name,username");
  }

  @Override
  public String word() {
    return "instagram";
  }

  @Override
  public List<String> aliases() {
    return List.of("instagram-dm", "ig");
  }

  @Override
  public ProviderApi api(Inbox.Connected inbox) {
    return signedInAtInstagram(inbox) ? ProviderApi.INSTAGRAM : super.api(inbox);
  }

  @Override
  public String accountWord() {
    return "account id";
  }

  @Override
  public List<ConnectionField> fields() {
    return List.of(
        ConnectionField.optional(LOGIN, ConnectionField.Use.SETTING, "page|instagram"),
        GraphCalls.id("accountId"),
        ConnectionField.required("userName", ConnectionField.Use.ADDRESS, "@?[A-Za-z0-9._]{1,30}"),
        GraphCalls.ACCESS_TOKEN,
        GraphCalls.APP_SECRET,
        ConnectionField.READ_MARKS);
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return signedInAtInstagram(connection.inbox())
        ? List.of(
            itself(connection),
            // What people write elsewhere with the account comes with `messages`.
            subscribed(
                "messages,message_reactions,messaging_postbacks,messaging_referral,messaging_seen",
                connection))
        : List.of(known("username", connection));
  }

  @Override
  public Optional<TokenQuestion> askAboutToken(Connection connection) {
    return Optional.of(
        signedInAtInstagram(connection.inbox())
            ? GraphCalls.askWhetherAccepted(connection)
            : GraphCalls.askAboutToken(connection));
  }

  @Override
  public Optional<TokenProlonging> prolongToken(Connection connection) {
    return signedInAtInstagram(connection.inbox())
        ? Optional.of(GraphCalls.prolongToken(connection))
        : Optional.empty();
  }

  /// Asks whose token it is. `id` would be one that holds in the app alone; webhooks and requests
  /// bear `user_id`.
  private Probe itself(Connection connection) {
    String account = connection.inbox().account();
    return new Probe(
        "account",
        GraphCalls.get("/me?fields=user_id,username", connection),
        (status, body) -> {
          String told = GraphCalls.account(status, body);
          if (told == null) {
            return failure(status, body);
          }
          return told.equals(account)
              ? null
              : new ProviderFailure(
                  "other-account",
                  "The access token is of the account %s. Put in that account ID, or the token of %s."
                      .formatted(told, account),
                  false,
                  false);
        });
  }

  private static boolean signedInAtInstagram(Inbox.Connected inbox) {
    return "instagram".equals(inbox.settings().get(LOGIN));
  }
}
