package relais.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SqsBatchTest {
  private final List<String> handled = new ArrayList<>();

  private static SQSMessage message(String id, @Nullable String group) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(id);
    message.setAttributes(group == null ? Map.of() : Map.of("MessageGroupId", group));
    return message;
  }

  private static SQSEvent event(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    return event;
  }

  private List<String> comeAgain(SQSEvent event) {
    SQSBatchResponse response =
        SqsBatch.eachOf(
            event,
            message -> {
              handled.add(message.getBody());
              if (message.getBody().startsWith("bad")) {
                throw new IllegalStateException("cannot");
              }
            });
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Test
  void all_good_messages_are_done() {
    assertThat(comeAgain(event(message("a", "g"), message("b", "g")))).isEmpty();
    assertThat(handled).containsExactly("a", "b");
  }

  @Test
  void a_bad_message_does_not_hold_up_other_groups() {
    assertThat(comeAgain(event(message("bad", "g"), message("b", "h")))).containsExactly("bad");
    assertThat(handled).containsExactly("bad", "b");
  }

  @Test
  void later_messages_of_the_same_group_wait_behind_a_bad_one() {
    assertThat(
            comeAgain(
                event(
                    message("a", "g"), message("bad", "g"), message("b", "h"), message("c", "g"))))
        .containsExactly("bad", "c");
    assertThat(handled).containsExactly("a", "bad", "b");
  }

  @Test
  void without_groups_every_message_stands_for_itself() {
    assertThat(comeAgain(event(message("bad", null), message("b", null), message("bad2", null))))
        .containsExactly("bad", "bad2");
    assertThat(handled).containsExactly("bad", "b", "bad2");
  }
}
