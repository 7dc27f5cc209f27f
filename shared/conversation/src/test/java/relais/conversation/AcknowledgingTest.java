package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.ANNA;
import static relais.conversation.Fixtures.CUSTOMER;
import static relais.conversation.Fixtures.NOON;
import static relais.conversation.Fixtures.SUPPORT;
import static relais.conversation.Fixtures.actions;
import static relais.conversation.Fixtures.closedAt;
import static relais.conversation.Fixtures.entry;
import static relais.conversation.Fixtures.ids;
import static relais.conversation.Fixtures.mail;
import static relais.conversation.Fixtures.reply;
import static relais.conversation.Fixtures.rule;
import static relais.conversation.Fixtures.settings;
import static relais.conversation.Fixtures.start;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Acknowledging.Answer;
import relais.conversation.Acknowledging.Earlier;
import relais.conversation.Acknowledging.Running;
import relais.mail.MailAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AcknowledgingTest {
  private static final Inbox.Email INBOX =
      new Inbox.Email(
              new InboxId("support"),
              "Support",
              SUPPORT,
              MailAddress.parse("support@harbourgoods.example"),
              List.of(),
              "Harbour Goods")
          .with(
              new Acknowledgement(
                  true,
                  Language.ENGLISH,
                  Map.of(
                      Language.ENGLISH,
                      new Acknowledgement.Wording("Hello {{contact.name|you}}, {{case}}", null),
                      Language.DUTCH,
                      new Acknowledgement.Wording("Dank u", "Tot morgen")),
                  new Acknowledgement.Limits(2, 3)));

  private static InboundItem.Received first(@Nullable Language language) {
    return mail("first", NOON, "A lamp", "It is broken")
        .with(
            new InboundItem.Envelope(null, List.of(), null, new InboundItem.Answerable(language)));
  }

  private static Decision.Changed begun(InboundItem.Received item, Rule... rules) {
    return Incoming.begin(item, start(), settings(rules), ids(NOON), NOON);
  }

  private static Answer answer(Inbox.Email inbox, @Nullable Language language, Earlier earlier) {
    InboundItem.Received item = first(language);
    return Acknowledging.answer(item, begun(item), inbox, earlier, ids(NOON), NOON);
  }

  private static Entry.OutboundMessage told(Answer answer) {
    return switch (answer) {
      case Answer.Told(Entry.OutboundMessage message) -> message;
      case Answer.Held _, Answer.Silence _ -> throw new AssertionError("Not told: " + answer);
    };
  }

  private static String words(Inbox.Email inbox, @Nullable Language language) {
    return told(answer(inbox, language, Earlier.NOTHING)).body().text();
  }

  private static boolean mayAnswer(InboundItem.Received item) {
    return Acknowledging.mayAnswer(item, INBOX, withInboxes(INBOX));
  }

  private static Settings withInboxes(Inbox inbox) {
    Settings usual = settings();
    return new Settings(
        1,
        usual.workspace(),
        List.of(inbox),
        usual.teams(),
        usual.users(),
        usual.labels(),
        usual.rules());
  }

  @Test
  void C152_who_begins_is_told_in_their_language_or_the_fallback() {
    assertThat(words(INBOX, Language.DUTCH)).isEqualTo("Dank u");
    assertThat(words(INBOX, Language.FRENCH)).isEqualTo("Hello Jo, #10482");
    assertThat(words(INBOX, null)).isEqualTo("Hello Jo, #10482");
  }

  @Test
  void C152_other_words_are_used_outside_business_hours_where_there_are_any() {
    Inbox.Email atNight =
        INBOX.withHours(
            new BusinessHours(
                ZoneId.of("UTC"),
                Map.of(
                    DayOfWeek.MONDAY,
                    List.of(new BusinessHours.Interval(LocalTime.of(1, 0), LocalTime.of(2, 0)))),
                Collections.emptySortedSet()));
    assertThat(words(atNight, Language.DUTCH)).isEqualTo("Tot morgen");
    assertThat(words(atNight, Language.ENGLISH)).isEqualTo("Hello Jo, #10482");
  }

  @Test
  void C152_it_is_an_answer_to_the_mail_with_the_case_number() {
    Entry.OutboundMessage message = told(answer(INBOX, null, Earlier.NOTHING));
    assertThat(message.author()).isEqualTo(Acknowledging.AUTHOR);
    assertThat(message.isAutomatic()).isTrue();
    assertThat(message.recipients()).containsExactly(CUSTOMER);
    MailFields fields = Objects.requireNonNull(message.mail());
    assertThat(fields.subject()).isEqualTo("Re: A lamp [#10482]");
  }

  @Test
  void C152_who_opens_a_conversation_again_is_told_and_who_writes_on_is_not() {
    InboundItem.Received again =
        mail("again", NOON.plusSeconds(900), "Re: A lamp", "Broken again")
            .with(
                new InboundItem.Envelope(
                    null, List.of(), null, new InboundItem.Answerable(Language.DUTCH)));
    Instant now = NOON.plusSeconds(901);
    assertThat(grown(closedAt(NOON.plusSeconds(60)), again, now)).isInstanceOf(Answer.Told.class);
    assertThat(grown(begun(first(null)).conversation(), again, now))
        .isInstanceOf(Answer.Silence.class);
  }

  private static Answer grown(Conversation before, InboundItem.Received item, Instant now) {
    Decision.Changed grown =
        Incoming.grow(before, item, Entry.Evidence.MESSAGE_ID, settings(), ids(now), now);
    return Acknowledging.answer(item, grown, INBOX, Earlier.NOTHING, ids(now), now);
  }

  @Test
  void C153_nobody_is_told_twice_a_day() {
    Duration day = Duration.ofHours(24);
    assertThat(answer(INBOX, null, toldBefore(day.minusMillis(1))))
        .isInstanceOf(Answer.Silence.class);
    assertThat(answer(INBOX, null, toldBefore(day))).isInstanceOf(Answer.Told.class);
  }

  private static Earlier toldBefore(Duration ago) {
    return new Earlier(NOON.minus(ago), false, null, null);
  }

  @Test
  void C154_only_mail_that_a_machine_may_answer_is_answered() {
    assertThat(mayAnswer(first(null))).isTrue();
    assertThat(mayAnswer(mail("first", NOON, "A lamp", "It is broken"))).isFalse();
    assertThat(
            Acknowledging.mayAnswer(
                first(null), INBOX.with(Acknowledgement.NONE), withInboxes(INBOX)))
        .isFalse();
    InboundItem.Received automatic =
        Fixtures.automatic("first", NOON, "list")
            .with(Objects.requireNonNull(first(null).envelope()));
    assertThat(mayAnswer(automatic)).isFalse();
  }

  @Test
  void C154_suspicious_mail_is_not_answered() {
    Verdict pass = Verdict.PASS;
    Verdict fail = Verdict.FAIL;
    assertThat(mayAnswer(checked(new Verdicts(fail, pass, pass, null, pass, pass)))).isTrue();
    assertThat(mayAnswer(checked(new Verdicts(pass, pass, fail, "none", pass, pass)))).isFalse();
    assertThat(mayAnswer(checked(new Verdicts(pass, pass, pass, null, fail, pass)))).isFalse();
    assertThat(mayAnswer(checked(new Verdicts(pass, pass, pass, null, pass, fail)))).isFalse();
  }

  private static InboundItem.Received checked(Verdicts verdicts) {
    return first(null).with(new Postmark(NOON, 1, verdicts));
  }

  @Test
  void C154_our_own_addresses_marked_ones_and_closed_conversations_are_told_nothing() {
    Inbox.Email ours =
        new Inbox.Email(
            new InboxId("jo"), "Jo", SUPPORT, MailAddress.parse("jo@example.org"), List.of(), "Jo");
    assertThat(Acknowledging.mayAnswer(first(null), INBOX, withInboxes(ours))).isFalse();
    assertThat(answer(INBOX, null, new Earlier(null, true, null, null)))
        .isInstanceOf(Answer.Silence.class);
    InboundItem.Received item = first(null);
    Decision.Changed closed =
        begun(item, rule("lamps", 1, List.of("lamp"), actions(List.of(), null, true)));
    assertThat(Acknowledging.answer(item, closed, INBOX, Earlier.NOTHING, ids(NOON), NOON))
        .isInstanceOf(Answer.Silence.class);
  }

  @Test
  void C155_what_was_held_and_goes_out_answers_nobody_and_crosses_no_reply() {
    Decision.Changed begun = begun(first(null));
    Decision.Changed released = release(begun);
    Conversation after = released.conversation();
    assertThat(after.activity()).isEqualTo(begun.conversation().activity());
    assertThat(after.headline()).isEqualTo(begun.conversation().headline());
    assertThat(
            Writing.reply(
                after,
                reply(ANNA, begun.conversation().versions().current(), false),
                entry("reply"),
                ids(NOON),
                NOON.plusSeconds(90)))
        .isInstanceOf(Decision.Changed.class);
  }

  @Test
  void C156_too_much_to_one_address_or_from_one_inbox_is_held() {
    Running two = new Running(NOON.minusSeconds(3599), 2, 0);
    Running three = new Running(NOON.minusSeconds(3599), 3, 0);
    assertThat(brake(two, null)).isEqualTo(Acknowledging.Brake.RECIPIENT);
    assertThat(brake(null, three)).isEqualTo(Acknowledging.Brake.INBOX);
    assertThat(answer(INBOX, null, new Earlier(null, false, null, two)))
        .isInstanceOf(Answer.Told.class);
    Running over = new Running(NOON.minusSeconds(7200), 99, 0);
    assertThat(answer(INBOX, null, new Earlier(null, false, over, over)))
        .isInstanceOf(Answer.Told.class);
  }

  private static Acknowledging.Brake brake(@Nullable Running toSender, @Nullable Running inbox) {
    return switch (answer(INBOX, null, new Earlier(null, false, toSender, inbox))) {
      case Answer.Held(Acknowledging.HeldMail held) -> held.why();
      case Answer.Told _, Answer.Silence _ -> throw new AssertionError("Not held");
    };
  }

  @Test
  void C156_the_hour_slides() {
    Running first = Running.next(null, NOON);
    assertThat(first).isEqualTo(new Running(NOON, 1, 0));
    assertThat(Running.next(first, NOON.plusSeconds(3599))).isEqualTo(new Running(NOON, 2, 0));
    Running four = new Running(NOON, 4, 0);
    Instant later = NOON.plusSeconds(3600);
    assertThat(Running.next(four, later)).isEqualTo(new Running(later, 1, 4));
    assertThat(Running.at(four, later)).isEqualTo(4);
    assertThat(Running.at(four, later.plusSeconds(900))).isEqualTo(3);
    assertThat(Running.at(four, later.plusSeconds(3600))).isZero();
    assertThat(Running.room(four, 5, later.plusSeconds(1800))).isEqualTo(3);
    assertThat(Running.room(null, 5, later)).isEqualTo(5);
  }

  @Test
  void C157_what_was_held_goes_out_with_the_words_it_had_as_an_answer_to_its_mail() {
    Entry released = release(begun(first(Language.DUTCH))).entries().getFirst();
    assertThat(released)
        .isInstanceOfSatisfying(
            Entry.OutboundMessage.class,
            message -> {
              assertThat(message.body()).isEqualTo(MessageBody.ofText("Dank u"));
              assertThat(message.recipients()).containsExactly(CUSTOMER);
              assertThat(message.status())
                  .isEqualTo(new DeliveryStatus.Queued(NOON.plusSeconds(60), 1));
            });
  }

  private static Decision.Changed release(Decision.Changed begun) {
    Answer held =
        answer(INBOX, Language.DUTCH, new Earlier(null, false, null, new Running(NOON, 3, 0)));
    if (!(held instanceof Answer.Held(Acknowledging.HeldMail mail))
        || !(begun.entries().getFirst() instanceof Entry.InboundMessage answered)) {
      throw new AssertionError("Not held: " + held);
    }
    return Acknowledging.release(
        begun.conversation(), mail, answered, INBOX, entry("told"), NOON.plusSeconds(60));
  }
}
