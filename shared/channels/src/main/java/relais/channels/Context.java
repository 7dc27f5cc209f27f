package relais.channels;

import org.jspecify.annotations.Nullable;

/// What a message refers to and where it was written.
///
/// @param answers the id of the message it answers, null when it answers none
/// @param quote the words of that message which it quotes, null when it quotes none
/// @param product the retailer's id of the product it asks about, null when it asks about none
/// @param referral how the customer came here, null when nothing is known
public record Context(
    @Nullable String answers,
    @Nullable String quote,
    Forwarding forwarding,
    @Nullable String product,
    @Nullable Referral referral,
    Setting setting) {
  /// It refers to nothing.
  public static final Context NONE =
      new Context(null, null, Forwarding.NONE, null, null, Setting.CHAT);

  /// Whether its words are somebody else's.
  public enum Forwarding {
    NONE,
    ONCE,
    /// Through many hands, as chain letters go.
    OFTEN
  }

  /// The advertisement, post or link through which the customer came.
  ///
  /// @param source the provider's word for the sort of it, such as `ad` or `SHORTLINK`
  /// @param clickId names the click for whoever pays for it
  public record Referral(
      @Nullable String source,
      @Nullable String id,
      @Nullable String url,
      @Nullable String headline,
      @Nullable String body,
      @Nullable String clickId) {}

  /// The place it was written in.
  ///
  /// @param group the group or channel, null in an ordinary chat
  /// @param album what shares this word was sent as one, null when it stands alone
  /// @param app the application that sent it for the business, null when the provider does not say
  /// @param standby whether another application has the conversation at the moment
  /// @param callback what we gave along when we sent it, null when it is not ours or does not say
  public record Setting(
      @Nullable String group,
      @Nullable String album,
      @Nullable String app,
      boolean standby,
      @Nullable String callback) {
    /// Of a message that brings nothing of ours back.
    public Setting(
        @Nullable String group, @Nullable String album, @Nullable String app, boolean standby) {
      this(group, album, app, standby, null);
    }

    /// A chat between two, in which we speak for the business.
    public static final Setting CHAT = new Setting(null, null, null, false);
  }
}
