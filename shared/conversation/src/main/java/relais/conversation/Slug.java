package relais.conversation;

import java.util.regex.Pattern;

/// The form of ids that people and settings files may choose.
final class Slug {
  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Slug() {}

  static void require(String what, String value) {
    if (!SLUG.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s must be 1 to 64 letters, digits, hyphens or underscores, was '%s'"
              .formatted(what, value));
    }
  }
}
