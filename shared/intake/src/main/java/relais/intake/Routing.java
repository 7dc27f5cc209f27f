package relais.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.mail.MailAddress;

/// Where a mail is going.
///
/// @param inboxes each inbox once, with the recipient that led there first
/// @param unknown the recipients that no inbox has
public record Routing(Map<Inbox.Email, String> inboxes, List<String> unknown) {
  public Routing {
    inboxes = Collections.unmodifiableMap(new LinkedHashMap<>(inboxes));
    unknown = List.copyOf(unknown);
  }

  /// Where a mail for these recipients goes.
  ///
  /// @param recipients of the envelope, whatever its header says
  public static Routing of(List<String> recipients, Settings settings) {
    Map<Inbox.Email, String> inboxes = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String recipient : recipients) {
      find(recipient, settings)
          .ifPresentOrElse(
              inbox -> inboxes.putIfAbsent(inbox, recipient), () -> unknown.add(recipient));
    }
    return new Routing(inboxes, unknown);
  }

  private static Optional<Inbox.Email> find(String recipient, Settings settings) {
    MailAddress address;
    try {
      address = MailAddress.parse(recipient);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return settings
        .findEmailInbox(address)
        .or(() -> withoutTag(address).flatMap(settings::findEmailInbox));
  }

  /// `support+anything@…` is `support@…`.
  private static Optional<MailAddress> withoutTag(MailAddress address) {
    int plus = address.local().indexOf('+');
    return plus <= 0
        ? Optional.empty()
        : Optional.of(new MailAddress(address.local().substring(0, plus), address.domain()));
  }
}
