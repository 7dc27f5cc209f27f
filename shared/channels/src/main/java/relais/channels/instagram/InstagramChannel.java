package relais.channels.instagram;

import java.util.List;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.Part.File.Kind;
import relais.channels.Probe;
import relais.channels.TextLimit;
import relais.channels.meta.GraphCalls;
import relais.channels.meta.MessagingChannel;
import relais.channels.meta.MessagingRequests.Manner;

/// Instagram: messages to a professional account.
public final class InstagramChannel extends MessagingChannel {
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
  public String accountWord() {
    return "account id";
  }

  @Override
  public List<ConnectionField> fields() {
    return List.of(
        GraphCalls.id("accountId"),
        ConnectionField.required("userName", ConnectionField.Use.ADDRESS, "@?[A-Za-z0-9._]{1,30}"),
        GraphCalls.ACCESS_TOKEN,
        GraphCalls.APP_SECRET,
        ConnectionField.READ_MARKS);
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(known("username", connection));
  }
}
