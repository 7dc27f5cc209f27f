package relais.table;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.table.TestConversations.*;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Incoming;
import relais.conversation.LabelId;
import relais.conversation.MessageBody;
import relais.conversation.Ownerships;
import relais.conversation.Sorting;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SavedConversationTest {
  private static final Actor MARCO = new Actor.Agent(new UserId("marco"));

  private final Conversations conversations;
  private final CaseNumbers caseNumbers;
  private final Decisions decisions;
  private final Arrivals arrivals;
  private final Contacts contacts;

  SavedConversationTest(AwsParts aws) {
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    caseNumbers = new CaseNumbers(table);
    decisions = new Decisions(table);
    arrivals = new Arrivals(table);
    contacts = new Contacts(table);
  }

  @Test
  void what_is_saved_is_what_is_read() {
    Decision.Changed begun = begun("whole", NOW);
    Contact contact = contact(NOW);
    assertThat(arrivals.begin(begun, intake("whole", contact))).isEqualTo(Saved.DONE);
    Conversation first = begun.conversation();
    Decision.Changed labelled =
        changed(
            Sorting.label(
                first,
                MARCO,
                Set.of(new LabelId("urgent")),
                Set.of(),
                HarbourGoods.settings(),
                ids(1),
                NOW.plusSeconds(1)));
    assertThat(decisions.save(first, labelled, null)).isEqualTo(Saved.DONE);
    Decision.Changed answered =
        changed(
            Writing.reply(
                labelled.conversation(),
                new Writing.Reply(
                    new UserId("marco"),
                    2,
                    JO,
                    mail("answer", NOW).mail(),
                    MessageBody.ofText("Sorry"),
                    List.of(),
                    true,
                    null),
                entryId("reply"),
                ids(2),
                NOW.plusSeconds(2)));
    assertThat(decisions.save(labelled.conversation(), answered, "api/marco/k1"))
        .isEqualTo(Saved.DONE);
    Decision.Changed noted =
        Writing.note(
            answered.conversation(),
            new UserId("marco"),
            MessageBody.ofText("He is nice"),
            entryId("note"),
            NOW.plusSeconds(3));
    assertThat(decisions.save(answered.conversation(), noted, null)).isEqualTo(Saved.DONE);

    Conversations.Page page = conversations.page(first.id(), 50).orElseThrow();
    assertThat(page.conversation()).isEqualTo(noted.conversation());
    assertThat(page.more()).isFalse();
    assertThat(page.entries())
        .containsAll(begun.entries())
        .containsAll(labelled.entries())
        .containsAll(answered.entries())
        .containsAll(noted.entries())
        .isSortedAccordingTo((one, other) -> other.id().compareTo(one.id()));
    Conversations.Page newest = conversations.page(first.id(), 2).orElseThrow();
    assertThat(newest.entries()).isEqualTo(page.entries().subList(0, 2));
    assertThat(newest.more()).isTrue();
    assertThat(conversations.before(page.conversation(), newest.entries().getLast().id(), 50))
        .isEqualTo(page.entries().subList(2, page.entries().size()));
    assertThat(conversations.findByCaseNumber(first.caseNumber())).contains(first.id());
    assertThat(
            conversations.findByMimeMessageId(
                HarbourGoods.SUPPORT_INBOX,
                List.of(
                    new MimeMessageId("unknown@example.org"),
                    new MimeMessageId("answer@example.org"))))
        .containsExactly(
            new Conversations.Mention(
                new MimeMessageId("answer@example.org"), first.id(), entryId("reply"), true, null));
    assertThat(contacts.find(JO)).contains(contact);
    assertThat(contacts.profile(contact.id()).orElseThrow().conversations())
        .extracting(Contacts.Past::id)
        .contains(first.id());
    assertThat(conversations.findReceipt("api/marco/k1"))
        .contains(new Conversations.ReceiptOf(first.id(), entryId("reply")));
  }

  @Test
  void the_same_input_is_saved_once() {
    Decision.Changed begun = begun("twice", NOW);
    assertThat(arrivals.begin(begun, intake("twice", null))).isEqualTo(Saved.DONE);
    assertThat(arrivals.begin(begun, intake("twice", null))).isEqualTo(Saved.ALREADY_RECEIVED);
    Decision.Changed grown =
        Incoming.grow(
            begun.conversation(),
            mail("twice", NOW),
            Entry.Evidence.MESSAGE_ID,
            HarbourGoods.settings(),
            ids(4),
            NOW);
    assertThat(arrivals.grow(begun.conversation(), grown, intake("twice", null)))
        .isEqualTo(Saved.ALREADY_RECEIVED);
  }

  @Test
  void a_lost_race_writes_nothing() {
    Decision.Changed begun = begun("race", NOW);
    arrivals.begin(begun, intake("race", null));
    Conversation read = begun.conversation();
    assertThat(decisions.save(read, assign(read, "sanne"), null)).isEqualTo(Saved.DONE);
    assertThat(decisions.save(read, assign(read, "noor"), "api/noor/k"))
        .isEqualTo(Saved.CHANGED_MEANWHILE);
    assertThat(conversations.find(read.id()).orElseThrow().ownership().assignee())
        .isEqualTo(new UserId("sanne"));
    assertThat(conversations.findReceipt("api/noor/k")).isEmpty();
  }

  @Test
  void turns_in_a_team_are_taken_one_after_the_other() {
    Decision.Changed one = begun("turn-one", NOW);
    Decision.Changed two = begun("turn-two", NOW);
    arrivals.begin(one, intake("turn-one", null));
    arrivals.begin(two, intake("turn-two", null));
    UserId sanne = new UserId("sanne");
    assertThat(decisions.lastTurn(HarbourGoods.SUPPORT)).isEmpty();
    assertThat(
            decisions.saveTurn(
                one.conversation(),
                assign(one.conversation(), "sanne"),
                HarbourGoods.SUPPORT,
                null,
                sanne))
        .isEqualTo(Saved.DONE);
    assertThat(
            decisions.saveTurn(
                two.conversation(),
                assign(two.conversation(), "sanne"),
                HarbourGoods.SUPPORT,
                null,
                sanne))
        .isEqualTo(Saved.CHANGED_MEANWHILE);
    assertThat(decisions.lastTurn(HarbourGoods.SUPPORT)).contains(sanne);
  }

  @Test
  void case_numbers_are_never_given_twice() {
    long first = caseNumbers.next();
    assertThat(caseNumbers.next()).isEqualTo(first + 1);
  }

  private static Decision.Changed assign(Conversation conversation, String agent) {
    return changed(
        Ownerships.assign(
            conversation,
            MARCO,
            99,
            new UserId(agent),
            null,
            HarbourGoods.settings(),
            ids(agent.hashCode()),
            NOW));
  }

  private static Decision.Changed changed(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Changed.class);
    return (Decision.Changed) decision;
  }

  private static EntryId entryId(String name) {
    return new EntryId(Ulid.derived(NOW.plusSeconds(2), name));
  }

  private static EntryIds ids(int chance) {
    return EntryIds.startingAt(
        NOW.plusSeconds(1),
        new byte[] {
          1, (byte) chance, (byte) (chance >> 8), (byte) (chance >> 16), 0, 0, 0, 0, 0, 0
        });
  }
}
