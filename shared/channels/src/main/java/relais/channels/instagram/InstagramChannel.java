package relais.channels.instagram;

import java.util.EnumSet;
import java.util.List;
import relais.channels.Part.File.Kind;
import relais.channels.TextLimit;
import relais.channels.meta.MessagingChannel;
import relais.channels.meta.MessagingRequests.Manner;

/// Instagram: messages to a professional account.
public final class InstagramChannel extends MessagingChannel {
  private static final Manner MANNER =
      new Manner(
          "Instagram",
          "instagram",
          new TextLimit(1_000, TextLimit.Unit.BYTES),
          EnumSet.of(Kind.IMAGE, Kind.AUDIO, Kind.VOICE, Kind.VIDEO),
          false,
          false,
          true);

  public InstagramChannel() {
    super(MANNER, "instagram");
  }

  @Override
  public String word() {
    return "instagram";
  }

  @Override
  public List<String> aliases() {
    return List.of("instagram-dm", "ig");
  }
}
