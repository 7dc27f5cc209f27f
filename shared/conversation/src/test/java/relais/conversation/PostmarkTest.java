package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.NOON;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PostmarkTest {
  @Test
  void C210_a_mail_is_the_one_that_is_here_when_all_of_it_is_the_same() {
    Postmark postmark = new Postmark(NOON, 1, null, "of jo");
    assertThat(postmark.isOf("of jo")).isTrue();
    assertThat(postmark.isOf("of eve")).isFalse();
    assertThat(postmark.isOf(null)).isFalse();
  }

  @Test
  void C210_a_mail_that_cannot_be_known_again_is_never_the_same() {
    assertThat(new Postmark(NOON, 1, null).isOf(null)).isFalse();
  }
}
