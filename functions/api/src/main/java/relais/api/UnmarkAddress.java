package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.conversation.AddressMark;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Identity;
import relais.conversation.Sorting;
import relais.mail.MailAddress;
import relais.runtime.Ids;
import relais.table.AddressMarks;
import relais.table.Conversations;
import relais.table.Decisions;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/// Takes back what is held against an address, when somebody knows better: in SES, which would not
/// send to it, and here. In this order, so that a mark that is gone was let go by SES, too; asked
/// twice, SES lets go once.
@Singleton
final class UnmarkAddress {
  private final Conversations conversations;
  private final Decisions decisions;
  private final AddressMarks marks;
  private final SesV2Client ses;
  private final Ids ids;
  private final InstantSource clock;

  UnmarkAddress(
      Conversations conversations,
      Decisions decisions,
      AddressMarks marks,
      SesV2Client ses,
      Ids ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.decisions = decisions;
    this.marks = marks;
    this.ses = ses;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson unmark(Caller caller, ConversationId id, UnmarkRequest request) {
    Identity address = address(Fields.required("address", request.address()));
    Instant since = Fields.required("since", request.since());
    return new ConversationChangedJson(
        RowJson.of(Tries.untilSaved(() -> tryTo(caller, id, address, since))));
  }

  private Optional<Conversation> tryTo(
      Caller caller, ConversationId id, Identity address, Instant since) {
    Conversation before = caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    if (!before.participants().contains(address) && !before.origin().identity().equals(address)) {
      throw Problem.field("address", "Nobody of this address takes part in the conversation.");
    }
    AddressMark mark = marks.find(List.of(address)).get(address);
    if (mark == null || mark.since().isAfter(since)) {
      // Somebody else was first, or something newer is known: the conversation shows which.
      return Optional.of(before);
    }
    letGo(address);
    Instant now = clock.instant();
    Decision.Changed changed =
        Sorting.unmark(before, caller.actor(), address, mark, ids.entriesAt(now), now);
    return switch (decisions.unmark(before, changed, address, mark)) {
      case DONE -> Optional.of(changed.conversation());
      case CHANGED_MEANWHILE, ALREADY_RECEIVED -> Optional.empty();
    };
  }

  private void letGo(Identity address) {
    try {
      ses.deleteSuppressedDestination(request -> request.emailAddress(address.value()));
    } catch (NotFoundException _) {
      // It held nothing against it.
    }
  }

  private static Identity address(String text) {
    try {
      return Identity.email(MailAddress.parse(text).normalised());
    } catch (IllegalArgumentException _) {
      throw Problem.field("address", "Name the address that the warning is about.");
    }
  }
}
