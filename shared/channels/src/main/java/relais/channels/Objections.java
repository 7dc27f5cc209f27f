package relais.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a channel has against a message, collected, so that whoever wrote it hears it all at once.
public final class Objections {
  private final List<String> reasons = new ArrayList<>();

  /// Objects to a text that is empty or too long. An absent one is none.
  public Objections length(String what, @Nullable String text, int most) {
    if (text != null && text.isBlank()) {
      reasons.add("%s is empty. Write something.".formatted(what));
    } else if (text != null && text.length() > most) {
      reasons.add(
          "%s has %d characters; at most %d are taken. Shorten it."
              .formatted(what, text.length(), most));
    }
    return this;
  }

  /// Objects to a text that the channel's limit does not take.
  public Objections length(String what, String text, TextLimit limit) {
    if (text.isBlank()) {
      reasons.add("%s is empty. Write something.".formatted(what));
    } else if (!limit.takes(text)) {
      reasons.add(
          "%s has %d %s; at most %d are taken. Shorten it or send it in parts."
              .formatted(
                  what,
                  limit.length(text),
                  limit.unit() == TextLimit.Unit.BYTES ? "bytes" : "characters",
                  limit.most()));
    }
    return this;
  }

  /// Objects to too few or too many.
  public Objections count(String what, int count, int least, int most) {
    if (count < least || count > most) {
      reasons.add("There are %d %s; it must be %d to %d.".formatted(count, what, least, most));
    }
    return this;
  }

  /// Objects when something holds.
  public Objections when(boolean wrong, String reason) {
    if (wrong) {
      reasons.add(reason);
    }
    return this;
  }

  /// The request, unless there is something against it.
  public Written or(Supplier<? extends Written> request) {
    return reasons.isEmpty() ? request.get() : new Written.Refused(reasons);
  }
}
