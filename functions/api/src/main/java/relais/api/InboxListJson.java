package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.LabelId;
import relais.conversation.MailPolicy;
import relais.conversation.TokenLife;
import relais.mail.MailAddress;
import relais.table.Health;

/// The inboxes.
@Serdeable
@Schema(name = "InboxList")
record InboxListJson(List<ItemJson> items) {

  /// One inbox and how it is doing.
  ///
  /// @param aliases other addresses that lead here
  /// @param lastIn when something last came in, give or take twenty seconds; null when never
  /// @param lastOut when something last went out, likewise
  /// @param silent whether it is unusual that nothing came since
  /// @param failures how many messages failed in the last 24 hours, on their way in or out
  /// @param token how long its provider accepts its access token; null when nobody told
  /// @param policy what it does with mail that the receiving server warned of; null where there is
  ///     no mail
  @Serdeable
  @Schema(
      name = "InboxLine",
      requiredProperties = {"lastIn", "lastOut", "token", "policy"})
  record ItemJson(
      String id,
      String name,
      String channel,
      String address,
      List<String> aliases,
      String team,
      @Nullable Instant lastIn,
      @Nullable Instant lastOut,
      boolean silent,
      long failures,
      @Nullable TokenJson token,
      @Nullable PolicyJson policy) {}

  /// How long a provider goes on accepting an access token.
  ///
  /// @param state `ends-soon` for the last two weeks
  /// @param endsAt null when it does not end by itself; of one that we prolong, when that is not
  ///     known yet
  /// @param prolonging null for one that nobody prolongs
  @Serdeable
  @Schema(
      name = "TokenLife",
      requiredProperties = {"endsAt", "prolonging"})
  record TokenJson(
      @Schema(
              type = "string",
              allowableValues = {"lasts", "ends-soon", "ended"})
          String state,
      @Nullable Instant endsAt,
      @Nullable ProlongingJson prolonging) {

    static @Nullable TokenJson of(@Nullable TokenLife life, Instant now) {
      if (life == null) {
        return null;
      }
      TokenLife.Prolonging prolonging = life.prolonging();
      return new TokenJson(
          life.state(now).word(),
          life.endsAt(),
          prolonging == null
              ? null
              : new ProlongingJson(prolonging.lastAt(), prolonging.refused()));
    }
  }

  /// What became of prolonging an access token.
  ///
  /// @param lastAt when it last was; null when it never was
  /// @param refused whether the provider would not, the last time it was asked
  @Serdeable
  @Schema(
      name = "TokenProlonging",
      requiredProperties = {"lastAt"})
  record ProlongingJson(@Nullable Instant lastAt, boolean refused) {}

  /// What an inbox does with mail that the receiving server warned of.
  ///
  /// @param spamLabel the label of spam that is closed; null otherwise
  /// @param admitsInfected whether mail with a virus reaches its conversation
  /// @param adoptsOriginalSender whether who wrote a mail that is passed on becomes the contact at
  ///     once
  @Serdeable
  @Schema(
      name = "MailPolicy",
      requiredProperties = {"spamLabel"})
  record PolicyJson(
      @Schema(
              type = "string",
              allowableValues = {"deliver", "close", "quarantine"})
          String spam,
      @Nullable String spamLabel,
      boolean admitsInfected,
      boolean adoptsOriginalSender) {

    static PolicyJson of(MailPolicy policy) {
      return switch (policy.spam()) {
        case MailPolicy.OnSpam.Deliver() ->
            new PolicyJson("deliver", null, policy.admitsInfected(), policy.adoptsOriginalSender());
        case MailPolicy.OnSpam.Close(LabelId label) ->
            new PolicyJson(
                "close", label.value(), policy.admitsInfected(), policy.adoptsOriginalSender());
        case MailPolicy.OnSpam.Quarantine() ->
            new PolicyJson(
                "quarantine", null, policy.admitsInfected(), policy.adoptsOriginalSender());
      };
    }
  }

  static ItemJson item(Inbox inbox, Health.Line line, boolean silent, Instant now) {
    List<String> aliases =
        switch (inbox) {
          case Inbox.Email email ->
              email.addresses().aliases().stream().map(MailAddress::toString).toList();
          case Inbox.Connected _, Inbox.WebChat _, Inbox.Form _ -> List.of();
        };
    PolicyJson policy =
        switch (inbox) {
          case Inbox.Email email -> PolicyJson.of(email.policy());
          case Inbox.Connected _, Inbox.WebChat _, Inbox.Form _ -> null;
        };
    return new ItemJson(
        inbox.id().value(),
        inbox.name(),
        inbox.channel().word(),
        inbox.address(),
        aliases,
        inbox.team().value(),
        line.lastIn(),
        line.lastOut(),
        silent,
        line.failures(),
        TokenJson.of(line.token(), now),
        policy);
  }
}
