package relais.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import relais.conversation.InboxId;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
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
  public record Secrets(String appSecret, String verifyToken, String accessToken) {
    /// Names nothing: secrets do not belong into logs.
    @Override
    public String toString() {
      return "Secrets";
    }
  }

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
    long unused = put(inbox, json(secrets));
  }

  /// Stores another access token in the place of one, unless that is no longer the one stored.
  ///
  /// Parameter Store writes without a condition, but numbers what it writes. Whoever wrote between
  /// our look and our write is known by the numbers, and what they wrote is stored again.
  ///
  /// @return whether the other one is stored now
  public boolean replaceAccessToken(InboxId inbox, String before, String after) {
    Parameter seen = parameter(inbox, "").orElse(null);
    if (seen == null || !secrets(seen).accessToken().equals(before)) {
      return false;
    }
    Secrets old = secrets(seen);
    long expected = seen.version() + 1;
    long written = put(inbox, json(new Secrets(old.appSecret(), old.verifyToken(), after)));
    boolean replaced = written == expected;
    while (written != expected) {
      String theirs = parameter(inbox, ":" + (written - 1)).orElseThrow().value();
      expected = written + 1;
      written = put(inbox, theirs);
    }
    return replaced;
  }

  private long put(InboxId inbox, String json) {
    long version =
        ssm.putParameter(
                put ->
                    put.name(name(inbox))
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true)
                        .value(json))
            .version();
    known.remove(inbox);
    return version;
  }

  private Optional<Secrets> read(InboxId inbox) {
    return parameter(inbox, "").map(ChannelSecrets::secrets);
  }

  /// @param version `:` and a number, or nothing for the newest
  private Optional<Parameter> parameter(InboxId inbox, String version) {
    try {
      return Optional.of(
          ssm.getParameter(get -> get.name(name(inbox) + version).withDecryption(true))
              .parameter());
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    }
  }

  private String name(InboxId inbox) {
    return prefix + "/" + inbox.value();
  }

  private static String json(Secrets secrets) {
    return JsonText.object(
        json -> {
          json.writeStringField("appSecret", secrets.appSecret());
          json.writeStringField("verifyToken", secrets.verifyToken());
          json.writeStringField("accessToken", secrets.accessToken());
        });
  }

  private static Secrets secrets(Parameter parameter) {
    Fields secrets = Fields.parse(parameter.value());
    return new Secrets(
        secrets.text("appSecret"), secrets.text("verifyToken"), secrets.text("accessToken"));
  }
}
