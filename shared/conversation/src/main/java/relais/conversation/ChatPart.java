package relais.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something in a message that is not plain words, alike for every channel.
public sealed interface ChatPart {
  /// How one of the files is meant; a plain file says nothing.
  ///
  /// @param file its place among the files of the message, from 0
  record Media(int file, Sort kind) implements ChatPart {
    /// The sorts of file that people tell apart.
    public enum Sort {
      /// Spoken into the phone.
      VOICE("voice"),
      STICKER("sticker"),
      /// Filmed into the phone, shown in a circle.
      VIDEO_NOTE("video-note"),
      /// A short film without sound.
      ANIMATION("animation");

      private final String word;

      Sort(String word) {
        this.word = word;
      }

      /// The word for it in JSON and in the table.
      public String word() {
        return word;
      }

      /// Finds one by its word.
      ///
      /// @throws IllegalArgumentException when there is none of that word
      public static Sort of(String word) {
        for (Sort kind : values()) {
          if (kind.word.equals(word)) {
            return kind;
          }
        }
        throw new IllegalArgumentException("No file is a '%s'".formatted(word));
      }
    }
  }

  /// A place.
  ///
  /// @param latitude in degrees, as it was written; null when it was none
  /// @param url a page about it that the sender gave; null for none
  record Place(
      @Nullable String latitude,
      @Nullable String longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements ChatPart {}

  /// A card from an address book.
  record Card(String name, @Nullable String company, List<String> phones, List<String> emails)
      implements ChatPart {
    public Card {
      phones = List.copyOf(phones);
      emails = List.copyOf(emails);
    }
  }

  /// A tap on something we offered: a button, a row of a list, a quick reply.
  ///
  /// @param title what stood on it
  /// @param payload what we gave it to come back with; null when nothing came
  record Choice(String title, @Nullable String description, @Nullable String payload)
      implements ChatPart {}

  /// A form filled in.
  record Form(@Nullable String name, List<Answer> answers) implements ChatPart {
    public Form {
      answers = List.copyOf(answers);
    }

    /// One field of it.
    public record Answer(String field, String value) {}
  }

  /// A basket from the catalogue.
  record Order(@Nullable String catalogue, List<Line> lines) implements ChatPart {
    public Order {
      lines = List.copyOf(lines);
    }

    /// One product in it, with amounts as they were written.
    public record Line(
        String product, String quantity, @Nullable String price, @Nullable String currency) {}
  }

  /// A post, reel, story, product or page that the message shows or answers.
  ///
  /// @param sort the provider's word for it, such as `story_mention`
  record Share(String sort, @Nullable String title, @Nullable String url) implements ChatPart {}

  /// A telephone call, as far as it is known. Several reports tell of one; they come in any order
  /// and more than once, and [#with] makes the same of them.
  ///
  /// @param over whether the caller has hung up
  /// @param talkedSeconds how long somebody of the team talked; null when nobody took it
  /// @param seconds how long it lasted with everything; null while that is not known
  /// @param recording the provider's name for what the caller left on the voicemail; null for none
  /// @param transcription the same in writing; null where nobody could make words of it
  record Call(
      boolean over,
      @Nullable Integer talkedSeconds,
      @Nullable Integer seconds,
      @Nullable String recording,
      @Nullable String transcription)
      implements ChatPart {
    /// That it rings, and nothing more.
    public static final Call RINGING = new Call(false, null, null, null, null);

    /// What came of it.
    public enum Outcome {
      RINGING("ringing"),
      ANSWERED("answered"),
      VOICEMAIL("voicemail"),
      MISSED("missed");

      private final String word;

      Outcome(String word) {
        this.word = word;
      }

      /// The word for it in JSON.
      public String word() {
        return word;
      }
    }

    /// What came of it, as far as it is known.
    public Outcome outcome() {
      if (talkedSeconds != null) {
        return Outcome.ANSWERED;
      }
      if (recording != null || transcription != null) {
        return Outcome.VOICEMAIL;
      }
      return over ? Outcome.MISSED : Outcome.RINGING;
    }

    /// Whether the caller waits for somebody to call back.
    public boolean isWaiting() {
      return switch (outcome()) {
        case VOICEMAIL, MISSED -> true;
        case RINGING, ANSWERED -> false;
      };
    }

    /// With what another report says of the same call.
    public Call with(Call other) {
      return new Call(
          over || other.over,
          larger(talkedSeconds, other.talkedSeconds),
          larger(seconds, other.seconds),
          larger(recording, other.recording),
          larger(transcription, other.transcription));
    }

    /// In English, for rules and search.
    String words() {
      return switch (outcome()) {
        case RINGING -> "Call";
        case ANSWERED -> "Call, answered";
        case MISSED -> "Missed call";
        case VOICEMAIL -> transcription == null ? "Voicemail" : "Voicemail: " + transcription;
      };
    }

    private static <T extends Comparable<T>> @Nullable T larger(@Nullable T one, @Nullable T two) {
      return one == null || (two != null && two.compareTo(one) > 0) ? two : one;
    }
  }

  /// Anything else that comes to a short line: a poll, a die.
  record Line(String words) implements ChatPart {}

  /// Something that is kept and not shown yet.
  ///
  /// @param kind the provider's word for it; null when it does not say
  /// @param raw as it came, shortened; null when the provider itself held it back
  record Unsupported(@Nullable String kind, @Nullable String raw) implements ChatPart {
    /// The raw form is cut after this many characters; the original has the rest.
    public static final int MAX_RAW = 4_000;
  }

  /// What the channel says by itself.
  ///
  /// @param becomes the identity that the sender has from now on; null when it stays as it is
  /// @param words what happened, as a short English line
  record Notice(What what, @Nullable Identity becomes, String words) implements ChatPart {
    /// The sorts of it.
    public enum What {
      /// The chat was opened, through a link or an advertisement.
      OPENED("opened"),
      /// Their number, user id, device or name is another one.
      CHANGED("changed"),
      /// They allowed something: to be written to, called, recognised.
      ALLOWED("allowed"),
      /// They took that back, or blocked us.
      STOPPED("stopped"),
      /// Another application has the conversation now, or we have it again.
      HANDED_OVER("handed-over"),
      OTHER("other");

      private final String word;

      What(String word) {
        this.word = word;
      }

      /// The word for it in JSON and in the table.
      public String word() {
        return word;
      }

      /// Finds one by its word; one of a newer version is another thing.
      public static What of(String word) {
        for (What kind : values()) {
          if (kind.word.equals(word)) {
            return kind;
          }
        }
        return OTHER;
      }
    }
  }
}
