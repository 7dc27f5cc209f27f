package relais.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import relais.conversation.AccentColour;
import relais.conversation.Channel;
import relais.conversation.ChatSettings;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.FormSettings;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Quarantine;

/// Every route the program has, asked by everybody who might ask. A new route fails here until it
/// says who may use it.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteAccessTest {
  private enum Reach {
    /// Everybody with a user.
    USERS,
    /// Those who may see the conversation; to others it does not exist.
    CONVERSATION,
    /// Admins only.
    ADMINS,
    /// Telephone systems with a token of their own, and no user.
    TELEPHONES
  }

  private record Use(Reach reach, int status, @Nullable String body) {}

  private static final String PHOTO = "{\"content\":\"iVBORw0KGgo=\"}";
  private static final String RULE =
      """
      {"name":"R","enabled":true,"position":9,"condition":{"places":["body"],"words":["x"]},
       "actions":{"labels":["urgent"],"team":null,"close":false}}\
      """;

  private static final String BOT =
      """
      {"channel":"telegram","name":"Bot","team":"sales",
       "values":{"botName":"@shop_bot","botToken":"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"}}\
      """;

  private static final String INBOX =
      """
      {"name":"Sales","team":"sales",
       "addresses":{"main":"sales@harbourgoods.example","aliases":[]},
       "outgoing":{"senderName":"Sales","replyAddresses":true,"signature":null},
       "policy":{"spam":"deliver","admitsInfected":false},"hours":null,
       "acknowledgement":{"on":false,"fallback":"en","wordings":[],
         "perRecipient":5,"perInbox":200}}\
      """;

  private static final String CHAT =
      """
      {"name":"Chat","team":"support","origins":["https://shop.example"],"accent":"#1f6f5c",
       "fallback":"en","texts":[{"language":"en","title":"Shop","greeting":"Hello","away":"Later"}],
       "asksName":"not","asksEmail":"optional","hours":null,"mail":"support"}\
      """;

  private static final String FORM =
      """
      {"name":"Form","mail":"support","origins":[],"accent":"#1f6f5c","fallback":"en",
       "texts":[{"language":"en","title":"Write","intro":"","thanks":"Thanks"}],
       "fields":[],"takesFiles":true}\
      """;

  private static final Map<String, Use> USES =
      Map.ofEntries(
          Map.entry(
              "POST /v1/inboxes/chats",
              new Use(Reach.ADMINS, 201, "{\"name\":\"Chat\",\"team\":\"support\"}")),
          Map.entry(
              "POST /v1/inboxes/forms",
              new Use(
                  Reach.ADMINS,
                  201,
                  "{\"name\":\"Form\",\"team\":\"support\",\"mail\":\"support\"}")),
          Map.entry("GET /v1/inboxes/{id}/chat", new Use(Reach.ADMINS, 200, null)),
          Map.entry("PUT /v1/inboxes/{id}/chat", new Use(Reach.ADMINS, 200, CHAT)),
          Map.entry("POST /v1/inboxes/{id}/chat/secret", new Use(Reach.ADMINS, 200, "{}")),
          Map.entry("GET /v1/inboxes/{id}/form", new Use(Reach.ADMINS, 200, null)),
          Map.entry("PUT /v1/inboxes/{id}/form", new Use(Reach.ADMINS, 200, FORM)),
          Map.entry("POST /v1/conversations/{id}/seen", new Use(Reach.CONVERSATION, 204, null)),
          // A mail has no visitor: only chats are found.
          Map.entry("GET /v1/conversations/{id}/presence", new Use(Reach.CONVERSATION, 404, null)),
          Map.entry(
              "POST /v1/conversations/{id}/typing",
              new Use(Reach.CONVERSATION, 204, "{\"typing\":true}")),
          Map.entry("GET /v1/session", new Use(Reach.USERS, 200, null)),
          Map.entry(
              "POST /v1/conversations/preview",
              // The body names no inbox: whoever is signed in is told so.
              new Use(Reach.USERS, 400, "{\"to\":[{\"address\":\"a@b.example\"}]}")),
          Map.entry("GET /v1/counts", new Use(Reach.USERS, 200, null)),
          Map.entry("PUT /v1/me/availability", new Use(Reach.USERS, 200, "{\"available\":true}")),
          Map.entry("GET /v1/me/writing", new Use(Reach.USERS, 200, null)),
          Map.entry(
              "PUT /v1/me/writing",
              new Use(Reach.USERS, 200, "{\"signature\":\"<p>Bye</p>\",\"quotes\":true}")),
          Map.entry("PUT /v1/me/photo", new Use(Reach.USERS, 200, PHOTO)),
          Map.entry("DELETE /v1/me/photo", new Use(Reach.USERS, 200, null)),
          Map.entry("PUT /v1/me/telephone", new Use(Reach.USERS, 200, "{\"number\":\"\"}")),
          Map.entry("GET /v1/telephone-tokens", new Use(Reach.ADMINS, 200, null)),
          Map.entry("POST /v1/telephone-tokens", new Use(Reach.ADMINS, 201, "{\"name\":\"PBX\"}")),
          // There is none of this name: an admin is told so.
          Map.entry("DELETE /v1/telephone-tokens/{id}", new Use(Reach.ADMINS, 404, null)),
          Map.entry("GET /v1/telephony/agents", new Use(Reach.TELEPHONES, 401, null)),
          Map.entry("GET /v1/telephony/lookup", new Use(Reach.TELEPHONES, 401, null)),
          // It is a mail: whoever may see it is told so.
          Map.entry("POST /v1/conversations/{id}/calls", new Use(Reach.CONVERSATION, 409, null)),
          Map.entry("GET /v1/conversations/{id}/calls", new Use(Reach.CONVERSATION, 200, null)),
          Map.entry("POST /v1/live/tickets", new Use(Reach.USERS, 200, "{}")),
          Map.entry(
              "POST /v1/uploads", new Use(Reach.USERS, 201, "{\"name\":\"a.pdf\",\"size\":1}")),
          Map.entry("PUT /v1/workspace/undo-window", new Use(Reach.ADMINS, 200, "{\"seconds\":0}")),
          Map.entry("PUT /v1/workspace/quoting", new Use(Reach.ADMINS, 200, "{\"quotes\":true}")),
          Map.entry(
              "GET /v1/uploads/{id}",
              // Nobody stored it: only the caller's own are found.
              new Use(Reach.USERS, 404, null)),
          Map.entry("GET /v1/rules", new Use(Reach.USERS, 200, null)),
          Map.entry("POST /v1/rules", new Use(Reach.ADMINS, 201, RULE)),
          Map.entry("PUT /v1/rules/{id}", new Use(Reach.ADMINS, 200, RULE)),
          Map.entry("DELETE /v1/rules/{id}", new Use(Reach.ADMINS, 204, null)),
          Map.entry("GET /v1/quarantine", new Use(Reach.ADMINS, 200, null)),
          Map.entry("GET /v1/quarantine/{id}/original", new Use(Reach.ADMINS, 200, null)),
          Map.entry(
              "POST /v1/quarantine/{id}/retry", new Use(Reach.ADMINS, 202, "{\"inbox\":null}")),
          Map.entry("DELETE /v1/quarantine/{id}", new Use(Reach.ADMINS, 204, null)),
          Map.entry("GET /v1/ledger", new Use(Reach.ADMINS, 200, null)),
          Map.entry("POST /v1/ledger/runs", new Use(Reach.ADMINS, 202, "{}")),
          Map.entry("POST /v1/ledger/missing/retry", new Use(Reach.ADMINS, 202, "{}")),
          Map.entry("GET /v1/held", new Use(Reach.ADMINS, 200, null)),
          Map.entry("POST /v1/held/release", new Use(Reach.ADMINS, 202, null)),
          Map.entry("POST /v1/held/discard", new Use(Reach.ADMINS, 202, null)),
          Map.entry("GET /v1/inboxes", new Use(Reach.ADMINS, 200, null)),
          Map.entry(
              "POST /v1/inboxes",
              new Use(
                  Reach.ADMINS,
                  201,
                  "{\"name\":\"B\",\"team\":\"sales\",\"address\":\"b@harbourgoods.example\"}")),
          Map.entry("GET /v1/channels", new Use(Reach.ADMINS, 200, null)),
          Map.entry("POST /v1/accounts", new Use(Reach.ADMINS, 201, BOT)),
          Map.entry("GET /v1/inboxes/{id}/account", new Use(Reach.ADMINS, 404, null)),
          Map.entry("PUT /v1/inboxes/{id}/account", new Use(Reach.ADMINS, 404, BOT)),
          Map.entry("POST /v1/inboxes/{id}/account/test", new Use(Reach.ADMINS, 404, "{}")),
          // Mail has no templates: only inboxes that have some are found.
          Map.entry("GET /v1/inboxes/{id}/templates", new Use(Reach.USERS, 404, null)),
          Map.entry("POST /v1/inboxes/{id}/templates/fetch", new Use(Reach.USERS, 404, "{}")),
          Map.entry("GET /v1/conversations/{id}/templates", new Use(Reach.CONVERSATION, 404, null)),
          Map.entry(
              "POST /v1/conversations/{id}/templates/fetch",
              new Use(Reach.CONVERSATION, 404, "{}")),
          Map.entry("GET /v1/inboxes/{id}/products", new Use(Reach.USERS, 404, null)),
          Map.entry("GET /v1/conversations/{id}/products", new Use(Reach.CONVERSATION, 404, null)),
          Map.entry("GET /v1/inboxes/{id}/standing", new Use(Reach.ADMINS, 200, null)),
          Map.entry("GET /v1/inboxes/{id}/settings", new Use(Reach.ADMINS, 200, null)),
          Map.entry("PUT /v1/inboxes/{id}/settings", new Use(Reach.ADMINS, 200, INBOX)),
          Map.entry("GET /v1/inboxes/{id}/connection", new Use(Reach.ADMINS, 200, null)),
          Map.entry("POST /v1/inboxes/{id}/test-messages", new Use(Reach.ADMINS, 201, "{}")),
          Map.entry("GET /v1/inboxes/{id}/domains", new Use(Reach.ADMINS, 200, null)),
          Map.entry("GET /v1/conversations", new Use(Reach.USERS, 200, null)),
          Map.entry(
              "POST /v1/conversations",
              // Whether the inbox is one of theirs is asked of everybody: here it is none.
              new Use(Reach.USERS, 400, "{\"inbox\":\"nowhere\",\"to\":[],\"subject\":\"x\"}")),
          Map.entry("GET /v1/conversations/{id}", new Use(Reach.CONVERSATION, 200, null)),
          Map.entry("GET /v1/conversations/{id}/timeline", new Use(Reach.CONVERSATION, 200, null)),
          Map.entry(
              "GET /v1/conversations/{id}/messages/{entry}/body",
              new Use(Reach.CONVERSATION, 200, null)),
          Map.entry(
              "GET /v1/conversations/{id}/messages/{entry}/original",
              new Use(Reach.CONVERSATION, 200, null)),
          Map.entry(
              "GET /v1/conversations/{id}/messages/{entry}/files/{index}",
              // The message has none: whoever may see it is told so.
              new Use(Reach.CONVERSATION, 404, null)),
          Map.entry(
              "GET /v1/conversations/{id}/messages/{entry}/history",
              new Use(Reach.CONVERSATION, 200, null)),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/files/{index}/retry",
              // The message has none: whoever may see it is told so.
              new Use(Reach.CONVERSATION, 404, null)),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/reaction",
              // It is a mail: whoever may see it is told so.
              new Use(Reach.CONVERSATION, 409, "{\"emoji\":\"👍\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/identities",
              // Whoever comes first has it; the others are told so.
              new Use(
                  Reach.CONVERSATION, 200, "{\"kind\":\"email\",\"value\":\"jo@example.org\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/replies",
              new Use(Reach.CONVERSATION, 201, "{\"html\":\"<p>Hello</p>\",\"text\":\"Hello\"}")),
          Map.entry("GET /v1/drafts/first", new Use(Reach.USERS, 200, null)),
          Map.entry("PUT /v1/drafts/first", new Use(Reach.USERS, 200, "{\"content\":\"{}\"}")),
          Map.entry("GET /v1/conversations/{id}/drafts", new Use(Reach.CONVERSATION, 200, null)),
          Map.entry(
              "PUT /v1/conversations/{id}/drafts/{kind}",
              new Use(Reach.CONVERSATION, 200, "{\"content\":\"{}\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/replies/preview",
              new Use(Reach.CONVERSATION, 200, "{\"html\":\"<p>Hello</p>\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/forwards",
              new Use(
                  Reach.CONVERSATION, 201, "{\"to\":[{\"address\":\"parts@supplier.example\"}]}")),
          Map.entry(
              "POST /v1/conversations/{id}/forwards/preview",
              new Use(
                  Reach.CONVERSATION, 200, "{\"to\":[{\"address\":\"parts@supplier.example\"}]}")),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/answer",
              // It is no invitation: whoever may see it is told so.
              new Use(Reach.CONVERSATION, 404, "{\"participation\":\"accepted\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/contact",
              // There is no such message: whoever may see the conversation is told so.
              new Use(
                  Reach.CONVERSATION,
                  404,
                  "{\"message\":\"01JD0000000000000000000000\",\"who\":\"sender\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/notes",
              new Use(Reach.CONVERSATION, 201, "{\"html\":\"<p>Hm</p>\",\"text\":\"Hm\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/retry",
              // Nothing of the kind failed: whoever may see it is told so.
              new Use(Reach.CONVERSATION, 404, "{\"attempt\":1}")),
          // Nothing of the kind waits: whoever may see it is told so.
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/send",
              new Use(Reach.CONVERSATION, 404, null)),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/schedule",
              new Use(Reach.CONVERSATION, 404, "{\"sendAt\":\"2026-11-25T09:00:00Z\"}")),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/cancel",
              new Use(Reach.CONVERSATION, 404, null)),
          Map.entry(
              "POST /v1/conversations/{id}/assign",
              new Use(Reach.CONVERSATION, 200, "{\"agent\":\"sanne\",\"team\":null}")),
          Map.entry(
              "POST /v1/conversations/{id}/labels",
              new Use(Reach.CONVERSATION, 200, "{\"add\":[\"urgent\"],\"remove\":[]}")),
          Map.entry(
              "POST /v1/conversations/{id}/unmark",
              new Use(
                  Reach.CONVERSATION,
                  200,
                  "{\"address\":\"jo@example.org\",\"since\":\"2026-11-25T09:00:00Z\"}")),
          Map.entry("POST /v1/conversations/{id}/close", new Use(Reach.CONVERSATION, 200, null)),
          Map.entry("POST /v1/conversations/{id}/reopen", new Use(Reach.CONVERSATION, 200, null)),
          Map.entry(
              "POST /v1/conversations/{id}/merge",
              // Into nothing that is there: whoever may see the one is told so.
              new Use(
                  Reach.CONVERSATION,
                  404,
                  "{\"into\":\"01JD0000000000000000000000\",\"version\":1}")),
          Map.entry(
              "POST /v1/conversations/{id}/messages/{entry}/split",
              // It is the first message: nothing would be left.
              new Use(Reach.CONVERSATION, 409, null)),
          Map.entry(
              "POST /v1/conversations/{id}/unmerge",
              // It was not merged.
              new Use(Reach.CONVERSATION, 409, "{}")));

  private final Desk desk;
  private final AwsParts aws;

  RouteAccessTest(AwsParts aws) {
    this.aws = aws;
    this.desk = Desk.open(aws);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  static List<String> routes(Router router) {
    return router
        .uriRoutes()
        .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/v1"))
        .filter(route -> !Set.of("HEAD", "OPTIONS").contains(route.getHttpMethodName()))
        .map(RouteAccessTest::name)
        .distinct()
        .sorted()
        .toList();
  }

  private static String name(UriRouteInfo<?, ?> route) {
    return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
  }

  @TestFactory
  Stream<DynamicTest> each_route_serves_whom_it_should_and_nobody_else() {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> routes = routes(desk.part(Router.class));
    tests.add(
        dynamicTest(
            "all routes are listed here",
            () -> assertThat(routes).containsExactlyInAnyOrderElementsOf(USES.keySet())));
    for (String route : routes) {
      Use use = USES.get(route);
      if (use == null) {
        continue;
      }
      tests.add(dynamicTest(route + " by nobody", () -> refuses(null, route, use, 401)));
      if (use.reach() == Reach.TELEPHONES) {
        tests.add(dynamicTest(route + " by an admin", () -> refuses("amelie", route, use, 401)));
        continue;
      }
      tests.add(dynamicTest(route + " by a stranger", () -> refuses("eve", route, use, 403)));
      tests.add(dynamicTest(route + " by an admin", () -> serves("amelie", route, use)));
      switch (use.reach()) {
        case USERS -> {
          tests.add(dynamicTest(route + " by an agent", () -> serves("marco", route, use)));
          tests.add(dynamicTest(route + " by another agent", () -> serves("tom", route, use)));
        }
        case CONVERSATION -> {
          tests.add(dynamicTest(route + " by an agent", () -> serves("sanne", route, use)));
          tests.add(
              dynamicTest(
                  route + " by an agent of another team", () -> refuses("tom", route, use, 404)));
        }
        case ADMINS ->
            tests.add(dynamicTest(route + " by an agent", () -> refuses("marco", route, use, 403)));
        case TELEPHONES -> throw new AssertionError("Was asked above");
      }
    }
    return tests.stream();
  }

  private void serves(String user, String route, Use use) {
    assertThat(ask(user, route, use)).extracting(Answer::status).isEqualTo(use.status());
  }

  private void refuses(@Nullable String user, String route, Use use, int status) {
    Conversation conversation = desk.mail(HarbourGoods.SUPPORT_INBOX, "Secret lamp", "Broken");
    Answer answer = ask(user, route, use, conversation);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().toString()).doesNotContain("Secret lamp");
    assertThat(desk.now(conversation)).isEqualTo(conversation);
  }

  private Answer ask(@Nullable String user, String route, Use use) {
    return ask(user, route, use, desk.mail(HarbourGoods.SUPPORT_INBOX, "Lamp", "It is broken"));
  }

  private Answer ask(@Nullable String user, String route, Use use, Conversation conversation) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1);
    Map<String, String> headers = new HashMap<>(Desk.key(Desk.newKey()));
    if (path.startsWith("/v1/rules/")) {
      path = path.replace("{id}", "shop-orders");
      headers.put("If-Match", ruleVersion());
    } else if (path.contains("{id}/chat") || path.contains("{id}/form")) {
      path = path.replace("{id}", site(path.contains("/chat")));
      headers.put("If-Match", "1");
    } else if (path.startsWith("/v1/inboxes/")) {
      path = path.replace("{id}", "sales");
      headers.put("If-Match", desk.get("amelie", "/v1/inboxes/sales/settings").text("version"));
    } else if (path.startsWith("/v1/quarantine/")) {
      path = path.replace("{id}", quarantined());
    } else {
      Entry first = desk.timeline(conversation).getFirst();
      path =
          path.replace("{id}", conversation.id().value())
              .replace("{entry}", first.id().value())
              .replace("{index}", "0")
              .replace("{kind}", "reply");
      headers.putAll(Desk.seen(conversation));
      if (path.endsWith("/timeline")) {
        path += "?cursor=" + desk.timeline(conversation).getLast().id().value();
      } else if (path.endsWith("/conversations")) {
        path += "?view=mine";
      }
    }
    return desk.ask(user, method, path, use.body(), headers);
  }

  /// A chat or a form as it was at first.
  private String site(boolean chat) {
    Inbox inbox =
        chat
            ? new Inbox.WebChat(
                new InboxId("shop-chat"),
                "Chat",
                HarbourGoods.SUPPORT,
                new ChatSettings(
                    List.of(),
                    AccentColour.USUAL,
                    Language.ENGLISH,
                    Map.of(),
                    ChatSettings.PreChat.NOTHING,
                    null,
                    null))
            : new Inbox.Form(
                new InboxId("contact"),
                "Form",
                HarbourGoods.SUPPORT,
                new FormSettings(
                    HarbourGoods.SUPPORT_INBOX,
                    List.of(),
                    AccentColour.USUAL,
                    Language.ENGLISH,
                    Map.of(),
                    List.of(),
                    false));
    desk.part(relais.table.SettingsStore.class).save(inbox);
    return inbox.id().value();
  }

  private String ruleVersion() {
    Answer rules = desk.get("amelie", "/v1/rules");
    for (int i = 0; i < rules.list("items").size(); i++) {
      if (rules.text("items." + i + ".id").equals("shop-orders")) {
        return rules.text("items." + i + ".version");
      }
    }
    // It was deleted by the test of another user: put it back.
    HarbourGoods.settings().rules().stream()
        .filter(rule -> rule.id().value().equals("shop-orders"))
        .forEach(rule -> desk.part(relais.table.SettingsStore.class).save(rule, 0));
    return "1";
  }

  private String quarantined() {
    Instant now = desk.clock().instant();
    String name = Desk.newKey();
    byte[] mail =
        """
        From: Jo <jo@example.org>
        To: nobody@harbourgoods.example
        Subject: Hello
        Message-ID: <%s@example.org>

        Is anybody there?
        """
            .formatted(name)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    aws.clients()
        .s3()
        .putObject(
            put -> put.bucket(aws.bucket("RawBucket")).key("mail/" + name),
            software.amazon.awssdk.core.sync.RequestBody.fromBytes(mail));
    desk.part(Quarantine.class)
        .keep(
            new InboundItem.Quarantined(
                "quarantine/mail/" + name,
                now,
                Channel.EMAIL,
                InboundItem.Reason.UNROUTED,
                "No inbox has this address.",
                HarbourGoods.SUPPORT_INBOX,
                "jo@example.org",
                "nobody@harbourgoods.example",
                "mail/" + name,
                mail.length));
    return desk.get("amelie", "/v1/quarantine").text("items.0.id");
  }
}
