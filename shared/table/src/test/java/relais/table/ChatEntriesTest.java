package relais.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Actor;
import relais.conversation.Amendment;
import relais.conversation.Amendments;
import relais.conversation.CallProgress;
import relais.conversation.ChatAct;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.conversation.Ulid;
import relais.conversation.UserId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatEntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Identity KIM = new Identity("phone", "+31612345678");

  @Test
  void a_message_that_came_in_is_read_as_it_was_written() {
    ChatFields chat =
        new ChatFields(
            "Look",
            List.of(
                new ChatPart.Media(0, ChatPart.Media.Sort.VOICE),
                new ChatPart.Place("1.5", "-2", null, "Dam 1", null),
                new ChatPart.Card("Jan", null, List.of("+31"), List.of()),
                new ChatPart.Choice("Yes", null, "yes"),
                new ChatPart.Form(null, List.of(new ChatPart.Form.Answer("size", "L"))),
                new ChatPart.Order(
                    "c1", List.of(new ChatPart.Order.Line("LAMP", "2", "30.0", null))),
                new ChatPart.Share("story_mention", "Ours", "https://example.org"),
                new ChatPart.Line("A die: 6"),
                new ChatPart.Unsupported("hologram", "{}"),
                new ChatPart.Notice(
                    ChatPart.Notice.What.CHANGED, new Identity("phone", "+32"), "Changed")),
            new ChatFields.Answered("wamid.0", "Shall we?"),
            ChatFields.Forwarding.OFTEN,
            new ChatFields.Referral("ad", "Lamps", null, "https://example.org", null));
    Amendments amendments =
        Amendments.NONE
            .with(new Amendment.Reacted(NOW, KIM.toString(), null, "👍"))
            .with(new Amendment.Reacted(NOW, Amendment.US, new UserId("marco"), null))
            .with(
                new Amendment.Edited(
                    NOW, false, MessageBody.ofText("Look there"), ChatFields.ofWords("Look there")))
            .with(new Amendment.Deleted(NOW, false));
    Entry message =
        new Entry.InboundMessage(
            id("in"),
            NOW,
            new ContactId(Ulid.derived(NOW, "kim")),
            KIM,
            "Kim",
            null,
            MessageBody.ofText("Look"),
            List.of(
                new StoredFile(
                    "voice.ogg",
                    "audio/ogg",
                    0,
                    null,
                    false,
                    new StoredFile.State.Fetching("77", 3))),
            "wamid.1",
            "webhook/1",
            Entry.Evidence.OPEN_CHAT,
            null,
            null,
            chat,
            amendments);
    assertThat(again(message)).isEqualTo(message);
  }

  @Test
  void a_message_of_ours_is_read_as_it_was_written() {
    for (ChatAct act :
        List.of(
            new ChatAct.Reply(id("in"), "wamid.1"),
            new ChatAct.Reaction(id("in"), "wamid.1", null),
            new ChatAct.Reaction(id("in"), "wamid.1", "👍"),
            new ChatAct.Call("+31698765432", CallProgress.BEGUN),
            new ChatAct.Call("+31698765432", new CallProgress(true, true, 42)),
            new ChatAct.Template(
                "parcel_arrived",
                "nl",
                new ChatAct.Template.Header.Words(new ChatAct.Template.Value(null, "Kim")),
                List.of(new ChatAct.Template.Value("day", "Friday")),
                List.of(new ChatAct.Template.Button(0, "url", "10482")),
                new ChatAct.Template.Look("Hello Kim", "Harbour Goods", List.of("Follow"))),
            above(new ChatAct.Template.Header.Media("document")),
            above(
                new ChatAct.Template.Header.Place(
                    new BigDecimal("52.6424"), new BigDecimal("-5.060"), "Shop", "Kade 1")),
            above(
                new ChatAct.Template.Header.Shown(
                    new ChatAct.Template.Product("1948", "HG-1", null))),
            offering(new ChatAct.Template.Offer("Weekend", NOW)),
            offering(new ChatAct.Template.Offer("Weekend", null)),
            new ChatAct.Template(
                "winter",
                "nl",
                null,
                null,
                List.of(),
                List.of(),
                List.of(
                    new ChatAct.Template.Card(
                        "A lamp for € 20",
                        List.of(new ChatAct.Template.Value(null, "€ 20")),
                        List.of(new ChatAct.Template.Button(1, "url", "lamp")),
                        List.of("Keep it", "See")),
                    new ChatAct.Template.Card("", List.of(), List.of(), List.of()),
                    new ChatAct.Template.Card(
                        new ChatAct.Template.Product("1948", "HG-1", "Rain coat"),
                        "",
                        List.of(),
                        List.of(),
                        List.of("View"))),
                new ChatAct.Template.Look(null, null, List.of())),
            above(null))) {
      Entry message = outbound(act);
      assertThat(again(message)).isEqualTo(message);
    }
    assertThat(again(outbound(null))).isEqualTo(outbound(null));
  }

  private static ChatAct offering(ChatAct.Template.Offer offer) {
    return new ChatAct.Template(
        "weekend",
        "nl",
        null,
        offer,
        List.of(),
        List.of(),
        List.of(),
        new ChatAct.Template.Look(null, null, List.of()));
  }

  private static ChatAct above(ChatAct.Template.@Nullable Header header) {
    return new ChatAct.Template(
        "above",
        "nl",
        header,
        List.of(),
        List.of(),
        new ChatAct.Template.Look(null, null, List.of()));
  }

  private static Entry outbound(@Nullable ChatAct act) {
    return new Entry.OutboundMessage(
        id("out"),
        NOW,
        new Actor.Agent(new UserId("marco")),
        KIM,
        null,
        MessageBody.ofText("Hello"),
        List.of(),
        "wamid.2",
        new DeliveryStatus.Sent(NOW, 1),
        act,
        Amendments.NONE.with(new Amendment.Reacted(NOW, KIM.toString(), null, "🎉")));
  }

  private static Entry again(Entry entry) {
    return EntryItem.read(
        EntryItem.write(new ConversationId(Ulid.derived(NOW, "conversation")), entry));
  }

  private static EntryId id(String name) {
    return new EntryId(Ulid.derived(NOW, name));
  }
}
