package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.MessageBody;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Conversations;

/// Splitting a conversation at a mail under another subject.
@Aws
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SplittingTest {
  private final Desk desk;

  SplittingTest(AwsParts aws) {
    desk = Desk.open(aws.fresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private static List<String> texts(Answer detail) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < detail.list("timeline").size(); i++) {
      if (detail.text("timeline." + i + ".kind").equals("message")) {
        texts.add(detail.text("timeline." + i + ".text"));
      }
    }
    return texts;
  }

  @Test
  void an_old_thread_with_a_new_subject_becomes_a_conversation_of_its_own() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    lamp = desk.more(lamp, "Very");
    lamp =
        desk.grow(
            lamp,
            desk.received(
                HarbourGoods.SUPPORT_INBOX,
                "jo@example.org",
                "By the way: a chair",
                MessageBody.ofText("I want a chair"),
                List.of()));
    lamp = desk.more(lamp, "And soon");
    Answer before = desk.get("sanne", Desk.path(lamp, ""));
    assertThat(before.at("timeline.2.newSubject")).isEqualTo(false);
    assertThat(before.at("timeline.3.newSubject")).isEqualTo(true);
    String entry = before.text("timeline.3.id");
    Answer split =
        desk.post("sanne", Desk.path(lamp, "/messages/" + entry + "/split"), null, Desk.seen(lamp));
    assertThat(split.status()).isEqualTo(200);
    assertThat(split.text("conversation.subject")).isEqualTo("By the way: a chair");
    Answer chair = desk.get("sanne", "/v1/conversations/" + split.text("conversation.id"));
    assertThat(texts(chair)).containsExactly("I want a chair", "And soon");
    assertThat(chair.text("related.0.relation.why")).isEqualTo("split-from");
    Answer left = desk.get("sanne", Desk.path(lamp, ""));
    assertThat(texts(left)).containsExactly("It is broken", "Very");
    assertThat(left.text("conversation.preview")).isEqualTo("Very");
    Answer again =
        desk.post(
            "sanne",
            Desk.path(lamp, "/messages/" + entry + "/split"),
            null,
            Desk.seen(desk.now(lamp)));
    assertThat(again.text("conversation.id"))
        .as("asked once more")
        .isEqualTo(split.text("conversation.id"));
    assertThat(desk.part(Conversations.class).movedTo(lamp.id(), new EntryId(entry)))
        .contains(new ConversationId(split.text("conversation.id")));
  }

  @Test
  void a_split_of_a_stale_reading_or_of_the_first_message_is_refused() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    String first = desk.get("sanne", Desk.path(lamp, "")).text("timeline.0.id");
    String path = Desk.path(lamp, "/messages/" + first + "/split");
    assertThat(desk.post("sanne", path, null, Desk.seen(lamp)).text("code"))
        .isEqualTo("not-splittable");
    desk.more(lamp, "Very");
    assertThat(desk.post("sanne", path, null, Desk.seen(lamp)).text("code"))
        .isEqualTo("message-crossed");
  }
}
