package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SuspiciousMailTest {
  private static final Instant LATER = NOON.plus(Duration.ofHours(3));
  private static final LabelId SPAM = new LabelId("spam");
  private static final Verdicts SUSPICIOUS =
      new Verdicts(Verdict.PASS, Verdict.PASS, Verdict.GRAY, null, Verdict.FAIL, Verdict.PASS);

  private static Settings settings(MailPolicy.OnSpam onSpam) {
    Settings usual =
        Fixtures.settings(
            rule("lamps", 1, List.of("lamp"), actions(List.of(URGENT), FINANCE, false)));
    return new Settings(
        usual.version(),
        usual.workspace(),
        List.of(
            new Inbox.Email(
                    new InboxId("support"),
                    "Support",
                    SUPPORT,
                    MailAddress.parse("support@harbourgoods.example"),
                    List.of(),
                    "Harbour Goods")
                .with(new MailPolicy(onSpam, false))),
        usual.teams(),
        usual.users(),
        usual.labels(),
        usual.rules());
  }

  private static InboundItem.Received spam(String source, Instant at) {
    return mail(source, at, "A lamp", "Cheap lamps").with(new Postmark(at, 1, SUSPICIOUS));
  }

  private static Decision.Changed begin(MailPolicy.OnSpam onSpam) {
    return Incoming.begin(spam("first", NOON), start(), settings(onSpam), ids(NOON), NOON);
  }

  @Test
  void C120_a_message_bears_what_the_receiving_server_found_out() {
    assertThat(begin(new MailPolicy.OnSpam.Deliver()).entries().getFirst())
        .isInstanceOfSatisfying(
            Entry.InboundMessage.class,
            message -> assertThat(message.verdicts()).isEqualTo(SUSPICIOUS));
  }

  @Test
  void C121_spam_that_is_delivered_is_like_any_other_mail() {
    Conversation conversation = begin(new MailPolicy.OnSpam.Deliver()).conversation();
    assertThat(conversation.status()).isEqualTo(new Status.Open());
    assertThat(conversation.labels()).isEqualTo(Set.of(URGENT));
  }

  @Test
  void C122_spam_may_be_labelled_and_closed_at_once_and_no_rule_runs() {
    Decision.Changed begun = begin(new MailPolicy.OnSpam.Close(SPAM));
    assertThat(begun.conversation().status())
        .isEqualTo(new Status.Closed(NOON, new Actor.Relais("mail-policy")));
    assertThat(begun.conversation().labels()).isEqualTo(Set.of(SPAM));
    assertThat(begun.conversation().activity().waitingSince()).isNull();
    assertThat(happenings(begun.entries()))
        .containsExactly(
            new Happening.Created(new InboxId("support"), SUPPORT),
            new Happening.Labelled(SPAM),
            new Happening.Closed());
  }

  @Test
  void C123_spam_of_such_an_inbox_opens_nothing_again_and_leaves_what_is_open() {
    Settings settings = settings(new MailPolicy.OnSpam.Close(SPAM));
    Decision.Changed closed =
        Incoming.grow(
            closedAt(NOON.plusSeconds(60)),
            spam("second", LATER),
            Entry.Evidence.MESSAGE_ID,
            settings,
            ids(LATER),
            LATER);
    assertThat(closed.conversation().status()).isInstanceOf(Status.Closed.class);
    assertThat(closed.entries()).hasSize(1);
    Decision.Changed open =
        Incoming.grow(
            open(), spam("second", LATER), Entry.Evidence.MESSAGE_ID, settings, ids(LATER), LATER);
    assertThat(open.conversation().status()).isEqualTo(new Status.Open());
    assertThat(open.conversation().labels()).isEmpty();
  }
}
