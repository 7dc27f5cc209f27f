package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AccentColour;
import relais.conversation.Actor;
import relais.conversation.Channel;
import relais.conversation.ChatSettings;
import relais.conversation.Conversation;
import relais.conversation.Conversation.Relation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.Merging;
import relais.conversation.MessageBody;
import relais.conversation.Splitting;
import relais.conversation.Ulid;
import relais.conversation.Visitor;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.CrashAtWrite;
import relais.samples.CrashAtWrite.When;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

/// Where mails belong, through the function and the table.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlacedMailTest {
  private static final Instant NOW = TestClock.START;
  private static final InboxId SUPPORT = HarbourGoods.SUPPORT_INBOX;

  private final AwsParts aws;
  private final Conversations conversations;
  private final Decisions decisions;

  PlacedMailTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
  }

  private static MailFields fields(String subject, @Nullable String id, String... references) {
    return new MailFields(
        subject,
        List.of(),
        List.of(),
        id == null ? null : new MimeMessageId(id),
        null,
        Arrays.stream(references).map(MimeMessageId::new).toList());
  }

  private static InboundItem.Received mail(
      String source, String from, int second, MailFields fields) {
    return RulesFunction.mail(source, SUPPORT, from, fields, null, NOW.plusSeconds(second));
  }

  private void take(InboundItem... items) {
    assertThat(RulesFunction.handle(aws, List.of(items)).getBatchItemFailures()).isEmpty();
  }

  private Conversation of(String source) {
    return conversations
        .find(conversations.findReceipt(source).orElseThrow().conversation())
        .orElseThrow();
  }

  private Entry.Evidence evidence(String source) {
    Conversations.ReceiptOf receipt = conversations.findReceipt(source).orElseThrow();
    Entry entry = conversations.findEntry(receipt.conversation(), receipt.entry()).orElseThrow();
    return ((Entry.InboundMessage) entry).threadedBy();
  }

  private List<Happening> events(ConversationId id) {
    List<Happening> happenings = new ArrayList<>();
    for (Entry entry : conversations.page(id, 50).orElseThrow().entries().reversed()) {
      if (entry instanceof Entry.Event event) {
        happenings.add(event.what());
      }
    }
    return happenings;
  }

  @Test
  void a_stranger_who_holds_the_reply_address_joins_and_is_noted() {
    take(mail("lamp", "jo@example.org", 0, fields("A lamp", "lamp@example.org")));
    ConversationId lamp = of("lamp").id();
    take(
        RulesFunction.mail(
            "colleague",
            SUPPORT,
            "kim@example.org",
            fields("Something else", null),
            new Envelope(lamp, List.of()),
            NOW.plusSeconds(5)));
    assertThat(of("colleague").id()).isEqualTo(lamp);
    assertThat(evidence("colleague")).isEqualTo(Entry.Evidence.REPLY_ADDRESS);
    assertThat(events(lamp)).contains(new Happening.Joined(Identity.email("kim@example.org")));
  }

  @Test
  void the_reply_address_goes_before_ids_and_numbers() {
    take(
        mail("one", "jo@example.org", 0, fields("A lamp", "one@example.org")),
        mail("two", "jo@example.org", 1, fields("A chair", "two@example.org")));
    Conversation one = of("one");
    take(
        RulesFunction.mail(
            "three",
            SUPPORT,
            "jo@example.org",
            fields("Re: A chair " + of("two").caseReference(), null, "two@example.org"),
            new Envelope(one.id(), List.of()),
            NOW.plusSeconds(5)));
    assertThat(of("three").id()).isEqualTo(one.id());
  }

  @Test
  void an_answer_by_mail_goes_on_with_the_chat_that_it_answers() {
    InboxId chat = new InboxId("shop-chat");
    Visitor visitor = Visitor.browser(chat, "0123456789abcdef".repeat(2));
    new SettingsStore(new Table(aws.clients().dynamoDb(), aws.table("Table")))
        .save(
            new Inbox.WebChat(
                chat,
                "Shop chat",
                HarbourGoods.SUPPORT,
                new ChatSettings(
                    List.of(),
                    AccentColour.USUAL,
                    Language.ENGLISH,
                    Map.of(),
                    ChatSettings.PreChat.NOTHING,
                    null,
                    SUPPORT)));
    take(
        new InboundItem.Received(
            "webchat/1",
            NOW,
            chat,
            Channel.WEBCHAT,
            visitor.identity(),
            "Jo",
            NOW,
            null,
            MessageBody.ofText("Do you ship to Malta?"),
            List.of(),
            "browser-1",
            "chat/raw",
            null));
    Conversation begun = of("webchat/1");
    assertThat(conversations.findChat(chat, visitor.identity())).contains(begun.id());
    Envelope answers = new Envelope(begun.id(), List.of());
    take(
        RulesFunction.mail(
            "answer",
            SUPPORT,
            "jo@example.org",
            fields("Re: Your chat", null),
            answers,
            NOW.plusSeconds(5)),
        RulesFunction.mail(
            "elsewhere",
            HarbourGoods.SALES_INBOX,
            "jo@example.org",
            fields("Re: Your chat", null),
            answers,
            NOW.plusSeconds(6)));
    assertThat(of("answer").id()).isEqualTo(begun.id());
    assertThat(of("elsewhere").id()).isNotEqualTo(begun.id());
    assertThat(of("answer").origin().channel()).isEqualTo(Channel.WEBCHAT);
  }

  @Test
  void a_reply_address_of_another_inbox_says_nothing() {
    take(mail("lamp", "jo@example.org", 0, fields("A lamp", "lamp@example.org")));
    take(
        RulesFunction.mail(
            "astray",
            HarbourGoods.SALES_INBOX,
            "jo@example.org",
            fields("Hello", null),
            new Envelope(of("lamp").id(), List.of()),
            NOW.plusSeconds(5)));
    assertThat(of("astray").id()).isNotEqualTo(of("lamp").id());
  }

  @Test
  void two_mails_that_quote_a_third_which_never_came_are_one_conversation() {
    take(
        mail("a", "jo@example.org", 0, fields("Offer", "a@example.org", "root@example.org")),
        mail("b", "jo@example.org", 1, fields("Offer", "b@example.org", "root@example.org")),
        mail("c", "kim@example.org", 2, fields("Offer", "c@example.org", "root@example.org")));
    assertThat(of("b").id()).isEqualTo(of("a").id());
    assertThat(evidence("b")).isEqualTo(Entry.Evidence.SAME_ROOT);
    assertThat(of("c").id()).as("a stranger does not join by it").isNotEqualTo(of("a").id());
  }

  @Test
  void an_answer_that_overtakes_what_it_answers_is_found_by_it() {
    take(
        mail("answer", "jo@example.org", 9, fields("Re: A lamp", "2@example.org", "1@example.org")),
        mail("first", "jo@example.org", 0, fields("A lamp", "1@example.org")),
        mail(
            "third", "jo@example.org", 12, fields("Re: A lamp", "3@example.org", "1@example.org")));
    assertThat(of("first").id()).isEqualTo(of("answer").id());
    assertThat(evidence("first")).isEqualTo(Entry.Evidence.SAME_ROOT);
    assertThat(of("third").id()).isEqualTo(of("answer").id());
    assertThat(evidence("third"))
        .as("the first mail is here now")
        .isEqualTo(Entry.Evidence.MESSAGE_ID);
  }

  @Test
  void a_mail_that_copies_an_id_draws_no_answers_away() {
    take(
        mail("real", "jo@example.org", 0, fields("A lamp", "same@example.org")),
        mail("copy", "eve@example.org", 1, fields("Buy now", "same@example.org")),
        mail("reply", "jo@example.org", 2, fields("Re: A lamp", null, "same@example.org")));
    assertThat(of("copy").id()).isNotEqualTo(of("real").id());
    assertThat(of("reply").id()).isEqualTo(of("real").id());
  }

  @Test
  void what_a_stranger_quotes_is_linked_on_both_sides() {
    take(mail("mine", "jo@example.org", 0, fields("A lamp", "mine@example.org")));
    Conversation mine = of("mine");
    take(
        mail("byNumber", "ann@example.org", 1, fields("About " + mine.caseReference(), null)),
        mail("byId", "bob@example.org", 2, fields("Re: A lamp", null, "mine@example.org")));
    for (String source : List.of("byNumber", "byId")) {
      Conversation stranger = of(source);
      Relation quotes = new Relation(mine.id(), mine.caseNumber(), Relation.Why.QUOTES);
      Relation back = new Relation(stranger.id(), stranger.caseNumber(), Relation.Why.QUOTED_BY);
      assertThat(stranger.links().related()).containsExactly(quotes);
      assertThat(events(stranger.id())).contains(new Happening.Linked(quotes));
      assertThat(of("mine").links().related()).contains(back);
      assertThat(events(mine.id())).contains(new Happening.Linked(back));
    }
  }

  @Test
  void answers_to_what_was_split_off_follow_it() {
    take(
        mail("lamp", "jo@example.org", 0, fields("A lamp", "lamp@example.org")),
        mail(
            "chair",
            "jo@example.org",
            1,
            fields("A chair", "chair@example.org", "lamp@example.org")));
    Conversation lamp = of("lamp");
    Conversations.ReceiptOf chair = conversations.findReceipt("chair").orElseThrow();
    Splitting.Outcome.Changed split =
        (Splitting.Outcome.Changed)
            Splitting.split(
                lamp,
                lamp.versions().current(),
                conversations.page(lamp.id(), 50).orElseThrow().entries().reversed(),
                chair.entry(),
                new Incoming.Start(
                    new ConversationId(Ulid.derived(NOW, "split")),
                    77_777,
                    lamp.origin().contact(),
                    "Jo",
                    HarbourGoods.SUPPORT),
                HarbourGoods.settings(),
                new Actor.Relais("test"),
                EntryIds.startingAt(NOW, new byte[10]),
                NOW);
    assertThat(decisions.split(lamp, split)).isEqualTo(Saved.DONE);
    take(
        mail(
            "more",
            "jo@example.org",
            5,
            fields("Re: A chair", null, "lamp@example.org", "chair@example.org")),
        RulesFunction.mail(
            "byAddress",
            SUPPORT,
            "jo@example.org",
            fields("Re: A chair", null, "chair@example.org"),
            new Envelope(lamp.id(), List.of()),
            NOW.plusSeconds(6)),
        mail("old", "jo@example.org", 7, fields("Re: A lamp", null, "lamp@example.org")));
    assertThat(of("more").id()).isEqualTo(split.begun().conversation().id());
    assertThat(of("byAddress").id()).isEqualTo(split.begun().conversation().id());
    assertThat(of("old").id()).isEqualTo(lamp.id());
  }

  @Test
  void mail_to_what_was_merged_lands_where_it_went() {
    take(
        mail("lamp", "jo@example.org", 0, fields("A lamp", "lamp@example.org")),
        mail("again", "kim@example.org", 1, fields("Again", "again@example.org")));
    Conversation lamp = of("lamp");
    Conversation again = of("again");
    Merging.Outcome.Changed merged =
        (Merging.Outcome.Changed)
            Merging.merge(
                new Merging.Seen(again, again.versions().current()),
                new Merging.Seen(lamp, lamp.versions().current()),
                new Actor.Relais("test"),
                EntryIds.startingAt(NOW, new byte[10]),
                NOW);
    assertThat(
            decisions.saveBoth(
                new Decisions.Beside(again, merged.one()),
                new Decisions.Beside(lamp, merged.into())))
        .isEqualTo(Saved.DONE);
    take(
        mail("byId", "kim@example.org", 5, fields("Re: Again", null, "again@example.org")),
        mail("byNumber", "kim@example.org", 6, fields("About " + again.caseReference(), null)),
        RulesFunction.mail(
            "byAddress",
            SUPPORT,
            "eve@example.org",
            fields("Hello", null),
            new Envelope(again.id(), List.of()),
            NOW.plusSeconds(7)));
    for (String source : List.of("byId", "byNumber", "byAddress")) {
      assertThat(of(source).id()).as(source).isEqualTo(lamp.id());
    }
  }

  @Test
  void one_mail_to_two_inboxes_is_two_conversations_that_know_each_other() {
    take(toBoth("email/support/m", SUPPORT, "email/sales/m"));
    assertThat(of("email/support/m").links().related()).isEmpty();
    take(toBoth("email/sales/m", HarbourGoods.SALES_INBOX, "email/support/m"));
    Conversation here = of("email/support/m");
    Conversation there = of("email/sales/m");
    assertThat(here.links().related())
        .containsExactly(new Relation(there.id(), there.caseNumber(), Relation.Why.SAME_MAIL));
    assertThat(there.links().related())
        .containsExactly(new Relation(here.id(), here.caseNumber(), Relation.Why.SAME_MAIL));
  }

  private static InboundItem.Received toBoth(String source, InboxId inbox, String sibling) {
    return RulesFunction.mail(
        source,
        inbox,
        "jo@example.org",
        fields("To both", "both@example.org"),
        new Envelope(null, List.of(sibling)),
        NOW);
  }

  @Test
  void a_linking_mail_killed_at_any_write_and_delivered_again_links_once() {
    for (When when : When.values()) {
      int write = 0;
      boolean crashed;
      do {
        write++;
        String name = "linked-%s-%d".formatted(when, write);
        take(mail(name, name + "@example.org", 0, fields("A lamp", name + "@example.org")));
        InboundItem.Received quoting =
            mail(
                name + "-2",
                "x" + name + "@example.org",
                1,
                fields("Re: A lamp", null, name + "@example.org", name + "-ghost@example.org"));
        crashed = crashes(quoting, write, when);
        take(quoting);
        assertThat(of(name).links().related())
            .extracting(Relation::other)
            .containsExactly(of(name + "-2").id());
        assertThat(events(of(name).id())).filteredOn(Happening.Linked.class::isInstance).hasSize(1);
      } while (crashed);
      assertThat(write).as("writes of a linking mail").isGreaterThan(2);
    }
  }

  private boolean crashes(InboundItem item, int write, When when) {
    try {
      RulesFunction.handle(aws, List.of(item), new CrashAtWrite(write, when));
      return false;
    } catch (CrashAtWrite.Crash _) {
      return true;
    }
  }
}
