package relais.channels.meta;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relais.channels.NameQuestion.Told;
import relais.channels.Piece;
import relais.channels.ProviderFailure;

/// What Meta tells of the profile of somebody who wrote: Messenger Platform and Instagram
/// Messaging, User Profile API.
final class MessagingProfiles {
  private static final int MAX_NAME = 200;

  /// "User consent is required to access user profile".
  private static final int NO_CONSENT = 230;

  /// "No profile available for this user", beside error 100.
  private static final int NO_PROFILE = 2018218;

  private MessagingProfiles() {}

  /// Reads the answer to a question for a name.
  static Told read(String label, int status, byte[] body) {
    GraphError error = GraphError.of(body);
    if (error != null && (error.code() == NO_CONSENT || error.subcode() == NO_PROFILE)) {
      return new Told.Nothing();
    }
    Piece profile = error == null && status == 200 ? Piece.of(body) : null;
    if (profile == null || !profile.isObject()) {
      ProviderFailure failure = MessagingFailures.of(label, status, error);
      return new Told.Failed(failure.code(), failure.passing());
    }
    return name(profile).<Told>map(Told.Name::new).orElseGet(Told.Nothing::new);
  }

  /// A whole name before one that is put together, and both before what an account is called.
  private static Optional<String> name(Piece profile) {
    String whole = profile.word("name");
    String together =
        Stream.of("first_name", "last_name")
            .map(field -> Optional.ofNullable(profile.word(field)))
            .flatMap(Optional::stream)
            .map(String::strip)
            .collect(Collectors.joining(" "));
    String account = profile.word("username");
    return Stream.of(
            Optional.ofNullable(whole),
            Optional.of(together),
            Optional.ofNullable(account).map(word -> "@" + word))
        .flatMap(Optional::stream)
        .map(String::strip)
        .filter(name -> !name.isEmpty() && name.length() <= MAX_NAME)
        .findFirst();
  }
}
