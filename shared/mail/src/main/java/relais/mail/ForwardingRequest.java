package relais.mail;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A mail in which a mail provider asks whether one of its customers may have their mail forwarded
/// to the address it came to.
///
/// Anybody can write such a mail. Whether the provider did is for SPF, DKIM and DMARC to say; here
/// only links that lead to the provider are taken.
///
/// @param forwards the mailbox that is to be forwarded; null when the mail does not say
/// @param code to type in at the provider; null when there is none
/// @param link that agrees; null when there is none, or it leads elsewhere
public record ForwardingRequest(
    Provider provider, @Nullable String forwards, @Nullable String code, @Nullable String link) {
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>()\"',;:]{1,64}@[\\w.-]{1,190}\\w");
  private static final Pattern CODE = Pattern.compile("(?<![\\w-])\\d{6,12}(?![\\w-])");
  private static final Pattern LINK = Pattern.compile("https://[^\\s\"'<>]{1,1000}");

  /// Who asks.
  public enum Provider {
    /// Gmail and Google Workspace. The link that begins with `vf-` agrees; `uf-` refuses.
    GOOGLE("google", "google\\.com", "forwarding-noreply", "/mail/vf-"),
    /// Zoho Mail. Whoever follows the link signs in with the account that is forwarded.
    ZOHO("zoho", "zoho(?:mail|accounts)?\\.(?:com|eu|in)", null, "/"),
    /// Proton Mail.
    PROTON("proton", "proton(?:mail)?\\.(?:me|com)", null, "/");

    private final String word;
    private final Pattern domain;
    private final @Nullable String sender;
    private final String path;

    /// @param domain of its mail and its links, or above them
    /// @param sender the name before the `@`; null when it has several
    /// @param path where a link that agrees begins
    Provider(String word, String domain, @Nullable String sender, String path) {
      this.word = word;
      this.domain = Pattern.compile("(?:[a-z0-9-]+\\.)*" + domain);
      this.sender = sender;
      this.path = path;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }

    private boolean writes(MailAddress from, String subject) {
      String about = subject.toLowerCase(Locale.ROOT);
      return domain.matcher(from.domain()).matches()
          && (sender == null
              ? about.contains("forward")
                  && (this == PROTON || about.contains("confirm") || about.contains("verif"))
              : from.local().equalsIgnoreCase(sender));
    }

    private boolean leadsThere(String link) {
      try {
        URI uri = URI.create(link);
        String host = uri.getHost();
        String found = uri.getRawPath();
        return host != null
            && uri.getRawUserInfo() == null
            && uri.getPort() == -1
            && domain.matcher(host.toLowerCase(Locale.ROOT)).matches()
            && found != null
            && found.startsWith(path)
            && (sender != null || saysSo(link));
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private static boolean saysSo(String link) {
      String lower = link.toLowerCase(Locale.ROOT);
      return Stream.of("verif", "confirm", "forward").anyMatch(lower::contains);
    }
  }

  /// What a mail asks; empty for every mail that is none.
  ///
  /// @param html where links are; null when there is none
  public static Optional<ForwardingRequest> find(
      @Nullable MailAddress from, String subject, String text, @Nullable String html) {
    if (from == null) {
      return Optional.empty();
    }
    for (Provider provider : Provider.values()) {
      if (provider.writes(from, subject)) {
        return Optional.of(
            new ForwardingRequest(
                provider,
                first(ADDRESS, subject, text).orElse(null),
                first(CODE, subject, text).orElse(null),
                Stream.of(text, html == null ? "" : html)
                    .flatMap(part -> LINK.matcher(part).results().map(MatchResult::group))
                    .map(ForwardingRequest::bare)
                    .filter(provider::leadsThere)
                    .findFirst()
                    .orElse(null)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String subject, String text) {
    return Stream.of(subject, text)
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  /// Without what stands behind a link in a sentence, and as it is outside of HTML.
  private static String bare(String link) {
    String bare = link.replace("&amp;", "&");
    while (bare.endsWith(".") || bare.endsWith(")") || bare.endsWith(",")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }
}
