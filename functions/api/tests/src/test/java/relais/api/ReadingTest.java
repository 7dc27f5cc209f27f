package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.FileTrouble;
import relais.conversation.InboundItem;
import relais.conversation.MessageBody;
import relais.conversation.Postmark;
import relais.conversation.StoredFile;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Counts;
import software.amazon.awssdk.core.sync.RequestBody;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingTest {
  private final AwsParts aws;
  private final Desk desk;

  ReadingTest(AwsParts shared) {
    aws = shared.fresh();
    desk = Desk.open(aws);
  }

  @AfterEach
  void close() {
    desk.close();
    aws.close();
  }

  @Test
  void the_session_says_who_i_am_and_what_there_is() {
    Answer session = desk.get("noor", "/v1/session");
    assertThat(session.text("user.name")).isEqualTo("Noor Jansen");
    assertThat(session.text("user.role")).isEqualTo("agent");
    assertThat(session.at("user.teams")).isEqualTo(List.of("finance", "support"));
    assertThat(session.text("workspace.name")).isEqualTo("Harbour Goods");
    assertThat(session.list("inboxes")).hasSize(3);
    assertThat(session.list("teams")).hasSize(3);
    assertThat(session.list("users")).hasSize(6);
    assertThat(session.list("labels")).hasSize(3);
    assertThat(session.headers().get("cache-control")).isEqualTo("no-store");
  }

  @Test
  void files_of_an_infected_mail_have_no_link_until_somebody_asks_for_one() {
    desk.part(FileStore.class).put("attachments/x/0", new byte[] {1}, "image/png");
    InboundItem.Received plain =
        desk.received(
            HarbourGoods.SUPPORT_INBOX,
            "jo@example.org",
            "Infected",
            MessageBody.ofText("See the file"),
            List.of(
                new StoredFile(
                    "a.png",
                    "image/png",
                    1,
                    null,
                    false,
                    new StoredFile.State.Stored("attachments/x/0"))));
    Conversation conversation =
        desk.begin(
            plain.with(
                new Postmark(
                    desk.clock().instant(),
                    1,
                    new Verdicts(
                        Verdict.PASS,
                        Verdict.FAIL,
                        Verdict.GRAY,
                        null,
                        Verdict.PASS,
                        Verdict.FAIL))));
    Answer shown = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(shown.text("timeline.0.verdicts.virus")).isEqualTo("fail");
    assertThat(shown.text("timeline.0.verdicts.dmarc")).isEqualTo("gray");
    assertThat(shown.at("timeline.0.files.0.url")).isEqualTo(Answer.NONE);
    String entry = shown.text("timeline.0.id");
    String link =
        desk.get("sanne", Desk.path(conversation, "/messages/" + entry + "/files/0")).text("url");
    assertThat(link).contains("attachments/x/0").contains("application%2Foctet-stream");
    assertThat(
            desk.get("sanne", Desk.path(conversation, "/messages/" + entry + "/files/1")).status())
        .isEqualTo(404);
  }

  @Test
  void views_show_what_the_caller_may_see_page_by_page() {
    List<String> support = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      support.addFirst(desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp " + i, "Broken").id().value());
    }
    Conversation sale = desk.mail(HarbourGoods.SALES_INBOX, "An order", "Two lamps");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      Answer answer = desk.get("sanne", "/v1/conversations?view=new&limit=2" + cursor);
      for (int row = 0; row < answer.list("items").size(); row++) {
        seen.add(answer.text("items." + row + ".id"));
      }
      if (page < 2) {
        cursor = "&cursor=" + answer.text("next").replace("#", "%23");
      } else {
        assertThat(answer.at("next")).isEqualTo(Answer.NONE);
      }
    }
    assertThat(seen).isEqualTo(support);
    assertThat(desk.get("sanne", "/v1/conversations?view=team&team=sales").status()).isEqualTo(404);
    assertThat(desk.get("tom", "/v1/conversations?view=team&team=sales").list("items")).hasSize(1);
    assertThat(desk.get("amelie", "/v1/conversations?view=new").list("items")).hasSize(6);
    desk.post("tom", Desk.path(sale, "/assign"), "{\"agent\":\"tom\"}", Desk.seen(sale));
    assertThat(desk.get("tom", "/v1/conversations?view=mine").list("items")).hasSize(1);
    assertThat(desk.get("tom", "/v1/conversations?view=new").list("items")).isEmpty();
    assertThat(desk.get("tom", "/v1/conversations?view=team&team=sales").list("items")).hasSize(1);
    desk.post("tom", Desk.path(sale, "/close"), "{}", Desk.seen(desk.now(sale)));
    assertThat(desk.get("tom", "/v1/conversations?view=closed").list("items")).hasSize(1);
    assertThat(desk.get("sanne", "/v1/conversations?view=closed").list("items")).isEmpty();
    desk.part(Counts.class)
        .count(
            List.of(
                desk.now(sale),
                desk.part(relais.table.Conversations.class)
                    .find(new relais.conversation.ConversationId(support.getFirst()))
                    .orElseThrow()));
    Answer counts = desk.get("amelie", "/v1/counts");
    assertThat(counts.number("new")).isEqualTo(1);
    assertThat(counts.number("closed")).isEqualTo(1);
    assertThat(counts.number("teams.support")).isEqualTo(1);
    Answer toms = desk.get("tom", "/v1/counts");
    assertThat(toms.number("new")).isEqualTo(0);
    assertThat(toms.at("teams")).isEqualTo(java.util.Map.of("sales", 0));
  }

  @Test
  void lists_refuse_what_they_do_not_know() {
    assertThat(desk.get("tom", "/v1/conversations").text("field")).isEqualTo("view");
    assertThat(desk.get("tom", "/v1/conversations?view=spam").text("field")).isEqualTo("view");
    assertThat(desk.get("tom", "/v1/conversations?view=new&limit=0").text("field"))
        .isEqualTo("limit");
    assertThat(desk.get("tom", "/v1/conversations?view=new&limit=many").text("field"))
        .isEqualTo("limit");
    assertThat(desk.get("tom", "/v1/conversations?view=new&cursor=x").text("field"))
        .isEqualTo("cursor");
    assertThat(desk.get("tom", "/v1/conversations?view=team").text("field")).isEqualTo("team");
    assertThat(desk.get("tom", "/v1/conversations/nonsense").status()).isEqualTo(404);
  }

  @Test
  void a_timeline_is_read_from_its_newest_page_back() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    for (int i = 0; i < 60; i++) {
      conversation = desk.more(conversation, "And " + i);
    }
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.list("timeline")).hasSize(50);
    assertThat(detail.text("timeline.49.text")).isEqualTo("And 59");
    assertThat(detail.text("replyTo.to.0.address")).isEqualTo("jo@example.org");
    assertThat(detail.list("replyTo.cc")).hasSize(2);
    Answer earlier =
        desk.get("sanne", Desk.path(conversation, "/timeline?cursor=" + detail.text("earlier")));
    assertThat(earlier.list("timeline")).hasSize(62 - 50);
    assertThat(earlier.text("timeline.0.evidence")).isEqualTo("first");
    assertThat(earlier.text("timeline.1.event")).isEqualTo("created");
    assertThat(earlier.at("earlier")).isEqualTo(Answer.NONE);
  }

  @Test
  void who_a_reply_goes_to_is_warned_of() {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    assertThat(desk.get("sanne", Desk.path(conversation, "")).list("recipientWarnings")).isEmpty();
    relais.conversation.AddressMark mark =
        new relais.conversation.AddressMark(
            relais.conversation.AddressMark.Kind.SUPPRESSED,
            java.time.Instant.parse("2026-11-20T12:00:00Z"),
            "On the list");
    relais.table.AddressMarks marks = desk.part(relais.table.AddressMarks.class);
    marks.save(relais.conversation.Identity.email("jo@example.org"), mark);
    marks.save(relais.conversation.Identity.email("nobody@example.org"), mark);
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.text("recipientWarnings.0.address")).isEqualTo("jo@example.org");
    assertThat(detail.text("recipientWarnings.0.kind")).isEqualTo("suppressed");
    assertThat(detail.text("recipientWarnings.0.reason")).isEqualTo("On the list");
    assertThat(detail.list("recipientWarnings")).hasSize(1);
    assertThat(detail.list("related")).isEmpty();
  }

  @Test
  void other_conversations_of_the_contact_are_shown_only_to_who_may_see_them() {
    Conversation support = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    Conversation sales = desk.mail(HarbourGoods.SALES_INBOX, "A secret offer", "Please");
    assertThat(desk.get("sanne", Desk.path(support, "")).list("contact.conversations")).isEmpty();
    Answer marcos = desk.get("marco", Desk.path(support, ""));
    assertThat(marcos.text("contact.conversations.0.id")).isEqualTo(sales.id().value());
    assertThat(marcos.text("contact.identities.0.value")).isEqualTo("jo@example.org");
  }

  @Test
  void files_and_originals_are_downloaded_by_links() throws Exception {
    desk.part(FileStore.class).put("attachments/x/0", new byte[] {1, 2, 3}, "image/png");
    InboundItem.Received item =
        desk.received(
            HarbourGoods.SUPPORT_INBOX,
            "jo@example.org",
            "A picture",
            MessageBody.ofText("See"),
            List.of(
                new StoredFile(
                    "lamp.png",
                    "image/png",
                    3,
                    "c1",
                    true,
                    new StoredFile.State.Stored("attachments/x/0")),
                new StoredFile(
                    "film.mp4", "video/mp4", 0, null, false, new StoredFile.State.Fetching("1")),
                new StoredFile(
                    "voice.ogg",
                    "audio/ogg",
                    0,
                    null,
                    false,
                    new StoredFile.State.Failed("2", FileTrouble.GONE))));
    aws.clients()
        .s3()
        .putObject(
            put -> put.bucket(aws.bucket("RawBucket")).key(item.rawKey()),
            RequestBody.fromString("Subject: A picture"));
    Conversation conversation = desk.begin(item);
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(download(detail.text("timeline.0.files.0.url")).body())
        .isEqualTo(new byte[] {1, 2, 3});
    assertThat(detail.at("timeline.0.files.1.url")).isEqualTo(Answer.NONE);
    assertThat(detail.text("timeline.0.files.2.trouble")).isEqualTo("gone");
    Answer original =
        desk.get(
            "sanne",
            Desk.path(conversation, "/messages/" + detail.text("timeline.0.id") + "/original"));
    HttpResponse<byte[]> raw = download(original.text("url"));
    assertThat(new String(raw.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("Subject: A picture");
    assertThat(raw.headers().firstValue("content-disposition").orElseThrow())
        .contains("attachment")
        .contains(".eml");
  }

  private static HttpResponse<byte[]> download(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void a_live_ticket_lets_its_user_in_once() {
    Answer ticket = desk.post("marco", "/v1/live/tickets", "{}", java.util.Map.of());
    assertThat(ticket.text("url")).startsWith("wss://");
    relais.table.Connections connections = desk.part(relais.table.Connections.class);
    assertThat(connections.redeem(ticket.text("ticket"), desk.clock().instant()))
        .contains(
            new relais.table.Connections.Holder.Agent(new relais.conversation.UserId("marco")));
    assertThat(connections.redeem(ticket.text("ticket"), desk.clock().instant())).isEmpty();
  }
}
