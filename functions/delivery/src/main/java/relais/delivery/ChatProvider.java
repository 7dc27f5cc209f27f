package relais.delivery;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import relais.conversation.ChatByMail;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Inbox;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.Settings;
import relais.conversation.Visitor;
import relais.mail.MimeMessageId;
import relais.table.Chats;
import relais.table.OutboundMessages;
import relais.table.Table;

/// A reply in a chat is said by being marked as sent: the visitor's browser asks for it. A visitor
/// who has left gets it by mail as well, when they said where.
@Singleton
class ChatProvider implements Provider {
  private final MailProvider mailProvider;
  private final Chats chats;
  private final OutboundMessages messages;
  private final InstantSource time;

  ChatProvider(Table table, MailProvider mailProvider, InstantSource time) {
    this.mailProvider = mailProvider;
    this.chats = new Chats(table);
    this.messages = new OutboundMessages(table);
    this.time = time;
  }

  @Override
  public HandedOver handOver(
      Settings settings, Conversation conversation, Entry.OutboundMessage message, int portion) {
    Optional<Inbox.WebChat> chat = settings.findChat(conversation.origin().inbox());
    Optional<Visitor> visitor = Visitor.of(message.to());
    if (chat.isEmpty() || visitor.isEmpty()) {
      return new HandedOver.Refused(
          "no-inbox", "The chat this reply was written in no longer exists.", false);
    }
    HandedOver said = new HandedOver.Accepted("webchat/" + message.id(), null);
    Optional<Inbox.Email> mail = settings.findMailOf(chat.get());
    if (mail.isEmpty()) {
      return said;
    }
    Chats.Said about = chats.said(visitor.get());
    boolean here =
        chats
            .findPresence(conversation.id())
            .map(presence -> presence.isHere(time.instant()))
            .orElse(false);
    Language language = about.language() == null ? chat.get().chat().fallback() : about.language();
    Optional<MailFields> fields =
        here
            ? Optional.empty()
            : ChatByMail.fields(
                conversation, message, about.email(), about.name(), mail.get(), language);
    MimeMessageId messageId = fields.map(MailFields::messageId).orElse(null);
    if (fields.isEmpty() || messageId == null) {
      return said;
    }
    return byMail(settings, conversation, message, fields.get(), messageId, mail.get());
  }

  /// Answers come to the inbox for mail, so that is where its names are looked up.
  private HandedOver byMail(
      Settings settings,
      Conversation conversation,
      Entry.OutboundMessage message,
      MailFields fields,
      MimeMessageId messageId,
      Inbox.Email mail) {
    HandedOver handedOver =
        mailProvider.handOver(settings, conversation, message, fields, messageId, mail);
    if (handedOver instanceof HandedOver.Accepted(String providerId, MimeMessageId travelsAs)) {
      messages.name(mail.id(), conversation.id(), message.id(), providerId, travelsAs);
    }
    return handedOver;
  }
}
