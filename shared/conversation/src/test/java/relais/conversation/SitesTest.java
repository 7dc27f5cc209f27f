package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.mail.MailAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final InboxId CHAT = new InboxId("shop-chat");
  private static final ChatKeys KEYS = new ChatKeys("0a".repeat(32), "0b".repeat(32));
  private static final Visitor VISITOR = Visitor.browser(CHAT, "0123456789abcdef".repeat(2));
  private static final UserId MARCO = new UserId("marco");

  @Test
  void C400_a_site_is_scheme_host_and_port_and_only_named_ones_may() {
    assertThat(new SiteOrigin(" HTTPS://Shop.Example ").value()).isEqualTo("https://shop.example");
    assertThat(new SiteOrigin("http://localhost:8025").value()).isEqualTo("http://localhost:8025");
    ChatSettings chat = chat(List.of(new SiteOrigin("https://shop.example")));
    assertThat(chat.allows("https://shop.example")).isTrue();
    for (String other :
        List.of(
            "https://shop.example.evil.example",
            "http://shop.example",
            "https://shop.example:8443",
            "null",
            "*",
            "")) {
      assertThat(chat.allows(other)).as(other).isFalse();
    }
    assertThat(chat(List.of()).allows("https://shop.example")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*",
        "shop.example",
        "http://shop.example",
        "https://shop.example/",
        "https://shop.example/a",
        "https://a@shop.example",
        "https://shop.example?x",
        "javascript:alert(1)",
        "https://shop.example https://evil.example",
        ""
      })
  void C400_what_is_no_site_is_refused(String text) {
    assertThatThrownBy(() -> new SiteOrigin(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void C401_an_accent_is_seen_and_what_stands_on_it_is_read() {
    for (String weak : List.of("#ffffff", "#ffff00", "#cccccc", "#00ff00")) {
      assertThatThrownBy(() -> new AccentColour(weak)).hasMessageContaining("darker");
    }
    assertThatThrownBy(() -> new AccentColour("red;}body{")).hasMessageContaining("#1f6f5c");
    assertThat(new AccentColour("#1F6F5C").ink()).isEqualTo("#ffffff");
    assertThat(new AccentColour("#e07000").ink()).isEqualTo("#000000");
  }

  @Test
  void C402_a_token_is_good_for_its_chat_for_ninety_days_and_as_we_signed_it() {
    String token = VisitorToken.of(VISITOR, KEYS, NOON);
    Instant last = NOON.plus(VisitorToken.GOOD_FOR).minusSeconds(1);
    assertThat(VisitorToken.read(CHAT, token, KEYS, last)).contains(VISITOR);
    assertThat(VisitorToken.read(CHAT, token, KEYS, last.plusSeconds(1))).isEmpty();
    assertThat(VisitorToken.read(new InboxId("other"), token, KEYS, NOON)).isEmpty();
    ChatKeys others = new ChatKeys("0c".repeat(32), KEYS.identitySecret());
    assertThat(VisitorToken.read(CHAT, token, others, NOON)).isEmpty();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'a' ? 'b' : 'a';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(VisitorToken.read(CHAT, changed, KEYS, NOON)).as(changed).isEmpty();
    }
    assertThat(VisitorToken.read(CHAT, "", KEYS, NOON)).isEmpty();
  }

  @Test
  void C403_a_user_is_whom_the_site_signed() {
    String signature = signed("user-7");
    Optional<Visitor> user = Visitor.user(CHAT, "user-7", signature, KEYS);
    assertThat(user).isPresent().isEqualTo(Visitor.user(CHAT, "user-7", signature, KEYS));
    assertThat(user.get().isVerified()).isTrue();
    assertThat(user.get().identity().toString()).doesNotContain("user-7");
    assertThat(Visitor.user(CHAT, "user-8", signature, KEYS)).isEmpty();
    assertThat(Visitor.user(CHAT, "user-7", "", KEYS)).isEmpty();
    assertThat(Visitor.user(CHAT, "user-7", signature, KEYS.withIdentitySecret("0d".repeat(32))))
        .isEmpty();
    assertThat(Visitor.user(new InboxId("other"), "user-7", signature, KEYS).get().id())
        .isNotEqualTo(user.get().id());
    assertThat(Visitor.of(user.get().identity())).isEqualTo(user);
    assertThat(Visitor.of(Identity.email("jo@example.org"))).isEmpty();
  }

  @Test
  void C404_a_note_an_event_and_what_has_not_gone_out_are_never_shown() {
    List<Entry> hidden = new ArrayList<>();
    hidden.add(new Entry.PrivateNote(id("n"), NOON, MARCO, MessageBody.ofText("secret")));
    hidden.add(new Entry.Event(id("e"), NOON, new Actor.Agent(MARCO), new Happening.Closed()));
    for (DeliveryStatus status :
        List.of(
            new DeliveryStatus.Scheduled(NOON, 1, NOON, false),
            new DeliveryStatus.Held(NOON, 1, false),
            new DeliveryStatus.Cancelled(NOON, 1, MARCO),
            new DeliveryStatus.Queued(NOON, 1),
            new DeliveryStatus.Sending(NOON, 1),
            new DeliveryStatus.Failed(NOON, 1, "x", "y", true))) {
      hidden.add(outbound(VISITOR.identity(), status));
    }
    Visitor another = Visitor.browser(CHAT, "f".repeat(32));
    hidden.add(outbound(another.identity(), new DeliveryStatus.Sent(NOON, 1)));
    hidden.add(inbound(another.identity()));
    assertThat(hidden)
        .allSatisfy(
            entry -> assertThat(VisitorView.of(entry, VISITOR, "jo@example.org")).isEmpty());
  }

  @Test
  void C404_what_they_wrote_and_what_has_gone_out_is_shown() {
    assertThat(VisitorView.of(inbound(VISITOR.identity()), VISITOR, null))
        .contains(
            new VisitorView.Shown(id("in"), NOON, true, "browser-1", null, "Hello", List.of()));
    for (DeliveryStatus status :
        List.of(
            new DeliveryStatus.Sent(NOON, 1),
            new DeliveryStatus.Delivered(NOON, 1),
            new DeliveryStatus.Read(NOON, 1))) {
      assertThat(VisitorView.of(outbound(VISITOR.identity(), status), VISITOR, null))
          .contains(new VisitorView.Shown(id("out"), NOON, false, null, MARCO, "Ahoy", List.of()));
    }
  }

  @Test
  void C405_their_own_mail_is_shown_and_a_strangers_is_not() {
    Visitor user = new Visitor(CHAT, "u" + "a".repeat(32));
    Entry mine = inbound(Identity.email("jo@example.org"));
    assertThat(VisitorView.of(mine, user, "Jo@Example.org"))
        .hasValueSatisfying(shown -> assertThat(shown.sentAs()).isNull());
    assertThat(VisitorView.of(mine, user, null)).isEmpty();
    assertThat(VisitorView.of(mine, VISITOR, "jo@example.org"))
        .as("a browser can say it has any address")
        .isEmpty();
    assertThat(VisitorView.of(inbound(Identity.email("eve@example.org")), user, "jo@example.org"))
        .isEmpty();
  }

  @Test
  void C406_a_reply_to_who_has_left_is_a_mail_of_one_exchange() {
    Inbox.Email mail =
        new Inbox.Email(
            new InboxId("support"),
            "Support",
            new TeamId("support"),
            MailAddress.parse("support@shop.example"),
            List.of(),
            "Shop");
    Conversation conversation = conversation();
    Entry.OutboundMessage reply = outbound(VISITOR.identity(), new DeliveryStatus.Queued(NOON, 1));
    MailFields fields =
        ChatByMail.fields(conversation, reply, "jo@example.org", "Jo", mail, Language.DUTCH)
            .orElseThrow();
    assertThat(fields.subject()).isEqualTo("Uw chat met Shop [#10482]");
    assertThat(fields.to())
        .extracting(Object::toString)
        .containsExactly(
            new relais.mail.Mailbox("Jo", MailAddress.parse("jo@example.org")).toString());
    assertThat(fields.inReplyTo()).isNotEqualTo(fields.messageId());
    assertThat(fields.references()).containsExactly(fields.inReplyTo());
    assertThat(ChatByMail.fields(conversation, reply, "jo@example.org", "Jo", mail, Language.DUTCH))
        .as("the same reply is the same mail")
        .contains(fields);
    assertThat(ChatByMail.fields(conversation, reply, null, "Jo", mail, Language.DUTCH)).isEmpty();
  }

  @Test
  void C407_who_was_not_heard_of_has_left() {
    ChatPresence here =
        new ChatPresence(
            VISITOR, NOON, true, null, NOON.plusSeconds(6), null, "Marco", NOON.plusSeconds(6));
    assertThat(here.isHere(NOON.plusSeconds(44))).isTrue();
    assertThat(here.isHere(NOON.plus(Duration.ofSeconds(45)))).isFalse();
    assertThat(here.isTyping(NOON.plusSeconds(5))).isTrue();
    assertThat(here.isTyping(NOON.plusSeconds(6))).isFalse();
    assertThat(here.typist(NOON.plusSeconds(5))).isEqualTo("Marco");
    assertThat(here.typist(NOON.plusSeconds(6))).isNull();
  }

  @Test
  void C408_fields_have_names_of_their_own_and_choices_have_options() {
    assertThatThrownBy(
            () -> new FormSettings.Field("a", "A", FormSettings.Kind.CHOICE, true, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new FormSettings.Field("a", "A", FormSettings.Kind.LINE, true, List.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new FormSettings.Field("a b", "A", FormSettings.Kind.LINE, true, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    FormSettings.Field field =
        new FormSettings.Field("a", "A", FormSettings.Kind.LINE, true, List.of());
    assertThatThrownBy(() -> form(List.of(field, field))).hasMessageContaining("one name");
  }

  private static FormSettings form(List<FormSettings.Field> fields) {
    return new FormSettings(
        new InboxId("support"),
        List.of(),
        AccentColour.USUAL,
        Language.ENGLISH,
        Map.of(),
        fields,
        true);
  }

  private static ChatSettings chat(List<SiteOrigin> origins) {
    return new ChatSettings(
        origins,
        AccentColour.USUAL,
        Language.ENGLISH,
        Map.of(),
        ChatSettings.PreChat.NOTHING,
        null,
        null);
  }

  private static Conversation conversation() {
    InboundItem.Received item =
        new InboundItem.Received(
            "webchat/1",
            NOON,
            CHAT,
            Channel.WEBCHAT,
            VISITOR.identity(),
            "Jo",
            NOON,
            null,
            MessageBody.ofText("Hello"),
            List.of(),
            "browser-1",
            "raw",
            null);
    return Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(NOON, "c")),
                10_482,
                new ContactId(Ulid.derived(NOON, "contact")),
                "Jo",
                new TeamId("support")),
            new Settings(
                1, new Workspace("Shop"), List.of(), List.of(), List.of(), List.of(), List.of()),
            EntryIds.derived(NOON, "x"),
            NOON)
        .conversation();
  }

  private static Entry.InboundMessage inbound(Identity from) {
    return new Entry.InboundMessage(
        id("in"),
        NOON,
        new ContactId(Ulid.derived(NOON, "contact")),
        from,
        "Jo",
        null,
        MessageBody.ofText("Hello"),
        List.of(),
        "browser-1",
        "raw",
        Entry.Evidence.FIRST);
  }

  private static Entry.OutboundMessage outbound(Identity to, DeliveryStatus status) {
    return new Entry.OutboundMessage(
        id("out"),
        NOON,
        new Actor.Agent(MARCO),
        to,
        null,
        MessageBody.ofText("Ahoy"),
        List.of(),
        null,
        status);
  }

  private static EntryId id(String name) {
    return new EntryId(Ulid.derived(NOON, name));
  }

  private static String signed(String user) {
    return HexFormat.of()
        .formatHex(Visitor.hmac(KEYS.identitySecret().getBytes(StandardCharsets.UTF_8), user));
  }
}
