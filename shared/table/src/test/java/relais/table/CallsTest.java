package relais.table;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.table.TestConversations.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Amending;
import relais.conversation.CallProgress;
import relais.conversation.Calling;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.Sending;
import relais.conversation.TeamId;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallsTest {
  private static final Identity KIM = new Identity("phone", "+31612345678");
  private static final ContactId CONTACT = new ContactId(Ulid.derived(NOW, "kim"));
  private static final UserId MARCO = new UserId("marco");

  private final Table table;
  private final CaseNumbers caseNumbers;
  private final Decisions decisions;
  private final AmendedMessages amendedMessages;
  private final Arrivals arrivals;
  private final Calls calls;

  CallsTest(AwsParts aws) {
    AwsParts fresh = aws.fresh();
    table = new Table(fresh.clients().dynamoDb(), fresh.table("Table"));
    caseNumbers = new CaseNumbers(table);
    decisions = new Decisions(table);
    amendedMessages = new AmendedMessages(table);
    arrivals = new Arrivals(table);
    calls = new Calls(table);
  }

  @Test
  void calls_of_all_conversations_of_a_contact_come_in_pages_newest_first() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.addFirst(rings(i).conversation().id().value());
    }
    List<String> read = new ArrayList<>();
    Calls.Page page = calls.of(CONTACT, null, 2);
    assertThat(page.calls()).hasSize(2);
    while (true) {
      page.calls().forEach(call -> read.add(call.conversation().id().value()));
      if (page.next() == null) {
        break;
      }
      page = calls.of(CONTACT, page.next(), 2);
    }
    assertThat(read).isEqualTo(expected);
    assertThat(calls.of(new ContactId(Ulid.derived(NOW, "jo")), null, 2).calls()).isEmpty();
  }

  @Test
  void a_call_of_ours_is_listed_and_its_agent_is_in_it_until_it_is_over() {
    AgentsAtWork work = new AgentsAtWork(table);
    Decision.Changed begun = begin();
    assertThat(calls.of(CONTACT, null, 2).calls().getFirst().entry())
        .isEqualTo(begun.entries().getFirst());
    assertThat(work.all(NOW.plusSeconds(2))).containsExactly(new AgentsAtWork.Work(MARCO, true));

    Amending.Amended over =
        Calling.report(
                begun.conversation(),
                begun.entries().getFirst(),
                new CallProgress(true, true, 42),
                NOW.plusSeconds(60))
            .orElseThrow();
    assertThat(amendedMessages.amend(begun.conversation(), over, "voice/CA9/over", NOW))
        .isEqualTo(Saved.DONE);
    assertThat(calls.of(CONTACT, null, 2).calls().getFirst().entry()).isEqualTo(over.message());
    assertThat(work.all(NOW.plusSeconds(2))).isEmpty();
  }

  @Test
  void an_agent_whose_call_could_not_be_begun_is_in_none() {
    Decision.Changed begun = begin();
    Entry.OutboundMessage queued = (Entry.OutboundMessage) begun.entries().getFirst();
    assertThat(
            new OutboundMessages(table)
                .step(
                    new InboxId("voice"),
                    begun.conversation().id(),
                    queued,
                    Sending.refused(queued, "21211", "No number", false, NOW.plusSeconds(1)),
                    OutboundMessages.Names.NONE))
        .isTrue();
    assertThat(new AgentsAtWork(table).all(NOW.plusSeconds(2))).isEmpty();
  }

  @Test
  void who_wrote_a_while_ago_does_not_write_any_more() {
    AgentsAtWork work = new AgentsAtWork(table);
    work.writes(MARCO, NOW);
    assertThat(work.all(NOW.plusSeconds(119))).containsExactly(new AgentsAtWork.Work(MARCO, false));
    assertThat(work.all(NOW.plusSeconds(121))).isEmpty();
  }

  @Test
  void a_token_is_kept_by_its_hash_until_it_is_revoked() {
    TelephoneTokens tokens = new TelephoneTokens(table);
    TelephoneTokens.TelephoneToken made =
        new TelephoneTokens.TelephoneToken("0a1b", "PBX", "hash", MARCO, NOW, null);
    assertThat(tokens.add(made)).isTrue();
    assertThat(tokens.add(made)).isFalse();
    tokens.used(made, NOW.plusSeconds(1));
    TelephoneTokens.TelephoneToken used = tokens.find("0a1b").orElseThrow();
    assertThat(used.usedAt()).isEqualTo(NOW.plusSeconds(1));
    tokens.used(used, NOW.plusSeconds(60));
    assertThat(tokens.all()).containsExactly(used);

    assertThat(tokens.revoke("0a1b")).isTrue();
    tokens.used(made, NOW.plusSeconds(9_000));
    assertThat(tokens.find("0a1b")).isEmpty();
    assertThat(tokens.revoke("0a1b")).isFalse();
  }

  private Decision.Changed begin() {
    Conversation before = rings(0).conversation();
    Instant now = NOW.plusSeconds(1);
    EntryIds ids = EntryIds.derived(now, "call");
    Decision.Changed begun =
        Calling.begin(before, MARCO, "+31698765432", KIM, ids.next(), ids, now);
    assertThat(decisions.save(before, begun, "api/marco/key")).isEqualTo(Saved.DONE);
    return begun;
  }

  private Decision.Changed rings(int number) {
    Instant at = NOW.plusSeconds(number);
    String name = "CA" + number;
    InboundItem.Received item =
        new InboundItem.Received(
            "voice/" + name,
            at,
            new InboxId("voice"),
            Channel.of("voice"),
            KIM,
            "Kim",
            at,
            null,
            MessageBody.ofText("Call"),
            List.of(),
            name,
            "webhook/" + name,
            Incoming.CALL,
            null,
            null,
            ChatFields.of("", List.of(ChatPart.Call.RINGING)));
    Decision.Changed changed =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(at, name)),
                caseNumbers.next(),
                CONTACT,
                "Kim",
                new TeamId("support")),
            HarbourGoods.settings(),
            EntryIds.derived(at, name),
            at);
    assertThat(arrivals.begin(changed, new Intake(item.source(), at, null, null, null)))
        .isEqualTo(Saved.DONE);
    return changed;
  }
}
