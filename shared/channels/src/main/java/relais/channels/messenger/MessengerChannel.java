package relais.channels.messenger;

import java.util.EnumSet;
import java.util.List;
import relais.channels.Part.File.Kind;
import relais.channels.TextLimit;
import relais.channels.meta.MessagingChannel;
import relais.channels.meta.MessagingRequests.Manner;

/// Messenger: messages to a page on Facebook.
public final class MessengerChannel extends MessagingChannel {
  private static final Manner MANNER =
      new Manner(
          "Messenger",
          "messenger",
          new TextLimit(2_000, TextLimit.Unit.CHARACTERS),
          EnumSet.of(Kind.IMAGE, Kind.ANIMATION, Kind.AUDIO, Kind.VOICE, Kind.VIDEO, Kind.DOCUMENT),
          true,
          true,
          false);

  public MessengerChannel() {
    super(MANNER, "page");
  }

  @Override
  public String word() {
    return "messenger";
  }

  @Override
  public List<String> aliases() {
    return List.of("facebook", "facebook-messenger", "fb-messenger");
  }
}
