package relais.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccountReport;

/// One thing that a provider says, in words that every channel shares, before anybody asks which
/// inbox it is for. A webhook carries up to a thousand of them, in no order and more than once.
public sealed interface ChannelEvent {
  /// Where it stands, whom it is for and when it happened.
  Heading heading();

  /// Somebody wrote: a customer to the business, or the business from somewhere else than here.
  ///
  /// @param id the provider's id, which names it for good (in its chat, where it has one)
  /// @param errors why the provider could not pass it on whole, mostly empty
  record Message(
      Heading heading,
      String id,
      By by,
      Party customer,
      Content content,
      Context context,
      List<Problem> errors)
      implements ChannelEvent {
    public Message {
      errors = List.copyOf(errors);
    }
  }

  /// An earlier message has new words.
  ///
  /// @param id the provider's id of the change itself, null where changes have none
  /// @param original the id of the message that is changed
  record Edit(
      Heading heading, @Nullable String id, By by, Party customer, String original, Content content)
      implements ChannelEvent {}

  /// An earlier message was taken back by whoever wrote it.
  ///
  /// @param id the provider's id of the deletion itself, null where deletions have none
  /// @param original the id of the message that is gone
  record Deletion(Heading heading, @Nullable String id, By by, Party customer, String original)
      implements ChannelEvent {}

  /// Somebody reacted to a message.
  ///
  /// @param id the provider's id of the reaction itself, null where reactions have none
  /// @param original the id of the message reacted to
  /// @param emoji null when an earlier reaction was taken back
  record Reaction(
      Heading heading,
      @Nullable String id,
      By by,
      Party customer,
      String original,
      @Nullable String emoji)
      implements ChannelEvent {}

  /// A message of ours has come further, or failed.
  ///
  /// @param id the provider's id of our message, null when it speaks of all up to a moment
  /// @param upTo every message of ours up to this moment has come as far, null when only this one
  /// @param group the group it was sent to, null in an ordinary chat
  /// @param callback what we gave along when sending, null when nothing came back
  record Status(
      Heading heading,
      @Nullable String id,
      Progress progress,
      Party recipient,
      @Nullable Instant upTo,
      @Nullable String group,
      @Nullable String callback,
      List<Problem> errors)
      implements ChannelEvent {
    public Status {
      errors = List.copyOf(errors);
    }
  }

  /// Something happened between a customer and the business without anybody writing.
  ///
  /// @param id the provider's id, null when it has none
  /// @param words what happened, as a short English line
  /// @param becomes who the customer is from now on; null when that stays as it is
  record Occurrence(
      Heading heading,
      @Nullable String id,
      Party customer,
      What what,
      String words,
      @Nullable Party becomes)
      implements ChannelEvent {
    /// Of something that leaves the customer who they are.
    public Occurrence(
        Heading heading, @Nullable String id, Party customer, What what, String words) {
      this(heading, id, customer, what, words, null);
    }

    /// The sorts of it.
    public enum What {
      /// The customer opened the chat, or came through a link or an advertisement.
      OPENED("opened"),
      /// Their number, user id, device or name is another one.
      CHANGED("changed"),
      /// They allowed something: to be written to, called, recognised.
      ALLOWED("allowed"),
      /// They took that back, or blocked us. Nothing more may be sent.
      STOPPED("stopped"),
      /// The conversation is with another application now, or with ours again.
      HANDED_OVER("handed-over"),
      /// Anything else worth a line.
      OTHER("other");

      private final String word;

      What(String word) {
        this.word = word;
      }

      /// The word for it in JSON.
      public String word() {
        return word;
      }
    }
  }

  /// A telephone call has come further.
  ///
  /// @param id names the call for good
  /// @param by who calls
  /// @param state the provider's word for how far it is, in lower case
  /// @param sequence orders the events of one call, null when the provider does not number them
  /// @param duration how long it lasted, null while it lasts
  /// @param talked how long somebody of the business talked in it, null while nobody did
  /// @param connecting whether whoever was rung first took it, so that the other side is rung
  /// @param callback what we gave along with a call of ours, null for none
  record Call(
      Heading heading,
      String id,
      By by,
      Party customer,
      String state,
      @Nullable Integer sequence,
      @Nullable Duration duration,
      @Nullable Duration talked,
      boolean connecting,
      List<Problem> errors,
      @Nullable String callback)
      implements ChannelEvent {
    public Call {
      errors = List.copyOf(errors);
    }
  }

  /// What was spoken in a call lies at the provider as a file, or could not be kept.
  ///
  /// @param callId the call it belongs to
  /// @param file null unless it is there
  record Recording(
      Heading heading,
      String id,
      String callId,
      Party customer,
      String state,
      Part.@Nullable File file,
      @Nullable Duration duration)
      implements ChannelEvent {}

