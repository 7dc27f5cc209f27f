package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.MailPolicy;
import relais.conversation.ReplyAddress;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.mail.HtmlSanitizer;
import relais.mail.MailAddress;

/// All settings of an inbox for mail as an admin wrote them.
@Serdeable
@Schema(
    name = "InboxSettingsRequest",
    requiredProperties = {"name", "team", "addresses", "outgoing", "policy", "acknowledgement"})
record InboxSettingsRequest(
    @Nullable String name,
    @Nullable String team,
    @Nullable AddressesRequest addresses,
    @Nullable OutgoingRequest outgoing,
    @Nullable PolicyRequest policy,
    @Nullable HoursRequest hours,
    @Nullable AcknowledgementRequest acknowledgement) {
  private static final int MAX_NAME = 100;
  private static final int MAX_ALIASES = 50;
  private static final int MAX_SIGNATURE = 20_000;

  /// Where mail for the inbox goes.
  @Serdeable
  @Schema(
      name = "InboxAddressesRequest",
      requiredProperties = {"main", "aliases"})
  record AddressesRequest(@Nullable String main, @Nullable List<String> aliases) {}

  /// What mail from the inbox looks like.
  @Serdeable
  @Schema(
      name = "InboxOutgoingRequest",
      requiredProperties = {"senderName", "replyAddresses"})
  record OutgoingRequest(
      @Nullable String senderName, @Nullable Boolean replyAddresses, @Nullable String signature) {}

  /// What it does with mail that the receiving server warned of.
  @Serdeable
  @Schema(
      name = "MailPolicyRequest",
      requiredProperties = {"spam", "admitsInfected"})
  record PolicyRequest(
      @Schema(
              type = "string",
              allowableValues = {"deliver", "close", "quarantine"})
          @Nullable String spam,
      @Nullable String spamLabel,
      @Nullable Boolean admitsInfected,
      @Nullable Boolean adoptsOriginalSender) {}

  /// Reads the request against what the workspace has.
  ///
  /// @param id of the inbox it is for; its own addresses are not taken by somebody else
  Inbox.Email inbox(InboxId id, Settings settings) {
    return new Inbox.Email(
        id,
        line("name", name),
        team(settings),
        addresses(Fields.required("addresses", addresses), id, settings),
        outgoing(Fields.required("outgoing", outgoing)),
        policy(Fields.required("policy", policy), settings),
        hours == null ? null : hours.hours(),
        Fields.required("acknowledgement", acknowledgement).acknowledgement());
  }

  private static String line(String field, @Nullable String value) {
    String line = Fields.required(field, value).strip();
    if (line.isEmpty() || line.length() > MAX_NAME || line.chars().anyMatch(c -> c < ' ')) {
      throw Problem.field(
          field, "Write a name of 1 to %d characters in one line.".formatted(MAX_NAME));
    }
    return line;
  }

  private TeamId team(Settings settings) {
    return Fields.team("team", Fields.required("team", team), settings)
        .orElseThrow(() -> Problem.field("team", "There is no such team. Load them again."));
  }

  private static Inbox.Addresses addresses(AddressesRequest wanted, InboxId id, Settings settings) {
    MailAddress main =
        address("addresses.main", Fields.required("addresses.main", wanted.main()), id, settings);
    List<String> others = Fields.required("addresses.aliases", wanted.aliases());
    if (others.size() > MAX_ALIASES) {
      throw Problem.field(
          "addresses.aliases", "An inbox has at most %d aliases.".formatted(MAX_ALIASES));
    }
    List<MailAddress> aliases = new ArrayList<>();
    List<String> seen = new ArrayList<>(List.of(main.normalised()));
    for (int i = 0; i < others.size(); i++) {
      String field = "addresses.aliases[%d]".formatted(i);
      MailAddress alias = address(field, others.get(i), id, settings);
      if (seen.contains(alias.normalised())) {
        throw Problem.field(field, "%s is in this list already.".formatted(alias));
      }
      seen.add(alias.normalised());
      aliases.add(alias);
    }
    return new Inbox.Addresses(main, aliases);
  }

  private static MailAddress address(String field, String text, InboxId id, Settings settings) {
    MailAddress address =
        Fields.mailbox(text)
            .orElseThrow(
                () ->
                    Problem.field(
                        field,
                        "\"%s\" is not a mail address. Write it as name@domain."
                            .formatted(shortened(text))))
            .address();
    if (ReplyAddress.withoutTag(address).isPresent()) {
      throw Problem.field(
          field,
          "Leave out the + and what follows it: mail to %s arrives here without being listed."
              .formatted(address));
    }
    Optional<Inbox.Email> taken =
        settings.findEmailInbox(address).filter(inbox -> !inbox.id().equals(id));
    if (taken.isPresent()) {
      throw Problem.field(
          field,
          "%s belongs to the inbox \"%s\". Take it off there first, or choose another."
              .formatted(address, taken.get().name()));
    }
    return address;
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_NAME
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_NAME)) + "…";
  }

  private static Inbox.Outgoing outgoing(OutgoingRequest wanted) {
    String html = wanted.signature();
    if (html != null && html.length() > MAX_SIGNATURE) {
      throw Problem.field(
          "outgoing.signature",
          "A signature has at most %d characters, formatting included.".formatted(MAX_SIGNATURE));
    }
    String safe =
        html == null || html.isBlank()
            ? null
            : HtmlSanitizer.safe(html, HtmlSanitizer.RemoteImages.SHOWN);
    boolean says = safe != null && (!HtmlSanitizer.text(safe).isBlank() || safe.contains("<img"));
    return new Inbox.Outgoing(
        line("outgoing.senderName", wanted.senderName()),
        Fields.required("outgoing.replyAddresses", wanted.replyAddresses()),
        says ? safe : null);
  }

  private static MailPolicy policy(PolicyRequest wanted, Settings settings) {
    String spam = Fields.required("policy.spam", wanted.spam());
    return new MailPolicy(
        switch (spam) {
          case "deliver" -> new MailPolicy.OnSpam.Deliver();
          case "close" -> new MailPolicy.OnSpam.Close(label(wanted.spamLabel(), settings));
          case "quarantine" -> new MailPolicy.OnSpam.Quarantine();
          default ->
              throw Problem.field(
                  "policy.spam", "Spam is to \"deliver\", to \"close\" or to \"quarantine\".");
        },
        Fields.required("policy.admitsInfected", wanted.admitsInfected()),
        Boolean.TRUE.equals(wanted.adoptsOriginalSender()));
  }

  private static LabelId label(@Nullable String wanted, Settings settings) {
    List<LabelId> labels =
        Fields.labels("policy.spamLabel", List.of(Fields.required("policy.spamLabel", wanted)));
    return settings
        .findLabel(labels.getFirst())
        .orElseThrow(
            () -> Problem.field("policy.spamLabel", "There is no such label. Load them again."))
        .id();
  }
}
