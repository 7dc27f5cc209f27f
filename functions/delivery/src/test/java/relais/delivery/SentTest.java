package relais.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  private static Entry.OutboundMessage message(
      ChatAct.Template.@Nullable Header header,
      List<ChatAct.Template.Button> buttons,
      List<ChatAct.Template.Card> cards,
      List<StoredFile> files) {
    return new Entry.OutboundMessage(
        new EntryId(Ulid.derived(NOW, "out")),
        NOW,
        new Actor.Agent(new UserId("marco")),
        new Identity("phone", "+31612345678"),
        null,
        MessageBody.ofText("Look"),
        files,
        null,
        new DeliveryStatus.Queued(NOW, 0),
        new ChatAct.Template(
            "winter",
            "en",
            header,
            null,
            List.of(),
            buttons,
            cards,
            new ChatAct.Template.Look(null, null, List.of())),
        Amendments.NONE);
  }

  @Test
  void products_leave_without_files_above_on_cards_and_behind_a_button() {
    ChatAct.Template.Product coat = new ChatAct.Template.Product("1948", "HG-1", "Rain coat");
    Entry.OutboundMessage message =
        message(
            new ChatAct.Template.Header.Shown(coat),
            List.of(
                new ChatAct.Template.Button(0, "mpm", "\tCoats\nHG-1"),
                new ChatAct.Template.Button(1, "catalog", "")),
            List.of(
                new ChatAct.Template.Card(coat, "", List.of(), List.of(), List.of("View")),
                new ChatAct.Template.Card(coat, "", List.of(), List.of(), List.of("View"))),
            List.of());
    Outgoing.Template sent =
        (Outgoing.Template)
            Sent.of(message, Sent.portions(message, FileLimits.NONE).getFirst(), List.of());
    Outgoing.Template.Header product = new Outgoing.Template.Header.Product("1948", "HG-1");
    assertThat(sent.header()).isEqualTo(product);
    assertThat(sent.cards())
        .extracting(Outgoing.Template.Card::above)
        .containsExactly(product, product);
    assertThat(sent.buttons())
        .containsExactly(
            new Outgoing.Template.Button(
                Outgoing.Template.Button.Sort.PRODUCT_LIST, 0, "\tCoats\nHG-1"),
            new Outgoing.Template.Button(Outgoing.Template.Button.Sort.WHOLE_CATALOGUE, 1, ""));
  }

  @Test
  void each_card_leaves_with_the_file_in_its_place_all_in_one_message() {
    Entry.OutboundMessage message =
        message(
            null,
            List.of(),
            List.of(card("A coat"), card("A hat")),
            List.of(stored("coat.png"), stored("hat.png")));
    List<FileLimits.Portion> portions = Sent.portions(message, FileLimits.NONE);
    assertThat(portions).containsExactly(new FileLimits.Portion(null, List.of(0, 1)));
    Outgoing.Template sent =
        (Outgoing.Template)
            Sent.of(message, portions.getFirst(), List.of(file("coat"), file("hat")));
    assertThat(sent.cards())
        .extracting(Outgoing.Template.Card::above)
        .containsExactly(
            new Outgoing.Template.Header.Media(file("coat")),
            new Outgoing.Template.Header.Media(file("hat")));
    assertThat(sent.cards())
        .extracting(card -> card.body().getFirst().text())
        .containsExactly("A coat", "A hat");
    assertThat(sent.cards().getLast().buttons())
        .containsExactly(
            new Outgoing.Template.Button(Outgoing.Template.Button.Sort.QUICK_REPLY, 0, "A hat"));
  }
}
