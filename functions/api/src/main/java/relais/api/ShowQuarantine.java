package relais.api;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.EntryId;
import relais.table.Quarantine;

/// What is in quarantine, for admins to look at and to take off the list.
@Singleton
final class ShowQuarantine {
  private static final int PAGE = 50;

  private final Quarantine quarantine;
  private final ShowConversation conversations;

  ShowQuarantine(Quarantine quarantine, ShowConversation conversations) {
    this.quarantine = quarantine;
    this.conversations = conversations;
  }

  QuarantinePageJson page(Caller caller, @Nullable EntryId cursor) {
    caller.mustAdminister();
    List<Quarantine.Kept> found = quarantine.page(cursor, PAGE + 1);
    boolean more = found.size() > PAGE;
    List<Quarantine.Kept> page = more ? found.subList(0, PAGE) : found;
    return new QuarantinePageJson(
        page.stream().map(QuarantineItemJson::of).toList(),
        more ? page.getLast().id().value() : null);
  }

  LinkJson original(Caller caller, EntryId id) {
    caller.mustAdminister();
    Quarantine.Kept kept = quarantine.find(id).orElseThrow(Problem::notFound);
    return new LinkJson(
        conversations
            .link(kept.item().rawKey(), kept.item().channel(), "quarantine-" + id.value())
            .toString());
  }

  /// Takes an item off the list. Doing so twice is as good as once.
  void dismiss(Caller caller, EntryId id) {
    caller.mustAdminister();
    quarantine.dismiss(id);
  }
}
