package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Acknowledgement;
import relais.conversation.Acknowledging;
import relais.conversation.Acknowledging.HeldMail;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.Ulid;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Arrivals;
import relais.table.AutomaticMail;
import relais.table.CaseNumbers;
import relais.table.Intake;
import relais.table.MailIds;
import relais.table.Saved;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class HeldMailTest {
  private final AwsParts aws;
  private final Desk desk;

  HeldMailTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  /// A mail came, and its acknowledgement was one too many.
  private Conversation held(String name) {
    Instant now = desk.clock().instant();
    InboundItem.Received item =
        new InboundItem.Received(
            "email/support/" + name,
            now,
            HarbourGoods.SUPPORT_INBOX,
            Channel.EMAIL,
            Identity.email(name + "@example.org"),
            name,
            now,
            new MailFields("A lamp", List.of(), List.of(), null, null, List.of()),
            MessageBody.ofText("It is broken"),
            List.of(),
            name,
            "mail/" + name,
            null);
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(now, name)),
                desk.part(CaseNumbers.class).next(),
                new ContactId(Ulid.derived(now, name)),
                name,
                HarbourGoods.SUPPORT),
            HarbourGoods.settings(),
            EntryIds.derived(now, name),
            now);
    HeldMail held =
        new HeldMail(
            new EntryId(Ulid.derived(now, "held " + name)),
            item.inbox(),
            begun.conversation().id(),
            begun.entries().getFirst().id(),
            item.from(),
            "We have it, " + name,
            now,
            Acknowledging.Brake.INBOX);
    AutomaticMail.Said said =
        new AutomaticMail.Said(
            item.inbox(),
            item.from(),
            new Acknowledging.Answer.Held(held),
            Acknowledging.Earlier.NOTHING,
            Acknowledgement.Limits.USUAL,
            now);
    Intake intake = new Intake(item.source(), now, null, MailIds.NONE, List.of(), null, null, said);
    assertThat(desk.part(Arrivals.class).begin(begun, intake)).isEqualTo(Saved.DONE);
    return begun.conversation();
  }

  private List<Entry> sentIn(Conversation conversation) {
    return desk.timeline(conversation).stream()
        .filter(Entry.OutboundMessage.class::isInstance)
        .toList();
  }

  @Test
  void an_admin_sees_what_is_held_and_where() {
    assertThat(desk.get("amelie", "/v1/held").number("count")).isZero();
    held("jo");
    held("ann");
    Answer answer = desk.get("amelie", "/v1/held");
    assertThat(answer.number("count")).isEqualTo(2);
    assertThat(answer.text("inboxes.0.inbox")).isEqualTo("support");
    assertThat(answer.text("inboxes.0.why")).isEqualTo("inbox");
  }

  @Test
  void what_is_released_goes_out_once_and_the_customer_still_waits() {
    Conversation conversation = held("jo");
    assertThat(decide("release").number("done")).isEqualTo(1);
    assertThat(decide("release").number("done")).isZero();
    assertThat(sentIn(conversation)).hasSize(1);
    assertThat(desk.now(conversation).activity()).isEqualTo(conversation.activity());
    Answer shown = desk.get("amelie", Desk.path(conversation, ""));
    assertThat(shown.json().toString()).contains("We have it, jo");
  }

  @Test
  void what_is_discarded_is_gone_without_a_trace_in_the_timeline() {
    Conversation conversation = held("jo");
    assertThat(decide("discard").number("done")).isEqualTo(1);
    assertThat(desk.get("amelie", "/v1/held").number("count")).isZero();
    assertThat(decide("release").number("done")).isZero();
    assertThat(sentIn(conversation)).isEmpty();
  }

  private Answer decide(String how) {
    return desk.post("amelie", "/v1/held/" + how, null, Map.of());
  }
}
