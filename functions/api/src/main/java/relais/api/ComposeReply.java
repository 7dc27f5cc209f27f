package relais.api;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.channels.SendingChannel;
import relais.channels.TextLimit;
import relais.channels.registry.Channels;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Entry.InboundMessage;
import relais.conversation.EntryId;
import relais.conversation.Inbox;
import relais.conversation.Language;
import relais.conversation.MessageBody;
import relais.conversation.Placeholders;
import relais.conversation.Settings;
import relais.conversation.WritingHabit;
import relais.conversation.WrittenLanguage;
import relais.mail.HtmlSanitizer;
import relais.mail.Quotation;
import relais.table.Conversations;
import relais.table.WritingHabits;

/// Puts a reply together as it leaves: the words with names filled in; in a mail the signature
/// below them, and below that the mail it answers.
@Singleton
final class ComposeReply {
  private final WritingHabits habits;
  private final FileStore files;

  ComposeReply(WritingHabits habits, FileStore files) {
    this.habits = habits;
    this.files = files;
  }

  /// A reply in two lengths.
  ///
  /// @param words what its author wrote: what the team reads
  /// @param whole what the customer gets
  record Composed(WrittenText words, WrittenText whole) {
    /// Of words that nobody here wrote: everybody reads the same.
    static Composed ofText(String text) {
      WrittenText words = new WrittenText(text, null);
      return new Composed(words, words);
    }

    /// The body as the entry bears it: the words, and where the whole lies when there is more.
    MessageBody body(EntryId entry) {
      MessageBody body = words.body(entry);
      return words.equals(whole)
          ? body
          : new MessageBody(body.text(), body.html(), whole.key(entry));
    }

    /// Stores what the entry does not bear, before the entry says where it is.
    void store(EntryId entry, FileStore files) {
      if (words.equals(whole)) {
        words.store(entry, files);
      } else {
        files.putBody(entry, new FileStore.WholeBody(whole.text(), whole.html()));
      }
    }
  }

  /// @param contentIds as [WrittenText#rich] takes them
  Composed compose(
      Caller caller,
      Conversations.Page page,
      ReplyRequest request,
      Function<String, @Nullable String> contentIds) {
    Conversation conversation = page.conversation();
    Placeholders.Values values = values(caller, conversation);
    WrittenText words = filled(written(conversation, request, contentIds), values);
    if (!conversation.origin().channel().isMail()) {
      return new Composed(words, words);
    }
    WritingHabit habit = habitOf(caller);
    boolean quotes = request.quote() == null ? habit.quotes() : request.quote();
    EntryId side = request.side() == null ? null : Fields.entry(request.side());
    return whole(caller, conversation, request, words, habit, quotation(page, quotes, side));
  }

  /// A mail that passes others on: the words of its author, which may be none, signature, and what
  /// is passed on.
  Composed compose(
      Caller caller,
      Conversation conversation,
      ReplyRequest request,
      Quotation passedOn,
      Function<String, @Nullable String> contentIds) {
    WrittenText words =
        WrittenText.isBlank(request.html(), request.text())
            ? WrittenText.NONE
            : filled(written(conversation, request, contentIds), values(caller, conversation));
    return whole(caller, conversation, request, words, habitOf(caller), passedOn);
  }

  private static Composed whole(
      Caller caller,
      Conversation conversation,
      ReplyRequest request,
      WrittenText words,
      WritingHabit habit,
      @Nullable Quotation below) {
    String signature = signature(conversation, request, habit, caller.settings());
    return new Composed(
        words,
        words
            .with(
                signature == null
                    ? null
                    : Filled.html("signature", signature, values(caller, conversation)))
            .with(below));
  }

