package relais.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileTypesTest {
  @Test
  void P14_a_file_name_has_no_path_and_a_type_no_parameters() {
    assertThat(FileTypes.name("../..", "document", "application/pdf")).isEqualTo("document.pdf");
    assertThat(FileTypes.name("a".repeat(500) + ".pdf", "document", "application/pdf"))
        .hasSize(200)
        .endsWith(".pdf");
    assertThat(FileTypes.plain("text/html<script>")).isEqualTo("application/octet-stream");
  }
}
