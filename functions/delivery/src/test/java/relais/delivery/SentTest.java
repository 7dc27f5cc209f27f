package relais.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.FileLimits;
import relais.channels.Outgoing;
import relais.channels.Part;
import relais.conversation.Actor;
import relais.conversation.Amendments;
import relais.conversation.ChatAct;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.conversation.Ulid;
import relais.conversation.UserId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SentTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

  private static ChatAct.Template.Card card(String text) {
    return new ChatAct.Template.Card(
        text,
        List.of(new ChatAct.Template.Value(null, text)),
        List.of(new ChatAct.Template.Button(0, "quick_reply", text)),
        List.of("Keep it"));
  }

  private static Outgoing.File file(String id) {
    return new Outgoing.File(
        Part.File.Kind.IMAGE, new Outgoing.File.Source.Uploaded(id), null, id + ".png");
  }

  private static StoredFile stored(String name) {
    return new StoredFile(
        name, "image/png", 3, null, false, new StoredFile.State.Stored("attachments/" + name));
  }

  @Test
  void each_card_leaves_with_the_file_in_its_place_all_in_one_message() {
    Entry.OutboundMessage message =
        new Entry.OutboundMessage(
            new EntryId(Ulid.derived(NOW, "out")),
            NOW,
            new Actor.Agent(new UserId("marco")),
            new Identity("phone", "+31612345678"),
            null,
            MessageBody.ofText("Look"),
            List.of(stored("coat.png"), stored("hat.png")),
            null,
            new DeliveryStatus.Queued(NOW, 0),
            new ChatAct.Template(
                "winter",
                "en",
                null,
                null,
                List.of(),
                List.of(),
                List.of(card("A coat"), card("A hat")),
                new ChatAct.Template.Look(null, null, List.of())),
            Amendments.NONE);
    List<FileLimits.Portion> portions = Sent.portions(message, FileLimits.NONE);
    assertThat(portions).containsExactly(new FileLimits.Portion(null, List.of(0, 1)));
    Outgoing.Template sent =
        (Outgoing.Template)
            Sent.of(message, portions.getFirst(), List.of(file("coat"), file("hat")));
    assertThat(sent.cards())
        .extracting(card -> card.media().name())
        .containsExactly("coat.png", "hat.png");
    assertThat(sent.cards())
        .extracting(card -> card.body().getFirst().text())
        .containsExactly("A coat", "A hat");
    assertThat(sent.cards().getLast().buttons())
        .containsExactly(
            new Outgoing.Template.Button(Outgoing.Template.Button.Sort.QUICK_REPLY, 0, "A hat"));
  }
}
