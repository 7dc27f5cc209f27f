package relais.channels;

import java.util.regex.Pattern;

/// One thing that an admin says when an inbox is connected.
///
/// @param word names it in the API, in the table and in the app's texts
/// @param form what it may be
/// @param required whether it cannot be left out
public record ConnectionField(String word, Use use, Pattern form, boolean required) {
  /// What becomes of it.
  public enum Use {
    /// The provider's id of the account, by which webhooks are routed.
    ACCOUNT,
    /// What customers write to, as people read it; without it the account.
    ADDRESS,
    /// Kept with the inbox, for its channel.
    SETTING,
    /// Secret: what we call the provider with.
    ACCESS_TOKEN,
    /// Secret: what signs the provider's webhooks.
    APP_SECRET,
    /// Secret: one word for both.
    SHARED_SECRET;

    /// Whether nobody is shown it again.
    public boolean isSecret() {
      return switch (this) {
        case ACCOUNT, ADDRESS, SETTING -> false;
        case ACCESS_TOKEN, APP_SECRET, SHARED_SECRET -> true;
      };
    }
  }

  /// Whether customers are told that their messages were read: so unless it says `off`.
  public static final ConnectionField READ_MARKS = optional("readMarks", Use.SETTING, "on|off");

  /// One that must be said.
  public static ConnectionField required(String word, Use use, String form) {
    return new ConnectionField(word, use, Pattern.compile(form), true);
  }

  /// One that may be said.
  public static ConnectionField optional(String word, Use use, String form) {
    return new ConnectionField(word, use, Pattern.compile(form), false);
  }
}
