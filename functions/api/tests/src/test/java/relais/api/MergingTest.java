package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.Conversation;
import relais.conversation.Status;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

/// Merging by hand, and taking it back.
@Aws
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MergingTest {
  private final Desk desk;

  MergingTest(AwsParts aws) {
    desk = Desk.open(aws.fresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Conversation mail(String subject) {
    return desk.mail(HarbourGoods.SUPPORT_INBOX, subject, "Text of " + subject);
  }

  private Answer merge(Conversation one, Conversation into) {
    return desk.post(
        "sanne",
        Desk.path(one, "/merge"),
        "{\"into\":\"%s\",\"version\":%d}".formatted(into.id(), into.versions().current()),
        Desk.seen(one));
  }

  @Test
  void a_merged_conversation_is_read_and_answered_where_it_went() {
    Conversation lamp = mail("A lamp");
    Conversation again = mail("The lamp again");
    Answer merged = merge(again, lamp);
    assertThat(merged.status()).isEqualTo(200);
    assertThat(merged.text("conversation.id")).isEqualTo(lamp.id().value());
    Answer detail = desk.get("sanne", Desk.path(lamp, ""));
    assertThat(detail.text("timeline.0.text")).isEqualTo("Text of A lamp");
    assertThat(texts(detail)).contains("Text of The lamp again");
    Answer gone = desk.get("sanne", Desk.path(again, ""));
    assertThat(gone.text("conversation.status")).isEqualTo("merged");
    assertThat(gone.text("merged.id")).isEqualTo(lamp.id().value());
    Answer refused =
        desk.post(
            "sanne",
            Desk.path(again, "/notes"),
            "{\"html\":\"<p>x</p>\",\"text\":\"x\"}",
            Desk.key("merged-note"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("merged");
    assertThat(ids(desk.get("sanne", "/v1/conversations?view=new")))
        .contains(lamp.id().value())
        .doesNotContain(again.id().value());
    String entry = entryWith(detail, "Text of The lamp again");
    assertThat(desk.get("sanne", Desk.path(lamp, "/messages/" + entry + "/body")).text("text"))
        .isEqualTo("Text of The lamp again");
    assertThat(merge(desk.now(again), desk.now(lamp)).status()).as("once more").isEqualTo(200);
  }

  private static List<String> texts(Answer detail) {
    return java.util.stream.IntStream.range(0, detail.list("timeline").size())
        .filter(i -> detail.text("timeline." + i + ".kind").equals("message"))
        .mapToObj(i -> detail.text("timeline." + i + ".text"))
        .toList();
  }

  private static List<String> ids(Answer rows) {
    return java.util.stream.IntStream.range(0, rows.list("items").size())
        .mapToObj(i -> rows.text("items." + i + ".id"))
        .toList();
  }

  private static String entryWith(Answer detail, String text) {
    for (int i = 0; i < detail.list("timeline").size(); i++) {
      if (detail.text("timeline." + i + ".kind").equals("message")
          && detail.text("timeline." + i + ".text").equals(text)) {
        return detail.text("timeline." + i + ".id");
      }
    }
    throw new AssertionError("No message says " + text);
  }

  @Test
  void a_long_merged_timeline_is_paged_in_one_order() {
    Conversation one = mail("Long one");
    Conversation other = mail("Long other");
    for (int i = 0; i < 40; i++) {
      one = desk.more(one, "one " + i);
      other = desk.more(other, "other " + i);
    }
    assertThat(merge(one, other).status()).isEqualTo(200);
    Answer newest = desk.get("sanne", Desk.path(other, ""));
    Answer earlier =
        desk.get("sanne", Desk.path(other, "/timeline?cursor=" + newest.text("earlier")));
    List<String> all = new java.util.ArrayList<>(texts(earlier));
    all.addAll(texts(newest));
    List<String> expected =
        new java.util.ArrayList<>(List.of("Text of Long one", "Text of Long other"));
    for (int i = 0; i < 40; i++) {
      expected.add("one " + i);
      expected.add("other " + i);
    }
    assertThat(all).isEqualTo(expected);
    assertThat(earlier.at("earlier")).isEqualTo(Answer.NONE);
  }

  @Test
  void a_merge_is_refused_when_somebody_wrote_in_either_and_taken_back_within_the_hour() {
    Conversation lamp = mail("Crossed lamp");
    Conversation chair = mail("Crossed chair");
    Conversation stale = lamp;
    lamp = desk.more(lamp, "One more thing");
    assertThat(merge(chair, stale).text("code")).isEqualTo("message-crossed");
    assertThat(merge(stale, chair).text("code")).isEqualTo("message-crossed");
    assertThat(merge(chair, chair).status()).isEqualTo(400);
    assertThat(merge(chair, lamp).status()).isEqualTo(200);
    assertThat(desk.now(chair).status()).isInstanceOf(Status.Merged.class);
    Answer back = desk.post("sanne", Desk.path(chair, "/unmerge"), "{}", java.util.Map.of());
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("conversation.status")).isEqualTo("open");
    assertThat(texts(desk.get("sanne", Desk.path(lamp, ""))))
        .containsExactly("Text of Crossed lamp", "One more thing");
    assertThat(merge(desk.now(chair), desk.now(lamp)).status()).isEqualTo(200);
    desk.clock().advance(Duration.ofHours(1));
    assertThat(
            desk.post("sanne", Desk.path(chair, "/unmerge"), "{}", java.util.Map.of()).text("code"))
        .isEqualTo("not-mergeable");
  }

  @Test
  void nobody_merges_into_what_they_may_not_see() {
    Conversation support = mail("Mine");
    Conversation sales = desk.mail(HarbourGoods.SALES_INBOX, "Theirs", "Secret");
    assertThat(merge(support, sales).status()).isEqualTo(404);
  }
}
