package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Amendment;
import relais.conversation.Amendments;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.MessageBody;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.SettingsStore;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class AmendedMessagesTest {
  private static final Instant NOW = TestClock.START;
  private static final String KIM = "+31610000001";

  private final AwsParts aws;
  private final Conversations conversations;
  private final Contacts contacts;

  AmendedMessagesTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    contacts = new Contacts(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
  }

  @Test
  void twice_and_in_any_order_they_come_to_the_same_as_once_in_order() {
    List<InboundItem> inOrder = story(KIM);
    handle(inOrder);
    Outcome expected = outcome(KIM);
    assertThat(expected.amendments().standing()).hasSize(1);
    assertThat(expected.amendments().latestEdit().orElseThrow().body().text())
        .isEqualTo("A lamp and a bulb?");
    for (int seed = 0; seed < 6; seed++) {
      String phone = "+3162000000" + seed;
      List<InboundItem> storm = new ArrayList<>(story(phone));
      storm.addAll(story(phone));
      Collections.shuffle(storm, new Random(seed));
      handle(storm);
      assertThat(outcome(phone)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void a_deletion_before_its_message_leaves_nothing_to_read() {
    handle(
        List.of(
            RulesFunction.amended(
                "d1", KIM, "m1", new Amendment.Deleted(NOW.plusSeconds(9), false)),
            RulesFunction.chat("m1", KIM, NOW, null, ChatFields.ofWords("My secret"))));
    Conversations.Page page = page(KIM);
    assertThat(messages(page).getFirst().amendments().isDeleted()).isTrue();
    assertThat(page.conversation().headline().preview()).doesNotContain("secret");
  }

  @Test
  void C188_who_changes_their_number_goes_on_in_the_same_chat() {
    Identity newNumber = new Identity("phone", "+31619999999");
    handle(
        List.of(
            RulesFunction.chat("n1", KIM, NOW, null, ChatFields.ofWords("Hello")),
            RulesFunction.chat(
                "n2",
                KIM,
                NOW.plusSeconds(60),
                "system",
                ChatFields.of(
                    "",
                    List.of(
                        new ChatPart.Notice(
                            ChatPart.Notice.What.CHANGED, newNumber, "Changed their number")))),
            RulesFunction.chat(
                "n3",
                newNumber.value(),
                NOW.plusSeconds(120),
                null,
                ChatFields.ofWords("It's me"))));
    Conversations.Page page = page(KIM);
    assertThat(messages(page)).hasSize(3);
    assertThat(page.conversation().origin().identity()).isEqualTo(newNumber);
    assertThat(page.entries())
        .filteredOn(Entry.Event.class::isInstance)
        .extracting(entry -> ((Entry.Event) entry).what())
        .contains(new Happening.Identified(newNumber));
    assertThat(contacts.find(newNumber)).isEqualTo(contacts.find(new Identity("phone", KIM)));
  }

  @Test
  void C188_a_number_that_somebody_has_stays_theirs() {
    Identity taken = new Identity("phone", "+31618888888");
    handle(
        List.of(
            RulesFunction.chat("t0", taken.value(), NOW, null, ChatFields.ofWords("Hello")),
            RulesFunction.chat("t1", KIM, NOW, null, ChatFields.ofWords("Hello")),
            RulesFunction.chat(
                "t2",
                KIM,
                NOW.plusSeconds(60),
                "system",
                ChatFields.of(
                    "",
                    List.of(
                        new ChatPart.Notice(
                            ChatPart.Notice.What.CHANGED, taken, "Changed their number"))))));
    assertThat(contacts.find(taken)).isNotEqualTo(contacts.find(new Identity("phone", KIM)));
  }

  /// What has to be the same, whatever the order.
  private record Outcome(
      Amendments amendments, String preview, @Nullable Instant waitingSince, List<String> words) {}

  private static List<InboundItem> story(String phone) {
    String id = phone + ".";
    return List.of(
        RulesFunction.chat(id + "1", phone, NOW, null, ChatFields.ofWords("A lamp?")),
        RulesFunction.amended(id + "e1", phone, id + "1", edit(1, "A lamp or two?")),
        RulesFunction.amended(id + "e2", phone, id + "1", edit(2, "A lamp and a bulb?")),
        RulesFunction.amended(
            id + "r1", phone, id + "1", new Amendment.Reacted(at(3), "phone:them", null, "👍")),
        RulesFunction.amended(
            id + "r2", phone, id + "1", new Amendment.Reacted(at(4), "phone:them", null, "🎉")),
        RulesFunction.chat(id + "2", phone, at(5), null, ChatFields.ofWords("Please")));
  }

  private Outcome outcome(String phone) {
    Conversations.Page page = page(phone);
    List<Entry.InboundMessage> messages = messages(page);
    Conversation conversation = page.conversation();
    return new Outcome(
        messages.getLast().amendments(),
        conversation.headline().preview(),
        conversation.activity().waitingSince(),
        messages.stream()
            .map(Entry.InboundMessage::chat)
            .map(chat -> chat == null ? "" : chat.words())
            .toList());
  }

  private Conversations.Page page(String phone) {
    Contact contact = contacts.find(new Identity("phone", phone)).orElseThrow();
    ConversationId id =
        contacts.profile(contact.id()).orElseThrow().conversations().getFirst().id();
    return conversations.page(id, 50).orElseThrow();
  }

  private static List<Entry.InboundMessage> messages(Conversations.Page page) {
    return page.entries().stream()
        .filter(Entry.InboundMessage.class::isInstance)
        .map(Entry.InboundMessage.class::cast)
        .toList();
  }

  private void handle(List<InboundItem> items) {
    assertThat(RulesFunction.handle(aws, items).getBatchItemFailures()).isEmpty();
  }

  private static Amendment.Edited edit(int seconds, String words) {
    return new Amendment.Edited(
        at(seconds), false, MessageBody.ofText(words), ChatFields.ofWords(words));
  }

  private static Instant at(int seconds) {
    return NOW.plusSeconds(seconds);
  }
}
