package relais.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboxId;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// What an inbox's provider knows us by, from Parameter Store. A secret that was changed is in use
/// five minutes later.
public final class ChannelSecrets {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final SsmClient ssm;
  private final String prefix;
  private final InstantSource time;
  private final Map<InboxId, Known> known = new ConcurrentHashMap<>();

  /// The secrets of one inbox.
  ///
  /// @param appSecret signs what the provider posts to us
  /// @param verifyToken what the provider says when it asks whether a webhook is ours
  /// @param accessToken what we call the provider's API with
  /// @param prolonged null while the token is the one that an admin put in
  public record Secrets(
      String appSecret, String verifyToken, String accessToken, @Nullable Prolonged prolonged) {
    /// Secrets as an admin puts them in.
    public Secrets(String appSecret, String verifyToken, String accessToken) {
      this(appSecret, verifyToken, accessToken, null);
    }

    /// Names nothing: secrets do not belong into logs.
    @Override
    public String toString() {
      return "Secrets";
    }
  }

  /// That the provider gave an access token more time.
  public record Prolonged(Instant at, Instant endsAt) {}

  private record Known(Secrets secrets, Instant until) {}

  /// Secrets below this path.
  public ChannelSecrets(SsmClient ssm, String prefix, InstantSource time) {
    this.ssm = ssm;
    this.prefix = prefix;
    this.time = time;
  }

  /// The secrets of an inbox; nothing when it has none.
  ///
  /// @throws IllegalArgumentException when the parameter is not the JSON it must be
  public Optional<Secrets> find(InboxId inbox) {
    Known kept = known.get(inbox);
    if (kept != null && time.instant().isBefore(kept.until())) {
      return Optional.of(kept.secrets());
    }
    Optional<Secrets> read = read(inbox);
    read.ifPresent(secrets -> known.put(inbox, new Known(secrets, time.instant().plus(KEPT))));
    return read;
  }

  /// The secrets of an inbox as they are stored at this moment, for whoever changes them.
  public Optional<Secrets> findNewest(InboxId inbox) {
    return read(inbox);
  }

  /// Stores the secrets of an inbox, encrypted.
  public void save(InboxId inbox, Secrets secrets) {
    ssm.putParameter(
        put ->
            put.name(prefix + "/" + inbox.value())
                .type(ParameterType.SECURE_STRING)
                .overwrite(true)
                .value(
                    JsonText.object(
                        json -> {
                          json.writeStringField("appSecret", secrets.appSecret());
                          json.writeStringField("verifyToken", secrets.verifyToken());
                          json.writeStringField("accessToken", secrets.accessToken());
                        })));
    known.remove(inbox);
  }

  /// Stores what a provider gave for an access token, encrypted, unless it is no longer in use.
  ///
  /// It lies in a parameter of its own that names the token it stands for. Parameter Store knows no
  /// conditions: this way nothing that an admin puts in meanwhile can be overwritten, and what was
  /// prolonged counts only as long as the token stands for which it was given.
  ///
  /// @param before the token that was prolonged
  /// @return false when another is in use by now
  public boolean prolong(InboxId inbox, String before, String after, Prolonged prolonged) {
    Optional<Secrets> given = given(inbox);
    if (given.filter(now -> inUse(inbox, now).accessToken().equals(before)).isEmpty()) {
      return false;
    }
    ssm.putParameter(
        put ->
            put.name(prolongedName(inbox))
                .type(ParameterType.SECURE_STRING)
                .overwrite(true)
                .value(
                    JsonText.object(
                        json -> {
                          json.writeStringField("insteadOf", given.orElseThrow().accessToken());
                          json.writeStringField("accessToken", after);
                          json.writeStringField("at", prolonged.at().toString());
                          json.writeStringField("endsAt", prolonged.endsAt().toString());
                        })));
    known.remove(inbox);
    return true;
  }

  private String prolongedName(InboxId inbox) {
    return prefix + "/" + inbox.value() + "/prolonged";
  }

  private Optional<Secrets> read(InboxId inbox) {
    return given(inbox).map(given -> inUse(inbox, given));
  }

  private Optional<Secrets> given(InboxId inbox) {
    return parameter(prefix + "/" + inbox.value())
        .map(
            secrets ->
                new Secrets(
                    secrets.text("appSecret"),
                    secrets.text("verifyToken"),
                    secrets.text("accessToken")));
  }

  private Secrets inUse(InboxId inbox, Secrets given) {
    return parameter(prolongedName(inbox))
        .filter(other -> other.text("insteadOf").equals(given.accessToken()))
        .map(
            other ->
                new Secrets(
                    given.appSecret(),
                    given.verifyToken(),
                    other.text("accessToken"),
                    new Prolonged(other.instant("at"), other.instant("endsAt"))))
        .orElse(given);
  }

  private Optional<Fields> parameter(String name) {
    try {
      return Optional.of(
          Fields.parse(
              ssm.getParameter(get -> get.name(name).withDecryption(true)).parameter().value()));
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    }
  }
}
