package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.mail.CalendarTime;
import relais.mail.Invitation;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.Participation;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Contacts;

/// What a mail carries beside its words: an appointment, or somebody else's mail.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationsAndForwardedMailTest {
  private final Desk desk;

  InvitationsAndForwardedMailTest(AwsParts aws) {
    desk = Desk.open(aws.fresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private static Mailbox box(@Nullable String name, String address) {
    return new Mailbox(name, MailAddress.parse(address));
  }

  private static Invitation visit(Invitation.Method method, int sequence) {
    Instant start = Instant.parse("2026-12-01T09:30:00Z");
    return new Invitation(
        method,
        "visit@example.org",
        sequence,
        null,
        "Visit of the shop",
        "",
        "Harbour 1",
        new CalendarTime(LocalDateTime.parse("2026-12-01T10:30"), "Europe/Amsterdam", start, false),
        null,
        false,
        box("Olga", "olga@example.org"),
        List.of(
            new Invitation.Attendee(
                box("The help desk", "Help@HarbourGoods.example"),
                Participation.NEEDS_ACTION,
                true)));
  }

  private InboundItem.Received mail(
      @Nullable Invitation invitation, @Nullable Mailbox originalSender) {
    InboundItem.Received bare =
        desk.received(
            HarbourGoods.SUPPORT_INBOX,
            "jo@example.org",
            "A visit",
            MessageBody.ofText("Please come, and see below."),
            List.of());
    return new InboundItem.Received(
        bare.source(),
        bare.receivedAt(),
        bare.inbox(),
        bare.channel(),
        bare.from(),
        bare.fromName(),
        bare.at(),
        Objects.requireNonNull(bare.mail()).with(invitation, originalSender),
        bare.body(),
        bare.files(),
        bare.providerId(),
        bare.rawKey(),
        null);
  }

  private Answer answer(Conversation conversation, EntryId entry, String word, String key) {
    return desk.post(
        "marco",
        Desk.path(conversation, "/messages/" + entry + "/answer"),
        "{\"participation\":\"%s\"}".formatted(word),
        Desk.seen(conversation, key));
  }

  private String stored(StoredFile file) throws IOException {
    StoredFile.State.Stored at = (StoredFile.State.Stored) file.state();
    try (InputStream content = desk.part(FileStore.class).findFile(at.key()).orElseThrow()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n ", "");
    }
  }

  @Test
  void an_invitation_is_shown_with_its_time_and_who_is_asked() {
    Conversation visit = desk.begin(mail(visit(Invitation.Method.REQUEST, 0), null));
    Answer shown = desk.get("marco", Desk.path(visit, ""));
    assertThat(shown.text("timeline.0.mail.invitation.summary")).isEqualTo("Visit of the shop");
    assertThat(shown.text("timeline.0.mail.invitation.start.at")).isEqualTo("2026-12-01T09:30:00Z");
    assertThat(shown.text("timeline.0.mail.invitation.organiser.address"))
        .isEqualTo("olga@example.org");
    assertThat(shown.at("timeline.0.mail.invitation.answerable")).isEqualTo(true);
  }

  @Test
  void an_answer_goes_to_the_organiser_as_the_invited_alias_once() throws Exception {
    Conversation visit = desk.begin(mail(visit(Invitation.Method.REQUEST, 3), null));
    EntryId invitation = desk.timeline(visit).getFirst().id();
    String key = Desk.newKey();
    Answer answer = answer(visit, invitation, "tentative", key);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.mail.answer.participation")).isEqualTo("tentative");
    assertThat(answer.text("entry.mail.answer.invitation")).isEqualTo(invitation.value());
    assertThat(answer(visit, invitation, "tentative", key).text("entry.id"))
        .isEqualTo(answer.text("entry.id"));
    List<Entry.OutboundMessage> sent =
        desk.timeline(visit).stream()
            .filter(Entry.OutboundMessage.class::isInstance)
            .map(Entry.OutboundMessage.class::cast)
            .toList();
    assertThat(sent).hasSize(1);
    MailFields mail = Objects.requireNonNull(sent.getFirst().mail());
    assertThat(mail.addressing().from())
        .isEqualTo(box("Harbour Goods", "help@harbourgoods.example"));
    assertThat(mail.to()).containsExactly(box("Olga", "olga@example.org"));
    assertThat(mail.inReplyTo()).isNotNull();
    assertThat(stored(sent.getFirst().files().getFirst()))
        .contains("METHOD:REPLY", "UID:visit@example.org", "SEQUENCE:3", "PARTSTAT=TENTATIVE")
        .contains("CN=The help desk", "mailto:Help@harbourgoods.example")
        .contains("mailto:olga@example.org");
    assertThat(desk.now(visit).activity().waitingSince()).isNull();
  }

  @Test
  void two_colleagues_do_not_both_answer() {
    Conversation visit = desk.begin(mail(visit(Invitation.Method.REQUEST, 0), null));
    EntryId invitation = desk.timeline(visit).getFirst().id();
    assertThat(answer(visit, invitation, "accepted", Desk.newKey()).status()).isEqualTo(201);
    Answer second = answer(visit, invitation, "declined", Desk.newKey());
    assertThat(second.code()).isEqualTo("reply-crossed");
    assertThat(answer(desk.now(visit), invitation, "declined", Desk.newKey()).status())
        .as("who has seen the first answer may change it")
        .isEqualTo(201);
  }

  @Test
  void what_was_called_off_is_not_answered() {
    Conversation visit = desk.begin(mail(visit(Invitation.Method.REQUEST, 0), null));
    EntryId invitation = desk.timeline(visit).getFirst().id();
    Conversation off = desk.grow(visit, mail(visit(Invitation.Method.CANCEL, 1), null));
    assertThat(answer(off, invitation, "accepted", Desk.newKey()).code())
        .isEqualTo("invitation-settled");
  }

  private Answer contact(Conversation conversation, String who) {
    return desk.post(
        "marco",
        Desk.path(conversation, "/contact"),
        "{\"message\":\"%s\",\"who\":\"%s\"}"
            .formatted(desk.timeline(conversation).getFirst().id(), who),
        Map.of());
  }

  @Test
  void the_original_sender_becomes_the_contact_and_gets_the_replies_and_back_again() {
    Conversation lamp = desk.begin(mail(null, box("Omar", "omar@example.net")));
    Contacts contacts = desk.part(Contacts.class);
    assertThat(desk.get("marco", Desk.path(lamp, "")).text("timeline.0.mail.originalSender.name"))
        .isEqualTo("Omar");
    Answer changed = contact(lamp, "original-sender");
    assertThat(changed.text("conversation.contact.name")).isEqualTo("Omar");
    Answer shown = desk.get("marco", Desk.path(lamp, ""));
    assertThat(shown.text("replyTo.to.0.address")).isEqualTo("omar@example.net");
    assertThat(shown.list("replyTo.cc")).isEmpty();
    assertThat(
            contacts
                .profile(contacts.find(Identity.email("omar@example.net")).orElseThrow().id())
                .orElseThrow()
                .conversations())
        .extracting(Contacts.Past::id)
        .containsExactly(lamp.id());
    Answer reply =
        desk.post(
            "marco",
            Desk.path(lamp, "/replies"),
            "{\"text\":\"Dear Omar\",\"quote\":true}",
            Desk.seen(desk.now(lamp), Desk.newKey()));
    assertThat(reply.at("entry.whole")).as("nothing of the forwarder's is quoted").isEqualTo(true);
    assertThat(contact(lamp, "original-sender").status()).as("twice").isEqualTo(200);
    assertThat(contact(lamp, "sender").text("conversation.contact.name")).isEqualTo("Jo Customer");
    assertThat(desk.get("marco", Desk.path(lamp, "")).text("replyTo.to.0.address"))
        .isEqualTo("jo@example.org");
  }

  @Test
  void a_mail_that_passes_nothing_on_has_no_other_sender() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    assertThat(contact(lamp, "original-sender").text("field")).isEqualTo("message");
  }
}
