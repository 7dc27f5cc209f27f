package relais.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OptionsTest {
  @Test
  void a_flag_wins_over_a_variable_which_wins_over_the_default() {
    Options options =
        Options.parse(
            List.of("--checkout", "/c", "--port", "9000", "--data", "kept"),
            Map.of("RELAIS_PORT", "9100", "RELAIS_SMTP_PORT", "9101"));
    assertThat(options)
        .isEqualTo(
            new Options(
                Path.of("/c"),
                Path.of("/c/kept"),
                new Options.Ports(9000, 9101, 8027, 8028, 8029, 8030),
                2,
                false,
                true,
                false));
  }

  @Test
  void what_cannot_be_understood_is_said() {
    assertThatThrownBy(() -> Options.parse(List.of("--prot", "1"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("There is no flag --prot.");
    assertThatThrownBy(() -> Options.parse(List.of("--port", "80000"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--port takes a number from 1 to 65535, not '80000'.");
    assertThatThrownBy(() -> Options.parse(List.of("--port"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--port needs a value.");
  }
}