  /// What was spoken, in writing.
  ///
  /// @param recordingId the recording it was made from, null when the provider does not say
  /// @param text null when nobody could make words of it
  record Transcription(
      Heading heading,
      String id,
      @Nullable String callId,
      @Nullable String recordingId,
      String state,
      @Nullable String text)
      implements ChannelEvent {}

  /// A message from before the account was connected. It is told for the record and opens nothing.
  ///
  /// @param progress how far it had come, null when the provider does not say
  record Past(
      Heading heading,
      String id,
      By by,
      Party customer,
      Content content,
      @Nullable Progress progress)
      implements ChannelEvent {}

  /// News about the account, a template, a number, a post or a group. Nobody speaks to us in it.
  ///
  /// @param id the provider's id of what it is about, such as a comment; null when it has none
  /// @param event what happened, in the provider's word, null when it has none
  /// @param customer whom it is about, [Party#NOBODY] when it is about no person
  /// @param words what it says, null when it says nothing in words
  /// @param told what it tells about an account of ours; null when that is of no use to us
  record Notice(
      Heading heading,
      @Nullable String id,
      @Nullable String event,
      Party customer,
      @Nullable String words,
      String raw,
      @Nullable Told told)
      implements ChannelEvent {
    /// Of news that we do not act on.
    public Notice(
        Heading heading,
        @Nullable String event,
        Party customer,
        @Nullable String words,
        String raw) {
      this(heading, null, event, customer, words, raw, null);
    }

    /// What a provider tells about an account of ours.
    ///
    /// @param number the number it is about, as digits; null for every number of the account
    /// @param at when it told us, by its clock; null when it does not say
    public record Told(AccountReport report, @Nullable String number, @Nullable Instant at) {}
  }

  /// The provider had trouble with something it wanted to tell us; what it was may be lost.
  record Trouble(Heading heading, List<Problem> errors, String raw) implements ChannelEvent {
    public Trouble {
      errors = List.copyOf(errors);
    }
  }

  /// Well formed, but of a kind this version does not know.
  ///
  /// @param id the provider's id of it, null when it has none
  /// @param what the unknown word with what it stands for, such as `field hologram`
  record Unsupported(Heading heading, @Nullable String id, String what, String raw)
      implements ChannelEvent {}

  /// Not what the provider promises. Only this piece is lost, not what stands beside it.
  ///
  /// @param reason what is missing or wrong, as a sentence
  /// @param raw the piece as it came
  record Unreadable(Heading heading, String reason, String raw) implements ChannelEvent {}

  /// What every event says about itself.
  ///
  /// @param pointer where it stands in the payload, as a JSON pointer (RFC 6901) or the name of a
  ///     form parameter; empty for the payload itself
  /// @param chat the chat it stands in where the provider's ids count only within one, else null
  /// @param type the provider's word for its kind, also when it is one we do not know
  record Heading(
      String pointer, Account account, @Nullable String chat, @Nullable String type, Moment at) {
    /// Of something that says neither its type nor its time.
    public static Heading of(String pointer, Account account) {
      return new Heading(pointer, account, null, null, Moment.UNKNOWN);
    }
  }

  /// The number, page or bot of the business that an event is about.
  ///
  /// @param id the provider's id of it, null when the payload does not name it
  /// @param display as people know it, null when the payload does not say
  record Account(@Nullable String id, @Nullable String display) {
    /// None is named.
    public static final Account NONE = new Account(null, null);
  }

  /// When it happened.
  ///
  /// @param verbatim what the payload says, null when it says nothing
  /// @param instant the same as an instant, null when it cannot be read as one
  record Moment(@Nullable String verbatim, @Nullable Instant instant) {
    /// The payload does not say.
    public static final Moment UNKNOWN = new Moment(null, null);
  }

  /// A person outside. Providers hide one or the other of their names.
  ///
  /// @param phone the number as the provider writes it, with "+" or without
  /// @param userId the provider's id of them, often one that only this business sees
  /// @param parentUserId the same person's id across the portfolio of a business
  /// @param name what they call themselves
  record Party(
      @Nullable String phone,
      @Nullable String userId,
      @Nullable String parentUserId,
      @Nullable String name) {
    /// Nobody is named.
    public static final Party NOBODY = new Party(null, null, null, null);

    /// Somebody known by the provider's id alone.
    public static Party ofUserId(@Nullable String userId) {
      return new Party(null, userId, null, null);
    }

    /// As the provider writes them: the number, else the id.
    public @Nullable String written() {
      return phone != null ? phone : userId;
    }
  }

  /// Who did it.
  enum By {
    CUSTOMER,
    /// The business, but not from here: an app on a phone, another tool, an advertisement.
    BUSINESS
  }

  /// An error as the provider reports it.
  ///
  /// @param code 0 when the payload gives none
  /// @param details the finer words, null when there are none
  record Problem(int code, @Nullable String title, @Nullable String details) {}
}
