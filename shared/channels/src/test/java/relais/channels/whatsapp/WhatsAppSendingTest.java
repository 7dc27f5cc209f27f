package relais.channels.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.CallbackReference;
import relais.channels.Envelope;
import relais.channels.FileFailure;
import relais.channels.FileLimits;
import relais.channels.Golden;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.File.Source;
import relais.channels.Outgoing.Framed;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.TemplateChannel.TemplatePage;
import relais.channels.Written;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.MessageTemplate;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WhatsAppSendingTest {
  private static final Identity PHONE = new Identity("phone", "+31612345678");
  private static final MessageReference.Ours OURS =
      new MessageReference.Ours(
          new ConversationId("01K9ZZZZZZ0000000000000001"),
          new EntryId("01K9ZZZZZZ0000000000000002"));
  private static final String CALLBACK = "01K9ZZZZZZ0000000000000001/01K9ZZZZZZ0000000000000002";
  private static final Outgoing TEXT = new Outgoing.Text("Hallo 👋");

  @Test
  void P22_a_text_goes_out_with_our_reference() throws IOException {
    Written.Request request = request(TEXT, envelope(PHONE, null));
    assertThat(request.method() + " " + request.path()).isEqualTo("POST /106540352242922/messages");
    assertThat(json(request))
        .isEqualTo(
            Golden.read(
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual",
                 "to": "+31612345678", "type": "text",
                 "biz_opaque_callback_data": "%s",
                 "text": {"body": "Hallo 👋"}}
                """
                    .formatted(CALLBACK)));
  }

  @Test
  void P22_an_answer_names_the_message_it_answers() throws IOException {
    assertThat(
            json(request(TEXT, envelope(PHONE, "wamid.X"))).at("/context/message_id").textValue())
        .isEqualTo("wamid.X");
  }

  @Test
  void P22_our_reference_comes_back_as_it_went_out() {
    assertThat(CallbackReference.read(CallbackReference.write(OURS))).isEqualTo(OURS);
    assertThat(CallbackReference.read(CALLBACK + "/0")).isNull();
    assertThat(CallbackReference.read("")).isNull();
  }

  @Test
  void P23_somebody_known_by_user_id_alone_is_reached_by_it() throws IOException {
    JsonNode json = json(request(TEXT, envelope(new Identity("whatsapp", "NL.1349"), null)));
    assertThat(json.path("recipient").textValue()).isEqualTo("NL.1349");
    assertThat(json.has("to")).isFalse();
  }

  @Test
  void P23_a_mail_address_is_not_reached_on_whatsapp() {
    assertThat(refusals(TEXT, envelope(Identity.email("a@example.org"), null)))
        .containsExactly(
            "WhatsApp reaches phone numbers and its own user ids, not an identity of kind"
                + " 'email'.");
  }

  @Test
  void P32_what_whatsapp_would_refuse_is_refused_in_words() {
    assertThat(refusals(new Outgoing.Text("x".repeat(4097))))
        .containsExactly(
            "The text has 4097 characters; at most 4096 are taken. Shorten it or send it in"
                + " parts.");
    assertThat(refusals(new Outgoing.Text(" \n")))
        .containsExactly("The text is empty. Write something.");
    assertThat(refusals(file(Kind.AUDIO, "words"))).hasSize(1);
    assertThat(refusals(file(Kind.IMAGE, "x".repeat(1025)))).hasSize(1);
    assertThat(
            refusals(
                new Outgoing.Choices(
                    new Framed("Ready?", "h".repeat(61), "f".repeat(61)),
                    Collections.nCopies(4, Choice.of("a", "a".repeat(21))))))
        .hasSize(9);
    assertThat(
            refusals(
                new Outgoing.Menu(
                    Framed.of("Which?"),
                    "Choose",
                    Collections.nCopies(
                        2, new Outgoing.Menu.Section(null, List.of(Choice.of("a", "A")))))))
        .containsExactlyInAnyOrder(
            "A list of several parts needs a title for each.",
            "A list of several parts needs a title for each.",
            "Two choices have the same id.",
            "Two choices have the same words.");
    assertThat(refusals(new Outgoing.LinkButton(Framed.of("Look"), "Open", "javascript:1")))
        .hasSize(1);
    assertThat(refusals(new Outgoing.Album(List.of()))).hasSize(1);
    assertThat(refusals(new Outgoing.Typing())).hasSize(1);
    assertThat(refusals(new Outgoing.Cards(List.of()))).hasSize(1);
  }

  @Test
  void P33_every_message_goes_out_in_the_form_of_the_cloud_api() throws IOException {
    assertSent(
        new Outgoing.File(Kind.DOCUMENT, new Source.Uploaded("77"), "Your invoice", "invoice.pdf"),
        """
        {"type": "document",
         "document": {"id": "77", "caption": "Your invoice", "filename": "invoice.pdf"}}
        """);
    assertSent(
        new Outgoing.File(Kind.IMAGE, new Source.Link("https://example.org/a.png"), null, "a.png"),
        """
        {"type": "image", "image": {"link": "https://example.org/a.png"}}
        """);
    assertSent(
        file(Kind.VOICE, null),
        "{\"type\": \"audio\", \"audio\": {\"id\": \"77\", \"voice\": true}}");
    assertSent(
        new Outgoing.Place(new BigDecimal("52.37"), new BigDecimal("4.89"), "Shop", "Dam 1"),
        """
        {"type": "location", "location":
          {"latitude": "52.37", "longitude": "4.89", "name": "Shop", "address": "Dam 1"}}
        """);
    assertSent(
        new Outgoing.Cards(
            List.of(new Part.Card("Jan Smit", "Lamps", List.of("+316111"), List.of("j@x.org")))),
        """
        {"type": "contacts", "contacts": [{
          "name": {"formatted_name": "Jan Smit", "first_name": "Jan Smit"},
          "phones": [{"phone": "+316111"}], "emails": [{"email": "j@x.org"}],
          "org": {"company": "Lamps"}}]}
        """);
    assertSent(
        new Outgoing.Choices(
            new Framed("Ready?", "Order", "Harbour Goods"),
            List.of(Choice.of("y", "Yes"), Choice.of("n", "No"))),
        """
        {"type": "interactive", "interactive": {"type": "button",
          "header": {"type": "text", "text": "Order"}, "body": {"text": "Ready?"},
          "footer": {"text": "Harbour Goods"},
          "action": {"buttons": [
            {"type": "reply", "reply": {"id": "y", "title": "Yes"}},
            {"type": "reply", "reply": {"id": "n", "title": "No"}}]}}}
        """);
    assertSent(
        new Outgoing.Menu(
            Framed.of("Which?"),
            "Choose",
            List.of(
                new Outgoing.Menu.Section(
                    "Lamps", List.of(new Choice("a", "Amber", "Warm"), Choice.of("b", "Blue"))))),
        """
        {"type": "interactive", "interactive": {"type": "list", "body": {"text": "Which?"},
          "action": {"button": "Choose", "sections": [{"title": "Lamps", "rows": [
            {"id": "a", "title": "Amber", "description": "Warm"},
            {"id": "b", "title": "Blue"}]}]}}}
        """);
    assertSent(
        new Outgoing.LinkButton(Framed.of("Track it"), "Open", "https://example.org/t"),
        """
        {"type": "interactive", "interactive": {"type": "cta_url", "body": {"text": "Track it"},
          "action": {"name": "cta_url", "parameters":
            {"display_text": "Open", "url": "https://example.org/t"}}}}
        """);
    assertSent(
        new Outgoing.LocationRequest("Where to?"),
        """
        {"type": "interactive", "interactive": {"type": "location_request_message",
          "body": {"text": "Where to?"}, "action": {"name": "send_location"}}}
        """);
    assertSent(
        new Outgoing.FormInvitation(Framed.of("Your address"), "Fill in", "123", "token"),
        """
        {"type": "interactive", "interactive": {"type": "flow", "body": {"text": "Your address"},
          "action": {"name": "flow", "parameters": {"flow_message_version": "3",
            "flow_id": "123", "flow_token": "token", "flow_cta": "Fill in"}}}}
        """);
    assertSent(
        new Outgoing.Reaction("wamid.X", null),
        """
        {"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": ""}}
        """);
    assertSent(
        new Outgoing.Template(
            "order_ready",
            "nl",
            new Outgoing.Template.Header.Media(file(Kind.IMAGE, null)),
            List.of(
                new Outgoing.Template.Value(null, "Lotte"),
                new Outgoing.Template.Value(null, "10482")),
            List.of(
                new Outgoing.Template.Button(Outgoing.Template.Button.Sort.URL, 0, "10482"),
                new Outgoing.Template.Button(
                    Outgoing.Template.Button.Sort.QUICK_REPLY, 1, "thanks"))),
        """
        {"type": "template", "template": {"name": "order_ready",
          "language": {"code": "nl", "policy": "deterministic"},
          "components": [
            {"type": "header", "parameters": [{"type": "image", "image": {"id": "77"}}]},
            {"type": "body", "parameters": [
              {"type": "text", "text": "Lotte"}, {"type": "text", "text": "10482"}]},
            {"type": "button", "sub_type": "url", "index": "0",
             "parameters": [{"type": "text", "text": "10482"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "1",
             "parameters": [{"type": "payload", "payload": "relais:thanks"}]}]}}
        """);
  }

  @Test
  void P33_a_message_seen_is_said_with_or_without_typing() throws IOException {
    assertThat(json(request(new Outgoing.Seen("wamid.X", true), envelope(PHONE, null))))
        .isEqualTo(
            Golden.read(
                """
                {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X",
                 "typing_indicator": {"type": "text"}}
                """));
  }

  @Test
  void P33_a_file_is_uploaded_as_a_form() {
    Written.Request request =
        Samples.CHANNEL.upload(
            Envelope.of("1065", PHONE),
            "a\"b.png",
            "image/png",
            "bytes".getBytes(UTF_8),
            "0123456789abcdef");
    assertThat(request.contentType()).isEqualTo("multipart/form-data; boundary=0123456789abcdef");
    assertThat(request.path()).isEqualTo("/1065/media");
    assertThat(new String(request.body(), UTF_8))
        .isEqualTo(
            """
            --0123456789abcdef
            Content-Disposition: form-data; name="messaging_product"

            whatsapp
            --0123456789abcdef
            Content-Disposition: form-data; name="type"

            image/png
            --0123456789abcdef
            Content-Disposition: form-data; name="file"; filename="a%22b.png"
            Content-Type: image/png

            bytes
            --0123456789abcdef--
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void P33_named_gaps_of_a_template_are_told_by_name() throws IOException {
    assertSent(
        new Outgoing.Template(
            "answered",
            "en",
            new Outgoing.Template.Header.Words(new Outgoing.Template.Value("topic", "Lamp")),
            List.of(new Outgoing.Template.Value("first_name", "Zoë")),
            List.of(
                new Outgoing.Template.Button(
                    Outgoing.Template.Button.Sort.COPY_CODE, 0, "RAIN20"))),
        """
        {"type": "template", "template": {"name": "answered",
          "language": {"code": "en", "policy": "deterministic"},
          "components": [
            {"type": "header", "parameters": [
              {"type": "text", "parameter_name": "topic", "text": "Lamp"}]},
            {"type": "body", "parameters": [
              {"type": "text", "parameter_name": "first_name", "text": "Zoë"}]},
            {"type": "button", "sub_type": "copy_code", "index": "0",
             "parameters": [{"type": "coupon_code", "coupon_code": "RAIN20"}]}]}}
        """);
  }

  @Test
  void P650_a_document_above_a_template_bears_its_name_and_no_caption() throws IOException {
    assertSent(
        new Outgoing.Template(
            "invoice",
            "nl",
            new Outgoing.Template.Header.Media(
                new Outgoing.File(
                    Kind.DOCUMENT, new Source.Uploaded("77"), null, "invoice HG-1.pdf")),
            List.of(),
            List.of()),
        """
        {"type": "template", "template": {"name": "invoice",
          "language": {"code": "nl", "policy": "deterministic"},
          "components": [
            {"type": "header", "parameters": [{"type": "document",
              "document": {"id": "77", "filename": "invoice HG-1.pdf"}}]}]}}
        """);
  }

  @Test
  void P651_a_place_above_a_template_is_told_whole() throws IOException {
    assertSent(
        new Outgoing.Template(
            "collection_point",
            "nl",
            new Outgoing.Template.Header.Map(
                new Outgoing.Place(
                    new BigDecimal("52.6424"), new BigDecimal("5.06"), "Shop", "Kade 1, Hoorn")),
            List.of(),
            List.of()),
        """
        {"type": "template", "template": {"name": "collection_point",
          "language": {"code": "nl", "policy": "deterministic"},
          "components": [
            {"type": "header", "parameters": [{"type": "location",
              "location": {"latitude": "52.6424", "longitude": "5.06",
                           "name": "Shop", "address": "Kade 1, Hoorn"}}]}]}}
        """);
  }

  @Test
  void P683_the_end_of_an_offer_goes_along_with_its_code() throws IOException {
    assertSent(
        new Outgoing.Template(
            "weekend_offer",
            "nl",
            null,
            Instant.parse("2026-11-29T17:00:00Z"),
            List.of(new Outgoing.Template.Value(null, "Lotte")),
            List.of(
                new Outgoing.Template.Button(
                    Outgoing.Template.Button.Sort.COPY_CODE, 0, "HARBOUR15")),
            List.of()),
        """
        {"type": "template", "template": {"name": "weekend_offer",
          "language": {"code": "nl", "policy": "deterministic"},
          "components": [
            {"type": "limited_time_offer", "parameters": [{"type": "limited_time_offer",
              "limited_time_offer": {"expiration_time_ms": 1795971600000}}]},
            {"type": "body", "parameters": [{"type": "text", "text": "Lotte"}]},
            {"type": "button", "sub_type": "copy_code", "index": "0",
             "parameters": [{"type": "coupon_code", "coupon_code": "HARBOUR15"}]}]}}
        """);
  }

  @Test
  void P683_an_offer_is_read_with_what_it_says_and_whether_it_ends() {
    TemplatePage.Listed page =
        (TemplatePage.Listed)
            Samples.CHANNEL.templates(
                200,
                """
                {"data": [
                  {"name": "ends", "language": "en", "components": [{"type": "LIMITED_TIME_OFFER",
                    "limited_time_offer": {"text": "Weekend", "has_expiration": true}}]},
                  {"name": "endless", "language": "en", "components": [
                    {"type": "limited_time_offer", "limited_time_offer": {"text": "Weekend"}}]}]}
                """
                    .getBytes(UTF_8));
    assertThat(page.templates())
        .extracting(MessageTemplate::offer)
        .containsExactly(
            new MessageTemplate.Offer("Weekend", true),
            new MessageTemplate.Offer("Weekend", false));
    assertThat(page.templates()).extracting(MessageTemplate::foreign).containsOnlyNulls();
  }

  @Test
  void P653_a_form_behind_a_button_bears_a_token_that_comes_back() throws IOException {
    assertSent(
        new Outgoing.Template(
            "book_a_visit",
            "nl",
            null,
            List.of(),
            List.of(
                new Outgoing.Template.Button(
                    Outgoing.Template.Button.Sort.FORM, 1, "01K9ZZZZZZ0000000000000002"))),
        """
        {"type": "template", "template": {"name": "book_a_visit",
          "language": {"code": "nl", "policy": "deterministic"},
          "components": [
            {"type": "button", "sub_type": "flow", "index": "1",
             "parameters": [{"type": "action",
               "action": {"flow_token": "01K9ZZZZZZ0000000000000002"}}]}]}}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "image, image/jpeg, image/gif, 5",
    "video, video/mp4, video/webm, 16",
    "document, application/pdf, application/zip, 100"
  })
  void P652_a_template_takes_one_file_of_its_sort(
      String sort, String taken, String other, int megabytes) {
    FileLimits limits = Samples.CHANNEL.files(above(new MessageTemplate.Header.Media(sort)));
    assertThat(limits.most()).isEqualTo(1);
    assertThat(limits.largest(taken)).isEqualTo(megabytes * 1_048_576L);
    assertThat(limits.largest(other)).isZero();
    // As what it goes is what the template has room for.
    assertThat(limits.findKind(new FileLimits.Sending(taken, 1)).map(Kind::word)).contains(sort);
    assertThat(limits.findKind(new FileLimits.Sending(taken, 1)))
        .isEqualTo(Samples.CHANNEL.fileLimits().findKind(new FileLimits.Sending(taken, 1)));
  }

  @Test
  void P652_a_template_without_a_file_takes_none() {
    assertThat(Samples.CHANNEL.files(above(new MessageTemplate.Header.Place())))
        .isEqualTo(FileLimits.NONE);
    assertThat(Samples.CHANNEL.files(above(new MessageTemplate.Header.Media("hologram"))))
        .isEqualTo(FileLimits.NONE);
  }

  private static MessageTemplate above(MessageTemplate.Header header) {
    return new MessageTemplate(
        null,
        "above",
        "en",
        "utility",
        MessageTemplate.State.APPROVED,
        MessageTemplate.Quality.HIGH,
        header,
        "Hi",
        null,
        List.of(),
        Map.of(),
        null);
  }

  @Test
  void P34_templates_are_listed_page_by_page() {
    TemplatePage.Listed page =
        (TemplatePage.Listed)
            Samples.CHANNEL.templates(
                200,
                """
                {"data": [
                  {"name": "order_ready", "language": "nl", "status": "APPROVED",
                   "category": "UTILITY", "id": "1", "quality_score": {"score": "YELLOW"},
                   "components": [
                    {"type": "HEADER", "format": "IMAGE"},
                    {"type": "BODY", "text": "Hi {{1}}, {{2}} is ready. Bye {{1}}",
                     "example": {"body_text": [["Lotte", "A lamp"]]}},
                    {"type": "FOOTER", "text": "Bye"},
                    {"type": "BUTTONS", "buttons": [
                      {"type": "URL", "text": "Track", "url": "https://x/{{1}}",
                       "example": ["https://x/1"]}]}]},
                  {"name": "named", "language": "en_US", "status": "PAUSED", "components": [
                    {"type": "HEADER", "format": "TEXT", "text": "On {{topic}}",
                     "example": {"header_text_named_params": [
                       {"param_name": "topic", "example": "Lamps"}]}},
                    {"type": "BODY", "text": "Hi"}]},
                  {"name": "cards", "language": "en", "status": "HOLOGRAM", "components": [
                    {"type": "BODY", "text": "Hi"}, {"type": "CAROUSEL", "cards": []}]},
                  {"name": "place", "language": "en", "status": "APPROVED", "components": [
                    {"type": "HEADER", "format": "LOCATION"}, {"type": "BODY", "text": "Hi"}]},
                  {"name": "half"}],
                 "paging": {"cursors": {"before": "A", "after": "B"}, "next": "https://x"}}
                """
                    .getBytes(UTF_8));
    assertThat(page.next()).isEqualTo("B");
    assertThat(page.templates())
        .containsExactly(
            new MessageTemplate(
                "1",
                "order_ready",
                "nl",
                "utility",
                MessageTemplate.State.APPROVED,
                MessageTemplate.Quality.MEDIUM,
                new MessageTemplate.Header.Media("image"),
                "Hi {{1}}, {{2}} is ready. Bye {{1}}",
                "Bye",
                List.of(new MessageTemplate.Button("url", "Track", "https://x/{{1}}")),
                Map.of("body.1", "Lotte", "body.2", "A lamp", "button.0", "https://x/1"),
                null),
            new MessageTemplate(
                null,
                "named",
                "en_US",
                "",
                MessageTemplate.State.PAUSED,
                MessageTemplate.Quality.UNKNOWN,
                new MessageTemplate.Header.Line("On {{topic}}"),
                "Hi",
                null,
                List.of(),
                Map.of("header.topic", "Lamps"),
                null),
            new MessageTemplate(
                null,
                "cards",
                "en",
                "",
                MessageTemplate.State.OTHER,
                MessageTemplate.Quality.UNKNOWN,
                null,
                "Hi",
                null,
                List.of(),
                Map.of(),
                "CAROUSEL"),
            new MessageTemplate(
                null,
                "place",
                "en",
                "",
                MessageTemplate.State.APPROVED,
                MessageTemplate.Quality.UNKNOWN,
                new MessageTemplate.Header.Place(),
                "Hi",
                null,
                List.of(),
                Map.of(),
                null));
  }

  @Test
  void P721_each_card_bears_its_file_and_its_values_in_its_place() throws IOException {
    assertSent(
        new Outgoing.Template(
            "winter",
            "nl",
            null,
            null,
            List.of(new Outgoing.Template.Value(null, "Lotte")),
            List.of(),
            List.of(
                new Outgoing.Template.Card(
                    picture("77", "lamp.jpg"),
                    List.of(new Outgoing.Template.Value(null, "€ 20")),
                    List.of(
                        new Outgoing.Template.Button(
                            Outgoing.Template.Button.Sort.URL, 1, "lamp"))),
                new Outgoing.Template.Card(picture("78", "chair.jpg"), List.of(), List.of()))),
        """
        {"type": "template", "template": {"name": "winter",
          "language": {"code": "nl", "policy": "deterministic"},
          "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "Lotte"}]},
            {"type": "carousel", "cards": [
              {"card_index": 0, "components": [
                {"type": "header", "parameters": [{"type": "image", "image": {"id": "77"}}]},
                {"type": "body", "parameters": [{"type": "text", "text": "€ 20"}]},
                {"type": "button", "sub_type": "url", "index": "1",
                 "parameters": [{"type": "text", "text": "lamp"}]}]},
              {"card_index": 1, "components": [
                {"type": "header", "parameters": [{"type": "image", "image": {"id": "78"}}]}]}]}]}}
        """);
  }

  private static Outgoing.Template.Header picture(String id, String name) {
    return new Outgoing.Template.Header.Media(
        new Outgoing.File(Kind.IMAGE, new Source.Uploaded(id), null, name));
  }

  private static MessageTemplate listed(String carousel) {
    TemplatePage.Listed page =
        (TemplatePage.Listed)
            Samples.CHANNEL.templates(
                200,
                """
                {"data": [{"name": "winter", "language": "en", "status": "APPROVED", "components": [
                  {"type": "BODY", "text": "Look, {{1}}", "example": {"body_text": [["Zoë"]]}},
                  {"type": "CAROUSEL", "cards": %s}]}]}
                """
                    .formatted(carousel)
                    .getBytes(UTF_8));
    return page.templates().getFirst();
  }

  @Test
  void P720_cards_are_read_from_first_to_last_with_what_may_stand_in_their_gaps() {
    assertThat(
            listed(
                """
                [{"components": [
                   {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::a"]}},
                   {"type": "BODY", "text": "A lamp for {{1}}", "example": {"body_text": [["€ 20"]]}},
                   {"type": "BUTTONS", "buttons": [
                     {"type": "QUICK_REPLY", "text": "More"},
                     {"type": "URL", "text": "See", "url": "https://x/{{1}}",
                      "example": ["https://x/1"]}]}]},
                 {"components": [{"type": "HEADER", "format": "IMAGE"}]}]
                """))
        .isEqualTo(
            new MessageTemplate(
                null,
                "winter",
                "en",
                "",
                MessageTemplate.State.APPROVED,
                MessageTemplate.Quality.UNKNOWN,
                null,
                null,
                "Look, {{1}}",
                null,
                List.of(),
                List.of(
                    new MessageTemplate.Card(
                        "image",
                        "A lamp for {{1}}",
                        List.of(
                            new MessageTemplate.Button("quick_reply", "More", null),
                            new MessageTemplate.Button("url", "See", "https://x/{{1}}"))),
                    new MessageTemplate.Card("image", "", List.of())),
                Map.of("body.1", "Zoë", "card.0.body.1", "€ 20", "card.0.button.1", "https://x/1"),
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource({"IMAGE, image/png, 5", "VIDEO, video/mp4, 16"})
  void P722_a_carousel_takes_one_file_for_each_card(String format, String taken, int megabytes) {
    String card =
        "{\"components\": [{\"type\": \"HEADER\", \"format\": \"%s\"}]}".formatted(format);
    FileLimits limits = Samples.CHANNEL.files(listed("[" + card + "," + card + "]"));
    assertThat(limits.most()).isEqualTo(2);
    assertThat(limits.largest(taken)).isEqualTo(megabytes * 1_048_576L);
    assertThat(limits.largest("application/pdf")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"components\": [{\"type\": \"HEADER\", \"format\": \"PRODUCT\"}]},"
            + " {\"components\": [{\"type\": \"HEADER\", \"format\": \"IMAGE\"}]}]",
        "[{\"components\": [{\"type\": \"HEADER\", \"format\": \"DOCUMENT\"}]}]",
        "[{\"components\": [{\"type\": \"BODY\", \"text\": \"No picture\"}]}]",
        "[{\"components\": [{\"type\": \"HEADER\", \"format\": \"IMAGE\"},"
            + " {\"type\": \"HOLOGRAM\"}]}]",
        "[{\"components\": [{\"type\": \"HEADER\", \"format\": \"IMAGE\"}]},"
            + " {\"components\": []}]",
        "[{\"components\": [{\"type\": \"HEADER\", \"format\": \"IMAGE\"}]},"
            + " {\"components\": [{\"type\": \"HEADER\", \"format\": \"VIDEO\"}]}]",
        "[]"
      })
  void P720_a_carousel_with_anything_else_in_it_is_named_as_a_whole(String cards) {
    assertThat(listed(cards).foreign()).isEqualTo("CAROUSEL");
    assertThat(listed(cards).cards()).isEmpty();
    assertThat(listed(cards).examples()).isEqualTo(Map.of("body.1", "Zoë"));
  }

  @Test
  void P34_a_list_that_is_refused_says_why_and_a_strange_cursor_ends_it() {
    assertThat(
            Samples.CHANNEL.templates(
                400, "{\"error\": {\"code\": 190, \"message\": \"x\"}}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            TemplatePage.Refused.class,
            refused -> assertThat(refused.failure().code()).isEqualTo("190"));
    assertThat(Samples.CHANNEL.templates(502, "<html>".getBytes(UTF_8)))
        .isInstanceOf(TemplatePage.Refused.class);
    assertThat(
            Samples.CHANNEL.templates(
                200,
                """
                {"data": [], "paging": {"cursors": {"after": "B&fields=x"}, "next": "https://x"}}
                """
                    .getBytes(UTF_8)))
        .isEqualTo(new TemplatePage.Listed(List.of(), null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "image/jpeg, 5242880, IMAGE",
        "image/jpeg, 5242881, DOCUMENT",
        "image/gif, 10, DOCUMENT",
        "audio/ogg, 10, AUDIO",
        "video/mp4, 16777217, DOCUMENT",
        "application/pdf, 104857600, DOCUMENT",
        "application/pdf, 104857601, none"
      })
  void P25_size_and_type_decide_as_what_a_file_goes(String type, long size, String kind) {
    assertThat(Samples.CHANNEL.fileLimits().findKind(new FileLimits.Sending(type, size)))
        .isEqualTo(Optional.ofNullable(kind).map(Kind::valueOf));
  }

  @Test
  void P26_an_accepted_message_has_its_id() {
    assertThat(
            answer(
                200,
                """
                {"messaging_product":"whatsapp",
                 "contacts":[{"input":"+31612345678","wa_id":"31612345678"}],
                 "messages":[{"id":"wamid.A","message_status":"held_for_quality_assessment"}]}
                """))
        .isEqualTo(new SendAnswer.Accepted("wamid.A", "held_for_quality_assessment"));
    assertThat(answer(200, "{\"messages\":[{\"id\":\"wamid.A\"}]}"))
        .isEqualTo(new SendAnswer.Accepted("wamid.A", "accepted"));
  }

  @Test
  void P26_an_answer_without_an_id_is_not_sent_again_on_our_own() {
    for (String body : List.of("", "{}", "<html>", "{\"messages\":[]}")) {
      ProviderFailure failure = refused(200, body);
      assertThat(failure.code()).isEqualTo("no-message-id");
      assertThat(failure.passing()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"500, true", "503, true", "429, true", "404, false", "400, false"})
  void P26_a_status_without_an_error_object_decides_alone(int status, boolean passing) {
    assertThat(refused(status, "<html>").passing()).isEqualTo(passing);
    assertThat(refused(status, "<html>").code()).isEqualTo("http-" + status);
  }

  @Test
  void P26_an_error_object_decides_by_its_code_whatever_the_status() {
    ProviderFailure failure =
        refused(
            400,
            """
            {"error":{"message":"(#130429) Rate limit hit","type":"OAuthException","code":130429,
             "error_data":{"messaging_product":"whatsapp","details":"Slow down"},
             "fbtrace_id":"A"}}
            """);
    assertThat(failure).isEqualTo(WhatsAppFailures.of(130429, "Slow down"));
    assertThat(failure.passing()).isTrue();
  }

  @Test
  void P26_an_unknown_error_is_passing_when_whatsapp_says_so() {
    assertThat(refused(400, "{\"error\":{\"code\":999,\"is_transient\":true}}").passing()).isTrue();
    assertThat(refused(500, "{\"error\":{\"code\":999}}").passing()).isTrue();
    assertThat(refused(400, "{\"error\":{\"code\":999}}").passing()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 80007, 130429, 131056, 131000, 131016, 131057, 133016})
  void P27_what_passes_by_itself_is_tried_again(int code) {
    assertThat(WhatsAppFailures.of(code, null).passing()).isTrue();
    assertThat(WhatsAppFailures.of(code, null).retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        190, 10, 200, 299, 131026, 131047, 131021, 131030, 131051, 131031, 368, 130497, 132000,
        132001, 132005, 132007, 132008, 132012, 132015, 132016, 131042, 131048, 131049, 131050,
        131052, 131053, 131062, 130472, 100, 131008, 131009
      })
  void P27_everything_else_stops_with_words_of_our_own(int code) {
    ProviderFailure failure = WhatsAppFailures.of(code, "their words");
    assertThat(failure.passing()).isFalse();
    assertThat(failure.code()).isEqualTo(Integer.toString(code));
    assertThat(failure.reason()).doesNotContain("their words").endsWith(".");
    assertThat(failure.reason()).isNotEqualTo(WhatsAppFailures.of(0, null).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "190, true",
    "10, true",
    "131031, true",
    "131042, true",
    "131047, false",
    "131021, false",
    "131051, false",
    "131050, false",
    "132001, false",
    "131053, false"
  })
  void P27_the_same_message_goes_again_only_where_something_else_can_change(
      int code, boolean retryable) {
    assertThat(WhatsAppFailures.of(code, null).retryable()).isEqualTo(retryable);
  }

  @Test
  void P28_a_file_is_found_with_its_digest_in_one_form() {
    String hex = "49f22763482062930995459b3317b02be10137f019bf3c3f3e0bb4d33f9c40d5";
    assertThat(
            WhatsAppMedia.lookup(
                200,
                """
                {"messaging_product":"whatsapp","url":"https://lookaside.fbsbx.com/x?mid=1",
                 "mime_type":"image/jpeg","sha256":"%s","file_size":"303833","id":"1"}
                """
                    .formatted(hex)
                    .getBytes(UTF_8)))
        .isEqualTo(
            new WhatsAppMedia.Lookup.Found(
                URI.create("https://lookaside.fbsbx.com/x?mid=1"), hex, "image/jpeg", 303833));
    assertThat(WhatsAppMedia.sha256("SfInY0ggYpMJlUWbMxewK+EBN/AZvzw/Pgu00z+cQNU=")).isEqualTo(hex);
    assertThat(WhatsAppMedia.sha256("nonsense")).isNull();
  }

  @Test
  void P28_a_file_that_is_gone_says_so_and_one_that_is_late_is_tried_again() {
    assertThat(
            lookupFailure(
                    400, "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"gone\"}}")
                .trouble())
        .isEqualTo(FileTrouble.GONE);
    assertThat(lookupFailure(503, ""))
        .isEqualTo(new FileFailure(FileTrouble.UNAVAILABLE, "http-503", true));
    assertThat(lookupFailure(200, "{}"))
        .isEqualTo(new FileFailure(FileTrouble.STRANGE, "no-address", true));
    assertThat(lookupFailure(401, "{\"error\":{\"code\":190}}").trouble())
        .isEqualTo(FileTrouble.SIGN_IN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../me", "1/2", "", "1?x=y", ".."})
  void P28_an_id_that_is_none_is_never_asked_for(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> WhatsAppMedia.path(id));
  }

  private static FileFailure lookupFailure(int status, String body) {
    return ((WhatsAppMedia.Lookup.Refused) WhatsAppMedia.lookup(status, body.getBytes(UTF_8)))
        .failure();
  }

  private static SendAnswer answer(int status, String body) {
    return Samples.CHANNEL.answer(status, body.getBytes(UTF_8));
  }

  private static ProviderFailure refused(int status, String body) {
    return ((SendAnswer.Refused) answer(status, body)).failure();
  }

  private static Outgoing.File file(Kind kind, @Nullable String caption) {
    return new Outgoing.File(kind, new Source.Uploaded("77"), caption, null);
  }

  private static Envelope envelope(Identity to, @Nullable String answerTo) {
    return new Envelope("106540352242922", null, to, answerTo, OURS, false);
  }

  private static Written.Request request(Outgoing message, Envelope envelope) {
    return (Written.Request) Samples.CHANNEL.write(message, envelope);
  }

  private static List<String> refusals(Outgoing message) {
    return refusals(message, envelope(PHONE, null));
  }

  private static List<String> refusals(Outgoing message, Envelope envelope) {
    return ((Written.Refused) Samples.CHANNEL.write(message, envelope)).reasons();
  }

  private static JsonNode json(Written.Request request) throws IOException {
    return Golden.read(new String(request.body(), UTF_8));
  }

  /// Compares all but what every message has.
  private static void assertSent(Outgoing message, String expected) throws IOException {
    Written.Request request = request(message, Envelope.of("106540352242922", PHONE));
    JsonNode all =
        Golden.read(
            """
            {"messaging_product": "whatsapp", "recipient_type": "individual",
             "to": "+31612345678"}
            """);
    ((ObjectNode) all).setAll((ObjectNode) Golden.read(expected));
    assertThat(json(request)).isEqualTo(all);
  }
}
