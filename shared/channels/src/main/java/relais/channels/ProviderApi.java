package relais.channels;

import org.jspecify.annotations.Nullable;

/// Where a provider is spoken to.
///
/// @param variable names it in the environment of a function, so that it can be another
/// @param usual where it is unless the variable says otherwise; null when each inbox has its own
public record ProviderApi(String variable, @Nullable String usual) {
  /// Meta's Graph API with its version.
  public static final ProviderApi GRAPH =
      new ProviderApi("GRAPH_API_URL", "https://graph.facebook.com/v23.0");

  /// The same for accounts that were signed in at Instagram itself, without a page.
  public static final ProviderApi INSTAGRAM =
      new ProviderApi("INSTAGRAM_API_URL", "https://graph.instagram.com/v23.0");
}
