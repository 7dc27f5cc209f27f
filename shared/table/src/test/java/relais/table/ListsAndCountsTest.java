package relais.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relais.table.TestConversations.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.EntryIds;
import relais.conversation.Ownerships;
import relais.conversation.Sorting;
import relais.conversation.UserId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListsAndCountsTest {
  private static final Actor SANNE = new Actor.Agent(new UserId("sanne"));
  private static final ConversationList NEW = new ConversationList.Unowned(HarbourGoods.SUPPORT);
  private static final ConversationList OWNED = new ConversationList.Owned(HarbourGoods.SUPPORT);
  private static final ConversationList CLOSED = new ConversationList.Closed(HarbourGoods.SUPPORT);
  private static final ConversationList MINE = new ConversationList.Mine(new UserId("sanne"));

  private final Conversations conversations;
  private final Decisions decisions;
  private final Arrivals arrivals;
  private final Lists lists;
  private final Counts counts;
  private final List<Conversation> states = new ArrayList<>();

  ListsAndCountsTest(AwsParts aws) {
    // A table of its own for each test: these count everything there is.
    AwsParts fresh = aws.fresh();
    Table table = new Table(fresh.clients().dynamoDb(), fresh.table("Table"));
    conversations = new Conversations(table);
    decisions = new Decisions(table);
    arrivals = new Arrivals(table);
    lists = new Lists(table);
    counts = new Counts(table);
  }

  @Test
  void pages_of_merged_lists_are_complete_ordered_and_without_repeats() {
    List<Conversation> begun = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      begun.add(begin("c" + i, i));
    }
    for (int i = 0; i < 23; i += 3) {
      assign(begun.get(i));
    }
    List<Row> rows = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      Lists.Page page = lists.page(List.of(NEW, OWNED), cursor, 5);
      rows.addAll(page.rows());
      cursor = page.next();
      pages++;
    } while (cursor != null);
    assertThat(pages).isEqualTo(5);
    assertThat(rows)
        .extracting(Row::id)
        .containsExactlyElementsOf(begun.reversed().stream().map(Conversation::id).toList());
    assertThat(lists.page(List.of(MINE), null, 50).rows()).hasSize(8);
    assertThat(rows.getFirst())
        .isEqualTo(Row.of(conversations.find(begun.getLast().id()).orElseThrow()));
  }

  @Test
  void a_page_is_whole_however_its_conversations_are_spread_over_the_lists() {
    List<Conversation> begun = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      begun.add(begin("s" + i, i));
    }
    // The newest 30 and every fifth before them are owned.
    for (int i = 0; i < 60; i++) {
      if (i >= 30 || i % 5 == 0) {
        assign(begun.get(i));
      }
    }
    close(conversations.find(begun.get(59).id()).orElseThrow());
    List<ConversationId> newest = begun.reversed().stream().skip(1).map(Conversation::id).toList();
    for (int limit : new int[] {1, 19, 20, 21, 29, 30, 31, 40, 58, 59, 100}) {
      Lists.Page page = lists.page(List.of(NEW, OWNED), null, limit);
      assertThat(page.rows())
          .as("%d rows", limit)
          .extracting(Row::id)
          .containsExactlyElementsOf(newest.subList(0, Math.min(limit, 59)));
      assertThat(page.next() == null).as("%d rows", limit).isEqualTo(limit >= 59);
    }
    assertThat(lists.page(List.of(NEW, OWNED, CLOSED), null, 60).rows()).hasSize(60);
  }

  @Test
  void a_cursor_that_is_not_ours_is_refused() {
    assertThatThrownBy(() -> lists.page(List.of(NEW), "' OR 1=1", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not a cursor of ours");
  }

  @Test
  void counts_are_exact_whatever_is_seen_twice_late_or_out_of_order() {
    for (int i = 0; i < 9; i++) {
      begin("n" + i, i);
    }
    Conversation owned = assign(states.get(0));
    assign(states.get(1));
    close(owned);
    counts.count(states);
    Random random = new Random(11);
    for (int round = 0; round < 5; round++) {
      List<Conversation> again = new ArrayList<>(states);
      Collections.shuffle(again, random);
      assertThat(counts.count(again.subList(0, 7))).isFalse();
    }
    assertCounts(7, 1, 1, 1);
    assertThat(counts.count(List.of(close(states.get(2))))).isTrue();
    assertCounts(6, 1, 2, 1);
  }

  private void assertCounts(long unowned, long owned, long closed, long mine) {
    Map<String, Long> loaded = counts.load();
    assertThat(
            List.of(
                Counts.of(loaded, NEW),
                Counts.of(loaded, OWNED),
                Counts.of(loaded, CLOSED),
                Counts.of(loaded, MINE)))
        .containsExactly(unowned, owned, closed, mine);
  }

  private Conversation begin(String name, int minutes) {
    Decision.Changed begun = begun(name, NOW.plus(Duration.ofMinutes(minutes)));
    assertThat(arrivals.begin(begun, intake(name, null))).isEqualTo(Saved.DONE);
    states.add(begun.conversation());
    return begun.conversation();
  }

  private Conversation assign(Conversation conversation) {
    return save(
        conversation,
        Ownerships.assign(
            conversation,
            SANNE,
            99,
            new UserId("sanne"),
            null,
            HarbourGoods.settings(),
            ids(conversation),
            NOW));
  }

  private Conversation close(Conversation conversation) {
    return save(conversation, Sorting.close(conversation, SANNE, 99, ids(conversation), NOW));
  }

  private Conversation save(Conversation before, Decision decision) {
    Decision.Changed changed = (Decision.Changed) decision;
    assertThat(decisions.save(before, changed, null)).isEqualTo(Saved.DONE);
    states.add(changed.conversation());
    return changed.conversation();
  }

  private static EntryIds ids(Conversation conversation) {
    byte[] chance = new byte[10];
    new Random(conversation.hashCode()).nextBytes(chance);
    return EntryIds.startingAt(NOW, chance);
  }
}
