package relais.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.conversation.InboundItem;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InboundItemJsonTest {
  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void an_item_written_and_read_again_is_the_same(long seed) {
    InboundItem item = AnyItem.of(new Random(seed));
    assertThat(InboundItemJson.read(InboundItemJson.write(item))).isEqualTo(item);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void members_of_a_later_version_are_passed_over(long seed) {
    InboundItem item = AnyItem.of(new Random(seed));
    String later =
        InboundItemJson.write(item)
            .replaceFirst("\\{", "{\"later\":{\"a\":[1,null,{\"b\":true}]},\"laterToo\":2.5,");
    assertThat(InboundItemJson.read(later)).isEqualTo(item);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "private words",
        "[]",
        "{\"kind\":\"private words\"",
        "{\"kind\":\"received\",\"source\":7}",
        "{\"kind\":\"status\",\"source\":\"s\",\"receivedAt\":\"private words\"}",
        "{} {}"
      })
  void what_is_no_item_is_refused_without_quoting_it(String text) {
    assertThatThrownBy(() -> InboundItemJson.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("private words");
  }

  @Test
  void an_unknown_kind_is_named() {
    assertThatThrownBy(() -> InboundItemJson.read("{\"kind\":\"postcard\"}"))
        .hasMessage("There is no inbound item of kind postcard");
  }
}
