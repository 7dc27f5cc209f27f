package relais.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventPatternTest {
  private static final String EVENT =
      """
      {"source": "aws.ses", "detail": {"eventType": "Bounce", "size": 12, "to": ["a@x", "b@x"]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'source': ['aws.ses']} | true",
        "{'source': ['aws.s3', 'aws.ses']} | true",
        "{'source': ['aws.s3']} | false",
        "{'source': ['aws.ses'], 'detail': {'eventType': ['Send']}} | false",
        "{'source': [{'prefix': 'aws.'}]} | true",
        "{'source': [{'suffix': '.s3'}]} | false",
        "{'detail': {'eventType': [{'equals-ignore-case': 'bounce'}]}} | true",
        "{'detail': {'eventType': [{'anything-but': ['Send', 'Delivery']}]}} | true",
        "{'detail': {'eventType': [{'anything-but': 'Bounce'}]}} | false",
        "{'detail': {'missing': [{'anything-but': 'x'}]}} | false",
        "{'detail': {'missing': [{'exists': false}]}} | true",
        "{'detail': {'eventType': [{'exists': true}]}} | true",
        "{'detail': {'size': [{'numeric': ['>', 10, '<=', 12]}]}} | true",
        "{'detail': {'size': [{'numeric': ['>', 12]}]}} | false",
        "{'detail': {'size': [12.0]}} | true",
        "{'detail': {'to': ['b@x']}} | true",
        "{'detail': {'to': ['c@x']}} | false",
        "{'$or': [{'source': ['aws.s3']}, {'detail': {'size': [12]}}]} | true",
        "{'$or': [{'source': ['aws.s3']}, {'detail': {'size': [13]}}]} | false",
      })
  void an_event_matches_when_every_field_of_the_pattern_allows_it(
      String pattern, boolean expected) {
    EventPattern read = EventPattern.of(Json.read(pattern.replace('\'', '"')));
    assertThat(read.matches(Json.read(EVENT))).isEqualTo(expected);
  }

  @Test
  void without_patterns_everything_passes() {
    assertThat(EventPattern.anyMatches(List.of(), Json.read(EVENT))).isTrue();
  }

  @Test
  void an_unknown_test_is_an_error_and_not_a_silent_no() {
    EventPattern pattern = EventPattern.of(Json.read("{\"source\": [{\"wildcard\": \"a*\"}]}"));
    assertThatThrownBy(() -> pattern.matches(Json.read(EVENT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wildcard");
  }
}
