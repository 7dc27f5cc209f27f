package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relais.conversation.Placeholders.Fault;
import relais.conversation.Placeholders.Fault.Reason;
import relais.conversation.Placeholders.Filling;
import relais.conversation.Placeholders.Values;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlaceholdersTest {
  private static final Values KNOWN =
      new Values("Chiara Rossi", "#10482", "Sanne de Vries", "Harbour Goods");
  private static final Values NOBODY = new Values(null, "#10482", null, "Harbour Goods");

  @ParameterizedTest
  @CsvSource({
    "{{contact.name}},        Chiara Rossi",
    "{{contact.first_name}},  Chiara",
    "{{case}},                #10482",
    "{{agent.name}},          Sanne de Vries",
    "{{agent.first_name}},    Sanne",
    "{{inbox.name}},          Harbour Goods",
    "{{ Contact.Name | you }}, Chiara Rossi",
  })
  void C140_a_placeholder_becomes_what_it_stands_for(String template, String words) {
    assertThat(Placeholders.fillText("Hello " + template + "!", KNOWN))
        .isEqualTo(new Filling.Filled("Hello " + words + "!"));
  }

  @ParameterizedTest
  @CsvSource({
    "{{contact.first_name|there}},   there",
    "{{contact.name| dear friend }}, dear friend",
    "{{agent.name|}},                ''",
  })
  void C141_what_nothing_is_known_of_becomes_its_fallback(String template, String words) {
    assertThat(Placeholders.fillText(template, NOBODY)).isEqualTo(new Filling.Filled(words));
  }

  @Test
  void C141_an_address_or_a_number_is_no_name() {
    for (String name : List.of("chiara@example.org", "+39 055 123", " ")) {
      assertThat(
              Placeholders.fillText(
                  "Hi {{contact.first_name|there}}", new Values(name, null, null, null)))
          .isEqualTo(new Filling.Filled("Hi there"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Rossi, Chiara', Chiara",
    "Chiara,          Chiara",
    "'Chiara,',       Chiara",
    "'  Jean Luc  M', Jean",
  })
  void C140_a_first_name_is_the_first_of_the_given_names(String name, String first) {
    assertThat(Placeholders.fillText("{{contact.first_name}}", new Values(name, null, null, null)))
        .isEqualTo(new Filling.Filled(first));
  }

  @Test
  void C142_what_cannot_be_filled_in_is_named_and_nothing_is_sent() {
    assertThat(
            Placeholders.fillText(
                "Dear {{contact.nam}}, {{contact.name}} {{case} {{order|x}}", NOBODY))
        .isEqualTo(
            new Filling.Faulty(
                List.of(
                    new Fault("{{contact.nam}}", Reason.UNKNOWN),
                    new Fault("{{contact.name}}", Reason.NO_VALUE),
                    new Fault("{{case} {{order|x}}", Reason.UNCLOSED),
                    new Fault("{{order|x}}", Reason.UNKNOWN))));
  }

  @Test
  void C142_a_long_fault_is_shown_by_its_beginning() {
    assertThat(Placeholders.fillText("{{" + "a".repeat(80) + "}}", KNOWN))
        .isEqualTo(
            new Filling.Faulty(List.of(new Fault("{{" + "a".repeat(38) + "…", Reason.UNKNOWN))));
  }

  @Test
  void C143_in_html_values_are_escaped_and_fallbacks_are_html_already() {
    Values rude = new Values("<b onclick='x'>O\"Neil & Sons</b>", null, null, null);
    assertThat(Placeholders.fillHtml("<p>{{contact.name}}</p>", rude))
        .isEqualTo(
            new Filling.Filled(
                "<p>&lt;b onclick=&#39;x&#39;&gt;O&quot;Neil &amp; Sons&lt;/b&gt;</p>"));
    assertThat(Placeholders.fillHtml("{{contact.name|Tom &amp; Co}}", NOBODY))
        .isEqualTo(new Filling.Filled("Tom &amp; Co"));
  }

  @Test
  void C143_tags_within_the_braces_stay_and_stay_balanced() {
    assertThat(Placeholders.fillHtml("<p>{{contact.<b>first</b>_name&nbsp;}}</p>", KNOWN))
        .isEqualTo(new Filling.Filled("<p>Chiara<b></b></p>"));
    assertThat(Placeholders.fillHtml("<p><i>{{contact.</i>name|you}}</p>", NOBODY))
        .isEqualTo(new Filling.Filled("<p><i>you</i></p>"));
    assertThat(Placeholders.fillHtml("{<b>{case}</b>}", KNOWN))
        .isEqualTo(new Filling.Filled("#10482<b></b>"));
  }

  @Test
  void C144_braces_behind_a_backslash_are_meant_as_they_are() {
    assertThat(Placeholders.fillText("Write \\{{ user }} or \\{{", KNOWN))
        .isEqualTo(new Filling.Filled("Write {{ user }} or {{"));
  }

  @Test
  void C144_values_are_not_filled_in_again() {
    assertThat(
            Placeholders.fillText(
                "{{contact.name}}", new Values("{{agent.name}} $1 \\x", null, "Sanne", null)))
        .isEqualTo(new Filling.Filled("{{agent.name}} $1 \\x"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C142_no_double_braces_leave_that_no_backslash_stood_before(long seed) {
    Random random = new Random(seed);
    List<String> pieces =
        List.of("{{", "}}", "{", "}", "|", "case", "contact.name", "<b>", "</b>", " ", "x", "\n");
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      template.append(pieces.get(random.nextInt(pieces.size())));
    }
    if (Placeholders.fillHtml(template.toString(), KNOWN) instanceof Filling.Filled(String words)) {
      assertThat(words.replaceAll("<[^<>]*>", "")).doesNotContain("{{");
    } else {
      assertThat(template.toString().replaceAll("<[^<>]*>", "")).contains("{{");
    }
  }
}
