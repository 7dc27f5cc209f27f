package relais.channels;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;

/// What the events of a channel come to: the messages as they stand now. It is the same in whatever
/// order the events come and however often, for each of them only ever raises what it is about: a
/// status to a later step, words to a later change, a reaction to a later one, a deletion for good.
public final class Transcript {
  private final Map<String, Line> messages = new TreeMap<>();
  private final Map<String, Instant> seen = new TreeMap<>();
  private final Map<String, Said> others = new TreeMap<>();

  /// What is known of one message; any of it may come first.
  private static final class Line {
    private @Nullable Said original;
    private @Nullable Said changed;
    private boolean deleted;
    private @Nullable Progress progress;
    private final Map<String, Said> reactions = new TreeMap<>();
  }

  /// Words at a time. Of two, the later holds; at one time, the one that sorts later.
  private record Said(@Nullable Instant at, String words) implements Comparable<Said> {
    private static final Comparator<Said> LATER =
        Comparator.comparing(Said::at, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(Said::words);

    @Override
    public int compareTo(Said other) {
      return LATER.compare(this, other);
    }

    static Said later(@Nullable Said one, Said other) {
      return one == null || one.compareTo(other) < 0 ? other : one;
    }
  }

  /// Takes one event in.
  public void take(ChannelEvent event) {
    Heading heading = event.heading();
    Said said = new Said(heading.at().instant(), EventWords.chosen(event));
    switch (event) {
      case ChannelEvent.Message message -> {
        Line line = line(heading, message.id());
        line.original = Said.later(line.original, said);
      }
      case ChannelEvent.Past past -> {
        Line line = line(heading, past.id());
        line.original = Said.later(line.original, said);
        if (past.progress() != null) {
          raise(line, past.progress());
        }
      }
      case ChannelEvent.Edit edit -> {
        Line line = line(heading, edit.original());
        line.changed = Said.later(line.changed, said);
      }
      case ChannelEvent.Deletion deletion -> line(heading, deletion.original()).deleted = true;
      case ChannelEvent.Reaction reaction ->
          line(heading, reaction.original())
              .reactions
              .merge(
                  reaction.by() == By.BUSINESS
                      ? "us"
                      : Objects.requireNonNullElse(reaction.customer().written(), "?"),
                  said,
                  Said::later);
      case ChannelEvent.Status status -> status(heading, status);
      case ChannelEvent.Call call ->
          others.merge(
              "call " + call.id(),
              new Said(
                  said.at(),
                  "%06d %s".formatted(call.sequence() == null ? 0 : call.sequence(), call.state())),
              Said::later);
      case ChannelEvent.Recording recording ->
          others.merge("recording " + recording.id(), said, Said::later);
      case ChannelEvent.Transcription written ->
          others.merge("transcription " + written.id(), said, Said::later);
      case ChannelEvent.Occurrence _,
          ChannelEvent.Notice _,
          ChannelEvent.Trouble _,
          ChannelEvent.Unsupported _,
          ChannelEvent.Unreadable _ -> {
        // They say nothing about a message.
      }
    }
  }

  private void status(Heading heading, ChannelEvent.Status status) {
    if (status.id() != null) {
      raise(line(heading, status.id()), status.progress());
    }
    if (status.upTo() != null) {
      seen.merge(
          "%s by %s".formatted(status.progress().word(), status.recipient().written()),
          status.upTo(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  private static void raise(Line line, Progress progress) {
    line.progress = line.progress == null ? progress : line.progress.or(progress);
  }

  private Line line(Heading heading, String id) {
    String name = heading.chat() == null ? id : heading.chat() + "/" + id;
    return messages.computeIfAbsent(name, unused -> new Line());
  }

  /// All of it as JSON on one line, the messages by their ids.
  public String toJson() {
    List<JsonObject> lines = new ArrayList<>();
    messages.forEach((id, line) -> lines.add(json(id, line)));
    List<JsonObject> watermarks = new ArrayList<>();
    seen.forEach(
        (what, upTo) ->
            watermarks.add(new JsonObject().with("what", what).with("upTo", upTo.toString())));
    List<JsonObject> calls = new ArrayList<>();
    others.forEach(
        (what, said) -> calls.add(new JsonObject().with("what", what).with("is", said.words())));
    return new JsonObject()
        .with("messages", lines)
        .with("watermarks", watermarks)
        .with("calls", calls)
        .toString();
  }

  private static JsonObject json(String id, Line line) {
    List<JsonObject> reactions = new ArrayList<>();
    line.reactions.forEach(
        (who, said) -> {
          if (!said.words().isEmpty()) {
            reactions.add(new JsonObject().with("by", who).with("emoji", said.words()));
          }
        });
    Said original = line.original;
    Said now = line.changed != null ? line.changed : original;
    return new JsonObject()
        .with("id", id)
        .with("at", original == null || original.at() == null ? null : original.at().toString())
        .with("text", now == null || line.deleted ? null : now.words())
        .with("changed", line.changed != null)
        .with("deleted", line.deleted)
        .with("status", line.progress == null ? null : line.progress.word())
        .with("reactions", reactions);
  }
}
