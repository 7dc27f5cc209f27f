package relais.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.UserId;
import relais.conversation.WritingHabit;
import relais.samples.Aws;
import relais.samples.AwsParts;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What is read ahead is asked for once, and old when the work wrote something.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class AheadTest {
  private static final UserId AMELIE = new UserId("amelie");
  private static final UserId CHIARA = new UserId("chiara");
  private static final WritingHabit SHORT = new WritingHabit("A.", false);

  private final List<String> asked = new ArrayList<>();
  private final Table table;
  private final WritingHabits habits;

  AheadTest(AwsParts aws) {
    table = new Table(recording(aws.clients().dynamoDb()), aws.fresh().table("Table"));
    habits = new WritingHabits(table);
  }

  private DynamoDbClient recording(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              asked.add(method.getName());
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @BeforeEach
  void amelie_writes_short_and_chiara_has_not_said() {
    habits.save(AMELIE, SHORT);
    asked.clear();
  }

  private Ahead both() {
    return new Ahead(table).writingHabit(AMELIE).writingHabit(CHIARA);
  }

  @Test
  void what_is_there_and_what_is_not_is_known_from_one_request() {
    both()
        .during(
            () -> {
              assertThat(habits.find(AMELIE)).contains(SHORT);
              assertThat(habits.find(CHIARA)).isEmpty();
            });
    assertThat(asked).containsExactly("batchGetItem");
  }

  @Test
  void a_second_question_is_asked_anew() {
    Optional<WritingHabit> second =
        both()
            .during(
                () -> {
                  assertThat(habits.find(AMELIE)).contains(SHORT);
                  return habits.find(AMELIE);
                });
    assertThat(second).contains(SHORT);
    assertThat(asked).containsExactly("batchGetItem", "getItem");
  }

  @Test
  void after_a_write_everything_is_asked_anew() {
    both()
        .during(
            () -> {
              habits.save(CHIARA, SHORT);
              assertThat(habits.find(CHIARA)).contains(SHORT);
              assertThat(habits.find(AMELIE)).contains(SHORT);
            });
    assertThat(asked).containsExactly("batchGetItem", "putItem", "getItem", "getItem");
  }

  @Test
  void of_many_only_those_are_asked_for_that_were_not_read() {
    new Ahead(table)
        .writingHabit(AMELIE)
        .during(
            () -> {
              assertThat(
                      table.getAll(
                          List.of(TableKeys.writingHabit(CHIARA), TableKeys.writingHabit(AMELIE))))
                  .hasSize(1);
            });
    assertThat(asked).containsExactly("batchGetItem", "batchGetItem");
  }

  @Test
  void work_within_work_leaves_nothing_old_to_the_work_around_it() {
    both()
        .during(
            () -> {
              new Ahead(table).writingHabit(AMELIE).during(() -> habits.save(CHIARA, SHORT));
              assertThat(habits.find(CHIARA)).contains(SHORT);
            });
  }

  @Test
  void nothing_is_known_after_the_work() {
    both().during(() -> {});
    assertThat(habits.find(AMELIE)).contains(SHORT);
    assertThat(asked).containsExactly("batchGetItem", "getItem");
  }
}
