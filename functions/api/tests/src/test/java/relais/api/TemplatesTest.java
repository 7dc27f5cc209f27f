package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.conversation.ChatAct;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

/// An agent chooses a template, fills it in and sends it; an admin sees what the provider thinks.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplatesTest {
  private static final String ACCOUNT = GraphDesk.ACCOUNT;
  private static final String LAST =
      """
      {"data": [
        {"id": "2", "name": "code", "language": "nl", "status": "APPROVED",
         "category": "AUTHENTICATION", "components": [{"type": "BODY", "text": "{{1}}"}]},
        {"id": "3", "name": "invoice", "language": "nl", "status": "APPROVED",
         "category": "UTILITY", "components": [
          {"type": "HEADER", "format": "DOCUMENT"}, {"type": "BODY", "text": "Hoi {{1}}"}]},
        {"id": "4", "name": "shop", "language": "nl", "status": "APPROVED",
         "category": "UTILITY", "components": [
          {"type": "HEADER", "format": "LOCATION"}, {"type": "BODY", "text": "Tot zo"}]},
        {"id": "5", "name": "weekend", "language": "nl", "status": "APPROVED",
         "category": "MARKETING", "components": [
          {"type": "LIMITED_TIME_OFFER",
           "limited_time_offer": {"text": "Havenweekend", "has_expiration": true}},
          {"type": "BODY", "text": "Alles goedkoper"},
          {"type": "BUTTONS", "buttons": [{"type": "COPY_CODE", "text": "Kopieer"}]}]},
        {"id": "6", "name": "winter", "language": "nl", "status": "APPROVED",
         "category": "MARKETING", "components": [
          {"type": "BODY", "text": "Kijk"}, {"type": "CAROUSEL", "cards": []}]},
        {"id": "7", "name": "zomer", "language": "nl", "status": "APPROVED",
         "category": "MARKETING", "components": [
          {"type": "BODY", "text": "Kijk, {{1}}"},
          {"type": "CAROUSEL", "cards": [
            {"components": [{"type": "HEADER", "format": "IMAGE"},
              {"type": "BODY", "text": "Tent {{1}}", "example": {"body_text": [["€ 20"]]}},
              {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Meer"}]}]},
            {"components": [{"type": "HEADER", "format": "IMAGE"},
              {"type": "BODY", "text": "Stoel"},
              {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Meer"}]}]}]}]}]}\
      """;
  private static final String WISH =
      """
      "template":{"name":"order_ready","language":"nl",
       "values":{"header.1":"HG-1","body.1":"Ada","body.2":"je\\nlamp"}}\
      """;

  private final GraphDesk graph;
  private final Desk desk;
  private final AtomicReference<String> status = new AtomicReference<>("APPROVED");
  private final AtomicInteger lists = new AtomicInteger();

  TemplatesTest(AwsParts shared) throws IOException {
    graph = new GraphDesk(shared, this::answer);
    desk = graph.desk();
  }

  private String answer(String path, String query) {
    if (path.equals("/" + ACCOUNT + "/message_templates")) {
      lists.incrementAndGet();
      return query.contains("after=Mg") ? LAST : firstPage();
    }
    return query.contains("messaging_limit_tier")
        ? "{\"messaging_limit_tier\":\"TIER_1K\"}"
        : "{\"quality_rating\":\"YELLOW\",\"status\":\"CONNECTED\"}";
  }

  private String firstPage() {
    return """
    {"data": [
      {"id": "1", "name": "order_ready", "language": "nl", "status": "%s",
       "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Bestelling {{1}}"},
        {"type": "BODY", "text": "Hoi {{1}}, {{2}} ligt klaar."},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Ik kom"}]}]}],
     "paging": {"cursors": {"after": "Mg"}, "next": "https://x"}}\
    """
        .formatted(status.get());
  }

  private void token(String token) {
    graph.token(token);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  private Conversation late() {
    Conversation chat = desk.chat("Hoi, wanneer is de lamp er? Ik heb het graag voor mijn feest.");
    desk.clock().advance(Duration.ofDays(2));
    return desk.now(chat);
  }

  private Answer fetch(Conversation chat) {
    return desk.post("amelie", Desk.path(chat, "/templates/fetch"), null, Map.of());
  }

  @Test
  void the_list_is_read_whole_with_what_is_known_for_its_gaps() {
    Conversation chat = late();
    assertThat(desk.get("amelie", Desk.path(chat, "/templates")).at("fetchedAt"))
        .isEqualTo(Answer.NONE);
    Answer list = fetch(chat);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.list("items")).hasSize(7);
    assertThat(list.text("items.0.name")).isEqualTo("code");
    assertThat(list.at("items.0.hindrance")).isEqualTo(Answer.NONE);
    assertThat(list.text("items.5.hindrance")).isEqualTo("parts");
    assertThat(list.list("items.5.cards")).isEmpty();
    assertThat(list.text("items.6.cards.1.body")).isEqualTo("Stoel");
    assertThat(list.text("items.6.cards.0.media")).isEqualTo("image");
    assertThat(list.text("items.6.cards.0.buttons.0.label")).isEqualTo("Meer");
    assertThat(list.number("items.6.files.most")).isEqualTo(2);
    assertThat(list.at("items.6.gaps.0.card")).isEqualTo(Answer.NONE);
    assertThat(list.text("items.6.gaps.1.id")).isEqualTo("card.0.body.1");
    assertThat(list.number("items.6.gaps.1.card")).isZero();
    assertThat(list.text("items.6.gaps.1.example")).isEqualTo("€ 20");
    assertThat(list.text("items.1.media")).isEqualTo("document");
    assertThat(list.number("items.1.files.most")).isEqualTo(1);
    assertThat(list.text("items.1.files.sorts.0.types.0")).isEqualTo("application/pdf");
    assertThat(list.number("items.2.files.most")).isZero();
    assertThat(list.at("items.3.place")).isEqualTo(true);
    assertThat(list.text("items.3.gaps.2.id")).isEqualTo("map.latitude");
    assertThat(list.at("items.2.hindrance")).isEqualTo(Answer.NONE);
    assertThat(list.text("items.2.gaps.1.id")).isEqualTo("body.1");
    assertThat(list.text("items.2.gaps.1.proposed")).isEqualTo("Ada");
    assertThat(list.text("items.4.offer.text")).isEqualTo("Havenweekend");
    assertThat(list.text("items.4.gaps.0.id")).isEqualTo("offer.ends");
    assertThat(list.at("items.0.offer")).isEqualTo(Answer.NONE);
    assertThat(list.text("language")).isEqualTo("nl");
    assertThat(list.at("ready")).isEqualTo(true);
    assertThat(desk.get("amelie", Desk.path(chat, "/templates")).json()).isEqualTo(list.json());
    // Asked again at once, the provider is left in peace.
    fetch(chat);
    assertThat(lists).hasValue(2);
  }

  @Test
  void a_template_is_sent_when_the_time_is_over_once_and_is_read_as_the_customer_reads_it() {
    Conversation chat = late();
    fetch(chat);
    String body =
        "{\"sendAt\":\"%s\",%s}".formatted(desk.clock().instant().plus(Duration.ofDays(3)), WISH);
    Map<String, String> headers = Desk.seen(chat, Desk.newKey());
    Answer sent = desk.post("amelie", Desk.path(chat, "/replies"), body, headers);
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("entry.chat.words")).isEqualTo("Hoi Ada, je lamp ligt klaar.");
    assertThat(sent.text("entry.chat.template.header")).isEqualTo("Bestelling HG-1");
    assertThat(sent.text("entry.chat.template.buttons.0")).isEqualTo("Ik kom");
    assertThat(desk.post("amelie", Desk.path(chat, "/replies"), body, headers).json())
        .isEqualTo(sent.json());
    assertThat(desk.timeline(chat).stream().filter(Entry.OutboundMessage.class::isInstance))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(((Entry.OutboundMessage) entry).act())
                    .isInstanceOfSatisfying(
                        ChatAct.Template.class,
                        act ->
                            assertThat(act.values())
                                .containsExactly(
                                    new ChatAct.Template.Value(null, "Ada"),
                                    new ChatAct.Template.Value(null, "je lamp"))));
    // Taken back, it can be sent again as it was.
    Answer back =
        desk.post(
            "amelie",
            Desk.path(chat, "/messages/" + sent.text("entry.id") + "/cancel"),
            null,
            Map.of());
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.text("words.template.name")).isEqualTo("order_ready");
    assertThat(back.at("words.template.values"))
        .isEqualTo(Map.of("header.1", "HG-1", "body.1", "Ada", "body.2", "je lamp"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"body.1\":\"Ada\" | \"body.1\":\" \" | invalid-field",
        "\"name\":\"order_ready\" | \"name\":\"gone\" | template-gone",
        "\"language\":\"nl\" | \"language\":\"en\" | template-gone",
        "\"name\":\"order_ready\" | \"name\":\"winter\" | template-not-sendable"
      })
  void what_cannot_be_sent_is_named_and_nothing_is_written(
      String right, String wrong, String code) {
    Conversation chat = late();
    fetch(chat);
    assertThat(WISH).contains(right);
    Answer answer =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            "{" + WISH.replace(right, wrong) + "}",
            Desk.seen(chat, Desk.newKey()));
    assertThat(answer.code()).isEqualTo(code);
    assertThat(desk.now(chat)).isEqualTo(chat);
  }

  private static final String INVOICE =
      """
      "template":{"name":"invoice","language":"nl","values":{"body.1":"Ada"}}\
      """;

  private static String pdf(String upload) {
    return "\"files\":[{\"upload\":\"%s\",\"name\":\"HG-1.pdf\",\"type\":\"application/pdf\"}]"
        .formatted(upload);
  }

  @Test
  void one_with_a_document_is_sent_with_it_and_comes_back_with_it() throws Exception {
    Conversation chat = late();
    fetch(chat);
    String later = "\"sendAt\":\"%s\"".formatted(desk.clock().instant().plus(Duration.ofDays(3)));
    String upload = desk.uploaded("amelie", "HG-1.pdf", "application/pdf", new byte[] {1, 2, 3});
    String wish = "{%s,%s,%s}".formatted(later, INVOICE, pdf(upload));
    Answer sent =
        desk.post("amelie", Desk.path(chat, "/replies"), wish, Desk.seen(chat, Desk.newKey()));
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("entry.chat.template.media")).isEqualTo("document");
    assertThat(sent.text("entry.files.0.name")).isEqualTo("HG-1.pdf");
    assertThat(sent.text("entry.files.0.state")).isEqualTo("stored");
    Answer back =
        desk.post(
            "amelie",
            Desk.path(chat, "/messages/" + sent.text("entry.id") + "/cancel"),
            null,
            Map.of());
    assertThat(back.text("words.template.name")).isEqualTo("invoice");
    assertThat(back.text("words.files.0.name")).isEqualTo("HG-1.pdf");
    Answer again =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            "{%s,%s}".formatted(INVOICE, pdf(back.text("words.files.0.upload"))),
            Desk.seen(desk.now(chat), Desk.newKey()));
    assertThat(again.number("entry.files.0.size")).isEqualTo(3);
  }

  private static final String CAROUSEL =
      """
      "template":{"name":"zomer","language":"nl","values":{"body.1":"Ada","card.0.body.1":"€ 20"}}\
      """;

  private static String picture(String upload) {
    return "{\"upload\":\"%s\",\"name\":\"%s.png\",\"type\":\"image/png\"}"
        .formatted(upload, upload.substring(0, 3));
  }

  @Test
  void A140_cards_take_a_file_each_are_read_with_their_words_and_come_back_with_both()
      throws Exception {
    Conversation chat = late();
    fetch(chat);
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    String one = picture(desk.uploaded("amelie", "tent.png", "image/png", png));
    String two = picture(desk.uploaded("amelie", "stoel.png", "image/png", png));
    String later = "\"sendAt\":\"%s\"".formatted(desk.clock().instant().plus(Duration.ofDays(3)));
    Answer half =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            "{%s,\"files\":[%s]}".formatted(CAROUSEL, one),
            Desk.seen(chat, Desk.newKey()));
    assertThat(half.text("field")).isEqualTo("files");
    assertThat(half.text("detail")).contains("2 files");
    Answer sent =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            "{%s,%s,\"files\":[%s,%s]}".formatted(later, CAROUSEL, one, two),
            Desk.seen(chat, Desk.newKey()));
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("entry.chat.words")).isEqualTo("Kijk, Ada");
    assertThat(sent.text("entry.chat.template.cards.0.text")).isEqualTo("Tent € 20");
    assertThat(sent.text("entry.chat.template.cards.1.buttons.0")).isEqualTo("Meer");
    assertThat(sent.list("entry.files")).hasSize(2);
    Answer back =
        desk.post(
            "amelie",
            Desk.path(chat, "/messages/" + sent.text("entry.id") + "/cancel"),
            null,
            Map.of());
    assertThat(back.at("words.template.values"))
        .isEqualTo(Map.of("body.1", "Ada", "card.0.body.1", "€ 20"));
    assertThat(back.list("words.files")).hasSize(2);
  }

  @Test
  void a_name_with_a_comma_is_known_whole() {
    late();
    String path = "/v1/inboxes/" + HarbourGoods.WHATSAPP_INBOX.value() + "/templates";
    assertThat(desk.get("amelie", path + "?contact=Bos%2C%20Lotte").text("known.0"))
        .isEqualTo("Bos, Lotte");
  }

  @Test
  void a_conversation_begins_with_a_document() throws Exception {
    String inbox = HarbourGoods.WHATSAPP_INBOX.value();
    desk.post("marco", "/v1/inboxes/" + inbox + "/templates/fetch", null, Map.of());
    Answer begun =
        desk.post(
            "marco",
            "/v1/conversations",
            "{\"inbox\":\"%s\",\"number\":\"+31 6 9999 0002\",%s,%s}"
                .formatted(
                    inbox,
                    INVOICE,
                    pdf(
                        desk.uploaded(
                            "marco", "HG-1.pdf", "application/pdf", new byte[] {1, 2, 3}))),
            Desk.key(Desk.newKey()));
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.text("entry.files.0.name")).isEqualTo("HG-1.pdf");
    assertThat(begun.text("entry.files.0.state")).isEqualTo("stored");
  }

  @Test
  void one_with_a_document_takes_one_pdf_and_one_without_takes_nothing() throws Exception {
    Conversation chat = late();
    fetch(chat);
    String upload = desk.uploaded("amelie", "HG-1.pdf", "application/pdf", new byte[] {1, 2, 3});
    String two = pdf(upload).replace("}]", "},") + pdf(upload).substring("\"files\":[".length());
    for (String wrong :
        new String[] {
          "{" + INVOICE + "}",
          "{%s,%s}".formatted(INVOICE, two),
          "{%s,%s}".formatted(INVOICE, pdf(upload).replace("application/pdf", "image/png")),
          "{%s,%s}".formatted(WISH, pdf(upload))
        }) {
      Answer answer =
          desk.post("amelie", Desk.path(chat, "/replies"), wrong, Desk.seen(chat, Desk.newKey()));
      assertThat(answer.code()).as(wrong).isEqualTo("invalid-field");
      assertThat(answer.text("field")).as(wrong).startsWith("files");
    }
    assertThat(desk.now(chat)).isEqualTo(chat);
  }

  @Test
  void C686_an_offer_ends_after_its_message_has_gone_out_also_when_that_is_moved() {
    Conversation chat = late();
    fetch(chat);
    Instant leaves = desk.clock().instant().plus(Duration.ofDays(3));
    String wish =
        """
        {"sendAt":"%s","template":{"name":"weekend","language":"nl",
         "values":{"offer.ends":"%s","button.0":"HARBOUR15"}}}\
        """;
    Answer over =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            wish.formatted(leaves, leaves),
            Desk.seen(chat, Desk.newKey()));
    assertThat(over.text("field")).isEqualTo("template.values.offer.ends");
    assertThat(over.text("detail")).contains("later moment");
    Instant ends = leaves.plusSeconds(60);
    Answer sent =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            wish.formatted(leaves, ends),
            Desk.seen(chat, Desk.newKey()));
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("entry.chat.template.offer.text")).isEqualTo("Havenweekend");
    assertThat(Instant.parse(sent.text("entry.chat.template.offer.endsAt"))).isEqualTo(ends);
    String path = Desk.path(chat, "/messages/" + sent.text("entry.id") + "/schedule");
    Answer tooLate = desk.post("amelie", path, "{\"sendAt\":\"%s\"}".formatted(ends), Map.of());
    assertThat(tooLate.text("field")).isEqualTo("sendAt");
    Answer moved =
        desk.post("amelie", path, "{\"sendAt\":\"%s\"}".formatted(ends.minusSeconds(1)), Map.of());
    assertThat(moved.status()).isEqualTo(200);
  }

  @Test
  void one_with_a_place_shows_it_and_needs_one_that_is_on_a_map() {
    Conversation chat = late();
    fetch(chat);
    String wish =
        """
        {"template":{"name":"shop","language":"nl","values":{"map.name":"Shop",
         "map.address":"Kade 1","map.latitude":"%s","map.longitude":"5.06"}}}\
        """;
    Answer wrong =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            wish.formatted("952"),
            Desk.seen(chat, Desk.newKey()));
    assertThat(wrong.text("field")).isEqualTo("template.values.map.latitude");
    assertThat(wrong.text("detail")).contains("-90 to 90");
    Answer sent =
        desk.post(
            "amelie",
            Desk.path(chat, "/replies"),
            wish.formatted("52,64"),
            Desk.seen(chat, Desk.newKey()));
    assertThat(sent.text("entry.chat.parts.0.part")).isEqualTo("place");
    assertThat(sent.text("entry.chat.parts.0.latitude")).isEqualTo("52.64");
    assertThat(sent.text("entry.chat.parts.0.address")).isEqualTo("Kade 1");
  }

  @Test
  void one_that_is_paused_meanwhile_is_not_sent() {
    Conversation chat = late();
    fetch(chat);
    status.set("PAUSED");
    desk.clock().advance(Duration.ofMinutes(1));
    fetch(chat);
    assertThat(
            desk.post(
                    "amelie",
                    Desk.path(chat, "/replies"),
                    "{" + WISH + "}",
                    Desk.seen(chat, Desk.newKey()))
                .code())
        .isEqualTo("template-not-sendable");
  }

  @Test
  void words_of_their_own_do_not_go_with_a_template_nor_alone_when_the_time_is_over() {
    Conversation chat = late();
    fetch(chat);
    assertThat(
            desk.post(
                    "amelie",
                    Desk.path(chat, "/replies"),
                    "{\"text\":\"Hi\"," + WISH + "}",
                    Desk.seen(chat, Desk.newKey()))
                .text("field"))
        .isEqualTo("text");
    assertThat(
            desk.post(
                    "amelie",
                    Desk.path(chat, "/replies"),
                    "{\"text\":\"Hi\"}",
                    Desk.seen(chat, Desk.newKey()))
                .code())
        .isEqualTo("window-closed");
  }

  @Test
  void a_conversation_begins_with_a_template_once_and_not_a_second_time_with_that_number() {
    String inbox = HarbourGoods.WHATSAPP_INBOX.value();
    assertThat(
            desk.post("marco", "/v1/inboxes/" + inbox + "/templates/fetch", null, Map.of())
                .status())
        .isEqualTo(200);
    String body =
        "{\"inbox\":\"%s\",\"number\":\"+31 6 9999 0001\",\"name\":\"Ada L.\",%s}"
            .formatted(inbox, WISH);
    Map<String, String> key = Desk.key(Desk.newKey());
    Answer begun = desk.post("marco", "/v1/conversations", body, key);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.text("conversation.contact.name")).isEqualTo("Ada L.");
    assertThat(begun.text("conversation.channel")).isEqualTo("whatsapp");
    assertThat(begun.at("conversation.windowClosesAt")).isEqualTo(Answer.NONE);
    assertThat(begun.text("conversation.assignee")).isEqualTo("marco");
    assertThat(desk.post("marco", "/v1/conversations", body, key).json()).isEqualTo(begun.json());
    Answer second = desk.post("marco", "/v1/conversations", body, Desk.key(Desk.newKey()));
    assertThat(second.code()).isEqualTo("chat-exists");
    assertThat(second.text("detail")).contains("#" + begun.at("conversation.caseNumber"));
  }

  @Test
  void a_number_without_its_country_is_none() {
    Answer answer =
        desk.post(
            "marco",
            "/v1/conversations",
            "{\"inbox\":\"%s\",\"number\":\"06 1234\",%s}"
                .formatted(HarbourGoods.WHATSAPP_INBOX, WISH),
            Desk.key(Desk.newKey()));
    assertThat(answer.text("field")).isEqualTo("number");
  }

  @Test
  void what_the_provider_refuses_stands_beside_the_list_which_stays() {
    Conversation chat = late();
    fetch(chat);
    token("another");
    desk.clock().advance(Duration.ofMinutes(10));
    Answer refused = fetch(chat);
    assertThat(refused.text("trouble.code")).isEqualTo("190");
    assertThat(refused.list("items")).hasSize(7);
  }

  @Test
  void an_admin_sees_how_the_provider_regards_the_number() {
    String inbox = HarbourGoods.WHATSAPP_INBOX.value();
    desk.post("amelie", "/v1/inboxes/" + inbox + "/templates/fetch", null, Map.of());
    Answer standing = desk.get("amelie", "/v1/inboxes/" + inbox + "/standing");
    assertThat(standing.text("quality")).isEqualTo("medium");
    assertThat(standing.text("limit")).isEqualTo("TIER_1K");
    assertThat(standing.text("status")).isEqualTo("CONNECTED");
    assertThat(standing.list("news")).isEmpty();
  }

  @Test
  void templates_of_another_team_are_not_there() {
    assertThat(
            desk.get("chiara", "/v1/inboxes/" + HarbourGoods.WHATSAPP_INBOX + "/templates")
                .status())
        .isEqualTo(404);
  }
}
