package relais.channels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that a webhook of the WhatsApp Cloud API says, before anybody asks which inbox it is
/// for. One payload carries up to a thousand of them, in no order and more than once.
public sealed interface WhatsAppEvent {
  /// Where it stands in the payload, as a JSON pointer (RFC 6901); empty for the payload itself.
  String pointer();

  /// A customer wrote, tapped, reacted, or something happened to their account.
  ///
  /// @param id the wamid, which names it for good
  /// @param type the word WhatsApp uses, also when it is one we do not know
  /// @param groupId the group it was written in, null in an ordinary chat
  /// @param errors why WhatsApp could not pass it on whole, mostly empty
  record Message(
      String pointer,
      BusinessNumber number,
      String id,
      Moment at,
      Customer from,
      String type,
      @Nullable Context context,
      @Nullable Referral referral,
      @Nullable String groupId,
      WhatsAppContent content,
      List<Problem> errors)
      implements WhatsAppEvent {
    public Message {
      errors = List.copyOf(errors);
    }
  }

  /// The business wrote to a customer from the WhatsApp app on a phone.
  record Echo(
      String pointer,
      BusinessNumber number,
      String id,
      Moment at,
      Customer to,
      String type,
      WhatsAppContent content)
      implements WhatsAppEvent {}

  /// A message of ours has come further, or failed.
  ///
  /// @param id the wamid of our message
  /// @param callback what we gave along when sending (`biz_opaque_callback_data`), null when absent
  record MessageStatus(
      String pointer,
      BusinessNumber number,
      String id,
      Moment at,
      Progress progress,
      Customer recipient,
      @Nullable String groupId,
      @Nullable String callback,
      List<Problem> errors)
      implements WhatsAppEvent {
    public MessageStatus {
      errors = List.copyOf(errors);
    }
  }

  /// WhatsApp had trouble with something it wanted to tell us; what it was may be lost.
  record Trouble(String pointer, BusinessNumber number, List<Problem> errors, String raw)
      implements WhatsAppEvent {
    public Trouble {
      errors = List.copyOf(errors);
    }
  }

  /// News about the account, a template, a number or a group. No customer speaks in it.
  ///
  /// @param account the id of the WhatsApp business account, null when the payload does not say
  /// @param field the webhook field, such as `account_update`
  /// @param event what happened, in the provider's word, null when it has none
  record Notice(
      String pointer, @Nullable String account, String field, @Nullable String event, String raw)
      implements WhatsAppEvent {}

  /// Well formed, but of a kind this version does not know: a new webhook field or status.
  ///
  /// @param what the unknown word with what it stands for, such as `field calls`
  /// @param id the provider's id of it, null when it has none
  record Unknown(
      String pointer, BusinessNumber number, String what, @Nullable String id, String raw)
      implements WhatsAppEvent {}

  /// Not what the provider promises. Only this piece is lost, not what stands beside it.
  ///
  /// @param reason what is missing or wrong, as a sentence
  /// @param raw the piece as it came
  record Unreadable(String pointer, BusinessNumber number, String reason, String raw)
      implements WhatsAppEvent {}

  /// The number of the business that an event is about.
  ///
  /// @param phoneNumberId Meta's id of the number, null when the payload does not name it
  /// @param display the number as people dial it, null when the payload does not name it
  record BusinessNumber(@Nullable String phoneNumberId, @Nullable String display) {
    /// No number is named.
    static final BusinessNumber NONE = new BusinessNumber(null, null);
  }

  /// When it happened.
  ///
  /// @param verbatim what the payload says, null when it says nothing
  /// @param instant the same as an instant, null when it is not a number of seconds
  record Moment(@Nullable String verbatim, @Nullable Instant instant) {}

  /// A person on WhatsApp. People with a user name may hide their number, so either may be absent.
  ///
  /// @param phone digits only, without "+"
  /// @param userId the business-scoped user id, such as `NL.1349…`
  /// @param parentUserId the same person's id across the portfolio of a business
  /// @param name what they call themselves
  record Customer(
      @Nullable String phone,
      @Nullable String userId,
      @Nullable String parentUserId,
      @Nullable String name) {}

  /// What a message refers to.
  ///
  /// @param messageId the message it answers, null when it answers none
  /// @param product the retailer's id of the product it asks about, null when it asks about none
  record Context(
      @Nullable String messageId,
      boolean forwarded,
      boolean frequentlyForwarded,
      @Nullable String product) {}

  /// The advertisement or post through which the customer came.
  record Referral(
      @Nullable String sourceUrl,
      @Nullable String sourceId,
      @Nullable String sourceType,
      @Nullable String headline,
      @Nullable String body,
      @Nullable String clickId) {}

  /// An error as WhatsApp reports it.
  ///
  /// @param code 0 when the payload gives none
  /// @param details the finer words, null when there are none
  record Problem(int code, @Nullable String title, @Nullable String details) {}

  /// How far a message of ours has come.
  enum Progress {
    SENT("sent"),
    DELIVERED("delivered"),
    READ("read"),
    PLAYED("played"),
    FAILED("failed");

    private final String word;

    Progress(String word) {
      this.word = word;
    }

    /// The provider's word for it.
    public String word() {
      return word;
    }
  }
}
