package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Labels on and off, closing and reopening by hand.
public final class Sorting {
  private Sorting() {}

  /// Puts labels on and takes labels off. Two people doing so at once never disturb each other.
  public static Decision label(
      Conversation conversation,
      Actor by,
      Set<LabelId> add,
      Set<LabelId> remove,
      Settings settings,
      EntryIds ids,
      Instant now) {
    if (add.stream().anyMatch(label -> settings.findLabel(label).isEmpty())) {
      return new Decision.Refused(Decision.Refusal.NO_SUCH_LABEL);
    }
    SortedSet<LabelId> labels = new TreeSet<>(conversation.labels());
    List<Entry> entries = new ArrayList<>();
    for (LabelId label : new TreeSet<>(add)) {
      if (labels.add(label)) {
        entries.add(new Entry.Event(ids.next(), now, by, new Happening.Labelled(label)));
      }
    }
    for (LabelId label : new TreeSet<>(remove)) {
      if (labels.remove(label)) {
        entries.add(new Entry.Event(ids.next(), now, by, new Happening.Unlabelled(label)));
      }
    }
    return entries.isEmpty()
        ? new Decision.Unchanged()
        : new Decision.Changed(
            conversation.withLabels(labels).with(conversation.versions().next()), entries);
  }

  /// Closes a conversation, unless somebody wrote since the person looked.
  public static Decision close(
      Conversation conversation, Actor by, long seen, EntryIds ids, Instant now) {
    if (!(conversation.status() instanceof Status.Open)) {
      return new Decision.Unchanged();
    }
    if (seen < conversation.versions().message()) {
      return new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE);
    }
    return new Decision.Changed(
        conversation.with(new Status.Closed(now, by)).with(conversation.versions().next()),
        List.of(new Entry.Event(ids.next(), now, by, new Happening.Closed())));
  }

  /// Notes that what was held against an address holds no more. The customer notices nothing, and
  /// nobody's reply is crossed.
  public static Decision.Changed unmark(
      Conversation conversation,
      Actor by,
      Identity address,
      AddressMark mark,
      EntryIds ids,
      Instant now) {
    return new Decision.Changed(
        conversation.with(conversation.versions().next()),
        List.of(
            new Entry.Event(ids.next(), now, by, new Happening.Unmarked(address, mark.kind()))));
  }

  /// Opens a closed conversation again.
  public static Decision reopen(Conversation conversation, Actor by, EntryIds ids, Instant now) {
    return switch (conversation.status()) {
      case Status.Open(), Status.Merged _, Status.Aside _ -> new Decision.Unchanged();
      case Status.Closed(Instant _, Actor _) ->
          new Decision.Changed(
              conversation.with(new Status.Open()).with(conversation.versions().next()),
              List.of(new Entry.Event(ids.next(), now, by, new Happening.Reopened())));
    };
  }
}
