package relais.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.FileStore;
import relais.conversation.AccentColour;
import relais.conversation.Actor;
import relais.conversation.Channel;
import relais.conversation.ChatSettings;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.MessageBody;
import relais.conversation.ReplyAddress;
import relais.conversation.Status;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Visitor;
import relais.mail.MailAddress;
import relais.mail.MimeMessageId;
import relais.runtime.Environment;
import relais.runtime.Ids;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Chats;
import relais.table.OutboundMessages;
import relais.table.SettingsStore;
import relais.table.Table;

/// A reply in a chat, to somebody who is there and to somebody who has left.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatProviderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final InboxId CHAT = new InboxId("shop-chat");
  private static final Visitor VISITOR = Visitor.browser(CHAT, "0123456789abcdef".repeat(2));

  private final RecordedSes ses = new RecordedSes();
  private final TestClock clock = new TestClock(NOON);
  private final AwsParts aws;
  private final ApplicationContext context;
  private final Table table;
  private final SettingsStore settings;
  private final ChatProvider provider;

  ChatProviderTest(AwsParts parts) {
    aws = parts.fresh();
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("DeliveryFunction")))
            .start();
    table = context.getBean(Table.class);
    settings = context.getBean(SettingsStore.class);
    settings.saveAll(HarbourGoods.settings());
    settings.save(chat(HarbourGoods.SUPPORT_INBOX));
    MailProvider mail =
        new MailProvider(
            ses,
            context.getBean(FileStore.class),
            settings,
            context.getBean(Environment.class),
            context.getBean(Ids.class));
    provider = new ChatProvider(table, mail, clock);
  }

  @AfterEach
  void close() {
    context.close();
    aws.close();
  }

  @Test
  void who_is_there_reads_it_in_the_chat_alone() {
    remember("jo@example.org");
    new Chats(table).heard(conversation().id(), VISITOR, true, null, false, NOON);
    assertThat(provider.handOver(settings.load(), conversation(), message(), 0))
        .isEqualTo(new HandedOver.Accepted("webchat/" + message().id(), null));
    assertThat(ses.isUnused()).isTrue();
  }

  @Test
  void who_has_left_gets_it_by_mail_from_an_address_that_leads_back() {
    remember("jo@example.org");
    new Chats(table).heard(conversation().id(), VISITOR, true, null, false, NOON);
    clock.advance(Duration.ofMinutes(1));
    HandedOver.Accepted accepted =
        (HandedOver.Accepted) provider.handOver(settings.load(), conversation(), message(), 0);
    assertThat(ses.lastMail().subject()).isEqualTo("Your chat with Harbour Goods [#10482]");
    assertThat(ses.lastMail().text()).contains("Yes, we do.");
    assertThat(ses.last().destination().toAddresses()).containsExactly("jo@example.org");
    MailAddress replyTo = ses.lastMail().replyTo().getFirst().address();
    assertThat(ReplyAddress.conversation(replyTo, requireNonNull(settings.load().replyKeys())))
        .contains(conversation().id());
    assertThat(new OutboundMessages(table).find(HarbourGoods.SUPPORT_INBOX, accepted.providerId()))
        .contains(new MessageReference.Ours(conversation().id(), message().id()));
    assertThat(accepted.mimeMessageId())
        .isEqualTo(new MimeMessageId("ses-1@" + region() + ".amazonses.com"));
  }

  @Test
  void who_left_and_said_nothing_finds_it_when_they_come_back() {
    assertThat(provider.handOver(settings.load(), conversation(), message(), 0))
        .isInstanceOf(HandedOver.Accepted.class);
    assertThat(ses.isUnused()).isTrue();
  }

  @Test
  void a_chat_without_an_inbox_for_mail_sends_none() {
    settings.save(chat(null));
    remember("jo@example.org");
    assertThat(provider.handOver(settings.load(), conversation(), message(), 0))
        .isInstanceOf(HandedOver.Accepted.class);
    assertThat(ses.isUnused()).isTrue();
  }

  private String region() {
    return context.getBean(Environment.class).region();
  }

  private void remember(String email) {
    new Chats(table).remember(VISITOR, new Chats.Said("Jo", email, null), NOON);
  }

  private static Inbox.WebChat chat(@org.jspecify.annotations.Nullable InboxId mail) {
    return new Inbox.WebChat(
        CHAT,
        "Shop chat",
        HarbourGoods.SUPPORT,
        new ChatSettings(
            List.of(),
            AccentColour.USUAL,
            Language.ENGLISH,
            Map.of(),
            ChatSettings.PreChat.NOTHING,
            null,
            mail));
  }

  private static Conversation conversation() {
    return new Conversation(
        new ConversationId(Ulid.derived(NOON, "conversation")),
        10482,
        new Conversation.Origin(
            CHAT,
            Channel.WEBCHAT,
            new ContactId(Ulid.derived(NOON, "contact")),
            "Jo",
            VISITOR.identity(),
            NOON),
        new Conversation.Headline("", ""),
        new Status.Open(),
        new Conversation.Ownership(HarbourGoods.SUPPORT, null),
        new TreeSet<>(),
        new Conversation.Activity(NOON, null, NOON, NOON, Conversation.Outbox.EMPTY),
        new TreeSet<>(),
        new Conversation.Versions(1, 1, 0));
  }

  private static Entry.OutboundMessage message() {
    return new Entry.OutboundMessage(
        new EntryId(Ulid.derived(NOON, "message")),
        NOON,
        new Actor.Agent(new UserId("marco")),
        VISITOR.identity(),
        null,
        MessageBody.ofText("Yes, we do."),
        List.of(),
        null,
        new DeliveryStatus.Sending(NOON, 1));
  }
}
