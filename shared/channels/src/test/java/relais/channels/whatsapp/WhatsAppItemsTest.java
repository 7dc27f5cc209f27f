package relais.channels.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.channels.Golden;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.WebhookReading;
import relais.conversation.AccountReport;
import relais.conversation.Amendment;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.MessageBody;
import relais.conversation.MessageTemplate;
import relais.conversation.Settings;
import relais.conversation.StoredFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WhatsAppItemsTest {
  private static final InboxId INBOX = new InboxId("whatsapp");
  private static final InboundItem.MessageReference.Ours OURS =
      new InboundItem.MessageReference.Ours(
          new ConversationId("01K9ZZZZZZ0000000000000001"),
          new EntryId("01K9ZZZZZZ0000000000000002"));

  @Test
  void P11_a_text_message_comes_in_whole() {
    assertThat(Samples.only("text"))
        .isEqualTo(
            new InboundItem.Received(
                "whatsapp/106540352242922/wamid.GOLD0001",
                Samples.RECEIVED_AT,
                INBOX,
                Channel.WHATSAPP,
                new Identity("phone", "+31612345678"),
                "Lotte van Dijk",
                Instant.parse("2025-11-21T16:00:00Z"),
                null,
                MessageBody.ofText("Goedemorgen, waar blijft mijn pakket? 📦"),
                List.of(),
                "wamid.GOLD0001",
                "webhook/whatsapp/2025-11-21/0",
                null,
                null,
                null,
                ChatFields.ofWords("Goedemorgen, waar blijft mijn pakket? 📦")));
  }

  @ParameterizedTest
  @CsvSource({
    "text, phone:+31612345678",
    "user-id-beside-number, phone:+31612345678",
    "user-id-without-number, whatsapp:NL.13491208655302741918",
    "user-id-only-in-contacts, whatsapp:NL.13491208655302741918",
    "system-user-id-changed, whatsapp:CO.1234567890"
  })
  void P11_the_number_is_the_identity_and_the_user_id_where_there_is_none(
      String golden, String identity) {
    assertThat(Samples.received(golden).from().toString()).isEqualTo(identity);
  }

  @Test
  void P11_a_message_of_nobody_is_unreadable() {
    assertThat(Samples.quarantined("nobody-wrote-it").reason())
        .isEqualTo(InboundItem.Reason.UNREADABLE);
  }

  @Test
  void P11_each_of_two_customers_keeps_their_own_name() {
    assertThat(Samples.readGolden("two-customers-in-one-change").items())
        .extracting(item -> ((InboundItem.Received) item).fromName())
        .containsExactly("Lotte van Dijk", "Giulia");
  }

  @Test
  void P12_a_number_without_an_inbox_goes_to_quarantine() {
    InboundItem.Quarantined item = Samples.quarantined("other-number");
    assertThat(item.reason()).isEqualTo(InboundItem.Reason.UNROUTED);
    assertThat(item.to()).isEqualTo("15550001");
    assertThat(item.from()).isEqualTo("+31612345678");
  }

  @Test
  void P13_a_file_is_announced_and_still_to_be_fetched() {
    assertThat(Samples.received("voice-message").files())
        .containsExactly(
            new StoredFile(
                "voice.ogg",
                "audio/ogg",
                0,
                null,
                false,
                new StoredFile.State.Fetching("1003383421387259")));
  }

  @Test
  void P13_a_file_that_was_not_handed_over_says_why() {
    StoredFile.State state = Samples.received("image-without-id").files().getFirst().state();
    assertThat(state).isEqualTo(new StoredFile.State.Failed("", FileTrouble.NOT_PASSED_ON));
  }

  @Test
  void P14_a_file_name_has_no_path_and_nothing_hidden() {
    StoredFile file = Samples.received("document-with-a-path-as-name").files().getFirst();
    assertThat(file.name()).isEqualTo("passwd\uFFFDfdp.exe");
    assertThat(file.type()).isEqualTo("application/pdf");
  }

  @Test
  void P15_what_is_not_words_becomes_a_line_of_text() {
    assertThat(Samples.received("location-with-coordinates-as-text").body().text())
        .isEqualTo(
            "Location\n"
                + "https://www.openstreetmap.org/?mlat=-33.86&mlon=151.2090#map=16/-33.86/151.2090");
    assertThat(Samples.received("contacts").body().text())
        .isEqualTo(
            "Contact: Barbara Jansen, Lampenhuis, +31 6 1111 2222, 31633334444,"
                + " barbara@example.org\n"
                + "Contact: Jan Smit");
    assertThat(Samples.received("order").body().text())
        .isEqualTo("Bezorgen na zessen\nOrder:\n2 × LAMP-17 at 30.0 EUR\n1 × BULB-4 at 4.95 EUR");
    assertThat(Samples.received("form-reply").body().text())
        .isEqualTo(
            "Filled in a form\norder: 10482\ngift: true\nitems: [\"a\",\"b\"]\nnote: snel a.u.b.");
  }

  @Test
  void P50_a_reaction_is_about_the_message_it_names() {
    assertThat(Samples.only("reaction"))
        .isInstanceOfSatisfying(
            InboundItem.Amended.class,
            item -> {
              assertThat(item.inbox()).isEqualTo(INBOX);
              assertThat(item.original()).startsWith("wamid.");
              assertThat(item.amendment())
                  .isInstanceOfSatisfying(
                      Amendment.Reacted.class,
                      reaction -> {
                        assertThat(reaction.by()).isEqualTo(item.customer().toString());
                        assertThat(reaction.emoji()).isEqualTo("👍");
                      });
            });
    assertThat(Samples.only("reaction-taken-back-without-emoji"))
        .isInstanceOfSatisfying(
            InboundItem.Amended.class,
            item ->
                assertThat(((Amendment.Reacted) item.amendment()).emoji())
                    .as("taken back")
                    .isNull());
  }

  @Test
  void P710_what_the_account_changes_of_its_own_says_so_and_for_whom() {
    Identity lotte = new Identity("phone", "+31612345678");
    InboundItem.Amended edited = (InboundItem.Amended) Samples.only("edit-in-the-phone-app");
    assertThat(edited.customer()).isEqualTo(lotte);
    assertThat(edited.original()).isEqualTo("wamid.ECHO1");
    assertThat(edited.amendment())
        .isInstanceOfSatisfying(
            Amendment.Edited.class,
            edit -> {
              assertThat(edit.ours()).isTrue();
              assertThat(edit.chat().words()).isEqualTo("Komt er morgen aan!");
            });
    InboundItem.Amended deleted = (InboundItem.Amended) Samples.only("revoke-in-the-phone-app");
    assertThat(deleted.customer()).isEqualTo(lotte);
    assertThat(deleted.amendment()).isEqualTo(new Amendment.Deleted(edited.amendment().at(), true));
  }

  @Test
  void P711_a_reaction_of_the_account_is_the_teams() {
    InboundItem.Amended made = (InboundItem.Amended) Samples.only("reaction-in-the-phone-app");
    assertThat(made.customer()).isEqualTo(new Identity("phone", "+31612345678"));
    Instant at = made.amendment().at();
    assertThat(made.amendment()).isEqualTo(new Amendment.Reacted(at, Amendment.US, null, "👍"));
    assertThat(
            ((InboundItem.Amended) Samples.only("reaction-taken-back-in-the-phone-app"))
                .amendment())
        .isEqualTo(new Amendment.Reacted(at, Amendment.US, null, null));
  }

  @Test
  void P51_what_is_not_words_stays_apart_from_them() {
    ChatFields order = chat("order");
    assertThat(order.words()).isEqualTo("Bezorgen na zessen");
    assertThat(order.parts())
        .containsExactly(
            new ChatPart.Order(
                ((ChatPart.Order) order.parts().getFirst()).catalogue(),
                List.of(
                    new ChatPart.Order.Line("LAMP-17", "2", "30.0", "EUR"),
                    new ChatPart.Order.Line("BULB-4", "1", "4.95", "EUR"))));
    assertThat(chat("contacts").parts())
        .containsExactly(
            new ChatPart.Card(
                "Barbara Jansen",
                "Lampenhuis",
                List.of("+31 6 1111 2222", "31633334444"),
                List.of("barbara@example.org")),
            new ChatPart.Card("Jan Smit", null, List.of(), List.of()));
    assertThat(chat("voice-message").parts())
        .containsExactly(new ChatPart.Media(0, ChatPart.Media.Sort.VOICE));
    assertThat(chat("location-with-coordinates-as-text").parts())
        .containsExactly(new ChatPart.Place("-33.86", "151.2090", null, null, null));
  }

  @Test
  void P52_a_changed_number_says_who_the_customer_is_from_now_on() {
    assertThat(chat("system-number-changed").becomes()).isPresent();
    assertThat(chat("chat-opened").becomes()).isEmpty();
  }

  @Test
  void P723_a_button_of_ours_says_what_was_behind_it_and_no_other_does() {
    assertThat(chat("template-button-of-a-card").parts())
        .containsExactly(
            new ChatPart.Choice("Leg apart", "A lamp for € 20", "relais:A lamp for € 20"));
    assertThat(chat("template-button").parts())
        .containsExactly(new ChatPart.Choice("Afmelden", null, "STOP"));
  }

  private static ChatFields chat(String golden) {
    return Objects.requireNonNull(Samples.received(golden).chat());
  }

  @Test
  void P15_coordinates_that_are_none_give_no_link() {
    assertThat(Samples.received("location-of-nowhere").body().text()).isEqualTo("Location: Here");
  }

  @Test
  void P15_a_text_beyond_the_limit_of_the_table_ends_with_a_word_about_it() {
    String words = "😀".repeat(MessageBody.MAX_INLINE_CHARACTERS);
    InboundItem.Received item =
        (InboundItem.Received)
            Samples.read(Samples.payload(List.of(Samples.textMessage("wamid.LONG", words))))
                .items()
                .getFirst();
    assertThat(item.body().text().length())
        .isBetween(MessageBody.MAX_INLINE_CHARACTERS - 1, MessageBody.MAX_INLINE_CHARACTERS);
    assertThat(item.body().text()).endsWith("😀\n… (shortened; the original has the rest)");
  }

  @ParameterizedTest
  @CsvSource({"status-sent", "status-played", "status-of-a-user-id", "status-in-a-group"})
  void P16_a_status_that_brings_our_reference_is_about_that_message(String golden) {
    assertThat(Samples.reported(golden).message()).isEqualTo(OURS);
  }

  @Test
  void P16_another_status_is_about_the_message_of_that_id_in_the_inbox() {
    assertThat(Samples.reported("status-delivered-without-callback").message())
        .isEqualTo(new InboundItem.MessageReference.Theirs(INBOX, "wamid.OURS0001"));
    assertThat(Samples.reported("status-read-of-a-stranger").message())
        .isEqualTo(new InboundItem.MessageReference.Theirs(INBOX, "wamid.OURS0001"));
  }

  @Test
  void P16_each_step_of_a_message_has_a_source_of_its_own() {
    assertThat(Samples.readGolden("statuses-and-messages-together").items())
        .extracting(InboundItem::source)
        .doesNotHaveDuplicates()
        .contains(
            "whatsapp/106540352242922/wamid.OURS0001/status/read",
            "whatsapp/106540352242922/wamid.OURS0001/status/sent");
  }

  @Test
  void P17_played_counts_as_read() {
    assertThat(Samples.reported("status-played").status().kind())
        .isEqualTo(InboundItem.ReportedStatus.Kind.READ);
  }

  @Test
  void P17_a_failure_has_its_code_and_words_for_the_agent() {
    InboundItem.ReportedStatus status = Samples.reported("status-failed-window-closed").status();
    assertThat(status.kind()).isEqualTo(InboundItem.ReportedStatus.Kind.FAILED);
    assertThat(status.code()).isEqualTo("131047");
    assertThat(status.reason()).contains("24 hours");
    assertThat(status.retryable()).isFalse();
    assertThat(Samples.reported("status-failed-with-a-new-code").status().reason())
        .isEqualTo("WhatsApp did not take the message. WhatsApp says: Something new happened.");
    assertThat(Samples.reported("status-failed-without-errors").status().code()).isEqualTo("0");
  }

  @Test
  void P18_what_no_person_wrote_is_automatic() {
    assertThat(Samples.received("system-number-changed").automatic()).isEqualTo("system");
    assertThat(Samples.received("chat-opened").automatic()).isEqualTo("chat-opened");
    assertThat(Samples.received("text").automatic()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "template-rejected, message_template_status_update, REJECTED, ''",
    "account-restricted, account_update, ACCOUNT_RESTRICTION, ''",
    "quality-fallen, phone_number_quality_update, FLAGGED, ''",
    "template-quality, message_template_quality_update, '', ''",
    "user-id-update, user_id_update, '', /value/user_id_update/0",
    "group-of-participants, group_participants_update, '', ''"
  })
  void P19_news_about_the_account_opens_no_conversation(
      String golden, String field, String event, String place) {
    WebhookReading reading = Samples.readGolden(golden);
    assertThat(reading.items()).isEmpty();
    assertThat(reading.notices())
        .containsExactly(new WebhookReading.Notice(field, event, "/entry/0/changes/0" + place));
  }

  @Test
  void P19_news_about_an_account_are_told_to_the_inboxes_that_are_connected_to_it() {
    assertThat(reports("template-rejected"))
        .containsExactly(
            new AccountReport.TemplateChanged(
                "12345", "welcome", "nl", MessageTemplate.State.REJECTED, null, null));
    assertThat(reports("template-quality"))
        .containsExactly(
            new AccountReport.TemplateChanged(
                "12345", null, null, null, MessageTemplate.Quality.LOW, null));
    assertThat(reports("quality-fallen"))
        .containsExactly(new AccountReport.NumberChanged(MessageTemplate.Quality.LOW, "TIER_1K"));
    assertThat(reports("account-restricted"))
        .containsExactly(
            new AccountReport.News(
                "account_update",
                "ACCOUNT_RESTRICTION",
                "restriction_type: RESTRICTED_BIZ_INITIATED_MESSAGING"));
  }

  @Test
  void P19_news_about_one_number_are_for_its_inbox_and_bear_the_time_of_their_entry() {
    String payload =
        """
        {"object": "whatsapp_business_account", "entry": [{"id": "419561257915477",
          "time": %d, "changes": [{"field": "phone_number_quality_update", "value": {
            "display_phone_number": "%s", "event": "UPGRADE", "old_limit": "TIER_250",
            "max_daily_conversations_per_business": "TIER_2K"}}]}]}
        """;
    assertThat(connected(payload.formatted(1763740800, "31200000000").getBytes(UTF_8)).items())
        .isEmpty();
    byte[] ours = payload.formatted(1763740800, "31205550142").getBytes(UTF_8);
    InboundItem.AccountReported item =
        (InboundItem.AccountReported) connected(ours).items().getFirst();
    assertThat(item.at()).isEqualTo(Instant.ofEpochSecond(1763740800));
    assertThat(item.report()).isEqualTo(new AccountReport.NumberChanged(null, "TIER_2K"));
    assertThat(connected(ours).items().getFirst().source()).isEqualTo(item.source());
    assertThat(
            connected(payload.formatted(1763740801, "31205550142").getBytes(UTF_8))
                .items()
                .getFirst()
                .source())
        .isNotEqualTo(item.source());
  }

  private static List<AccountReport> reports(String golden) {
    return connected(Golden.payload("whatsapp", golden)).items().stream()
        .map(item -> ((InboundItem.AccountReported) item).report())
        .toList();
  }

  /// Read where the inbox says to which account it belongs.
  private static WebhookReading connected(byte[] body) {
    Inbox.Connected before = (Inbox.Connected) Samples.SETTINGS.inboxes().getFirst();
    Inbox.Connected inbox =
        new Inbox.Connected(
            before.id(),
            before.name(),
            before.team(),
            before.channel(),
            before.account(),
            before.address(),
            Map.of("businessAccountId", "419561257915477"));
    return WebhookIntake.read(
        Samples.CHANNEL,
        WebhookCall.of(body),
        new WebhookArrival(
            new Settings(
                1,
                Samples.SETTINGS.workspace(),
                List.of(inbox),
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            Samples.RECEIVED_AT,
            "webhook/whatsapp/2025-11-21/0"));
  }

  @Test
  void P45_what_was_answered_on_the_phone_is_said_by_the_account() {
    InboundItem.SentByAccount item =
        (InboundItem.SentByAccount) Samples.readGolden("echo-of-the-phone-app").items().getFirst();
    assertThat(item.to()).isEqualTo(new Identity("phone", "+31612345678"));
  }

  @Test
  void P690_what_is_overheard_while_another_sender_has_the_conversation_comes_in() {
    List<InboundItem> items = Samples.readGolden("standby").items();
    assertThat(items)
        .hasExactlyElementsOfTypes(
            InboundItem.Received.class,
            InboundItem.SentByAccount.class,
            InboundItem.StatusReported.class);
    assertThat(((InboundItem.Received) items.getFirst()).automatic()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"handover-to-us, passed to you", "handover-to-another, took the conversation over"})
  void P691_a_conversation_that_changes_hands_is_no_message(String golden, String words) {
    InboundItem.Received item = Samples.received(golden);
    assertThat(item.from()).isEqualTo(new Identity("phone", "+31612345678"));
    assertThat(item.automatic()).isEqualTo("system");
    assertThat(Objects.requireNonNull(item.chat()).parts())
        .singleElement()
        .isInstanceOfSatisfying(
            ChatPart.Notice.class, notice -> assertThat(notice.words()).contains(words));
  }

  @Test
  void P691_a_handover_of_a_new_sort_is_kept_and_claims_nothing() {
    InboundItem.Quarantined item = Samples.quarantined("handover-of-a-new-sort");
    assertThat(item.detail()).contains("control_passed", "control_taken");
  }

  @Test
  void P20_trouble_at_the_provider_is_shown() {
    InboundItem.Quarantined item = Samples.quarantined("errors-without-message");
    assertThat(item.inbox()).isEqualTo(INBOX);
    assertThat(item.detail()).contains("130429", "Rate limit hit");
  }

  @Test
  void P20_the_name_in_quarantine_is_not_the_name_of_the_message() {
    assertThat(Samples.quarantined("other-number").source())
        .startsWith("quarantine/whatsapp/999/wamid.");
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp-in-milliseconds, 2025-11-21T16:00:00.123Z",
    "timestamp-in-the-future, 2025-11-21T16:05:00Z",
    "timestamp-of-words, 2025-11-21T16:05:00Z"
  })
  void P21_a_time_that_cannot_be_is_the_time_of_receipt(String golden, Instant at) {
    assertThat(Samples.received(golden).at()).isEqualTo(at);
  }
}
