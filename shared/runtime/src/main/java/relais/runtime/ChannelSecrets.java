package relais.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  private Optional<Secrets> read(InboxId inbox) {
    try {
      String json =
          ssm.getParameter(get -> get.name(prefix + "/" + inbox.value()).withDecryption(true))
              .parameter()
              .value();
      Fields secrets = Fields.parse(json);
      return Optional.of(
          new Secrets(
              secrets.text("appSecret"), secrets.text("verifyToken"), secrets.text("accessToken")));
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    }
  }
}