  /// What the author of a reply wrote, of a reply that is stored: without what was put below.
  WrittenText words(MessageBody body) {
    String key = body.wholeKey();
    if (key == null || body.html() != null) {
      return new WrittenText(body.text(), body.html());
    }
    FileStore.WholeBody whole = files.findBody(key).orElseThrow(Problem::notFound);
    String html = whole.html();
    if (html == null) {
      boolean begins = body.text().length() >= MessageBody.MAX_INLINE_CHARACTERS - 1;
      return new WrittenText(begins ? whole.text() : body.text(), null);
    }
    return WrittenText.above(whole.text(), html);
  }

  private static WrittenText written(
      Conversation conversation,
      ReplyRequest request,
      Function<String, @Nullable String> contentIds) {
    boolean filesAlone =
        request.files() != null
            && !request.files().isEmpty()
            && WrittenText.isBlank(request.html(), request.text());
    if (filesAlone) {
      return WrittenText.NONE;
    }
    return conversation.origin().channel().isMail()
        ? WrittenText.rich(
            request.html(), request.text(), HtmlSanitizer.RemoteImages.SHOWN, contentIds)
        : chat(conversation.origin().channel(), request);
  }

  private static WrittenText chat(Channel channel, ReplyRequest request) {
    TextLimit limit =
        Channels.findSending(channel).map(SendingChannel::textLimit).orElse(TextLimit.USUAL);
    return WrittenText.chat(limit, request.html(), request.text());
  }

  private static WrittenText filled(WrittenText written, Placeholders.Values values) {
    String html = written.html();
    return new WrittenText(
        Filled.text("html", written.text(), values),
        html == null ? null : Filled.html("html", html, values));
  }

  /// What is known to fill names in with.
  static Placeholders.Values values(Caller caller, Conversation conversation) {
    return new Placeholders.Values(
        conversation.origin().contactName(),
        conversation.caseReference(),
        caller.user().name(),
        ReplyRecipients.inbox(conversation, caller.settings())
            .map(inbox -> inbox.outgoing().senderName())
            .orElseGet(() -> caller.settings().workspace().name()));
  }

  /// The signature that was asked for; without a word the author's own, or else the inbox's.
  private static @Nullable String signature(
      Conversation conversation, ReplyRequest request, WritingHabit habit, Settings settings) {
    String own = habit.signature();
    String inboxs =
        ReplyRecipients.inbox(conversation, settings)
            .map(Inbox.Email::outgoing)
            .map(Inbox.Outgoing::signature)
            .orElse(null);
    String wanted = request.signature();
    if (wanted == null) {
      return own == null ? inboxs : own;
    }
    return switch (wanted) {
      case "own" -> own;
      case "inbox" -> inboxs;
      case "none" -> null;
      default ->
          throw Problem.field(
              "signature",
              "A signature is \"own\", \"inbox\" or \"none\", not \"%s\".".formatted(wanted));
    };
  }

  /// @param side the side thread the reply is for; null for the customer
  private @Nullable Quotation quotation(
      Conversations.Page page, boolean quotes, @Nullable EntryId side) {
    InboundMessage answered = quotes ? ReplyRecipients.answered(page.entries(), side) : null;
    // What somebody wrote when they passed a mail on was for us, not for its author.
    if (answered == null || ReplyRecipients.isPassedOn(page.conversation(), answered)) {
      return null;
    }
    MessageBody body = answered.body();
    String wholeKey = body.wholeKey();
    String html =
        wholeKey == null
            ? body.html()
            : files.findBody(wholeKey).map(FileStore.WholeBody::html).orElse(null);
    String name = answered.fromName();
    return Quotation.of(
        new Quotation.Origin(
            name == null ? answered.from().value() : name,
            answered.at(),
            Locale.of(WrittenLanguage.find(body.text()).orElse(Language.ENGLISH).code())),
        body.text(),
        html);
  }

  private WritingHabit habitOf(Caller caller) {
    return habits
        .find(caller.user().id())
        .orElseGet(() -> WritingHabit.usual(caller.settings().workspace()));
  }
}
