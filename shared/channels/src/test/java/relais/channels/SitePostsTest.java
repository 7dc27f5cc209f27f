package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.form.FormPost;
import relais.channels.webchat.ChatPost;
import relais.conversation.AccentColour;
import relais.conversation.Channel;
import relais.conversation.FormSettings;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.StoredFile;
import relais.conversation.TeamId;
import relais.conversation.Visitor;
import relais.mail.FormSubmission;
import relais.mail.MailAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitePostsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Visitor VISITOR =
      Visitor.browser(new InboxId("shop"), "0123456789abcdef".repeat(2));
  private static final String SUBMISSION = "ab".repeat(16);

  @Test
  void P400_a_post_is_a_message_under_the_browsers_own_name() {
    byte[] body =
        """
        {"id":"0a1b2c3d-4e5f","text":" Hello \\ud83d\\udce6 ","files":[
          {"upload":"%s","name":"a\\nb.png","type":"image/png","size":12}]}
        """
            .formatted("0f".repeat(16))
            .getBytes(UTF_8);
    ChatPost post = ((ChatPost.Reading.Read) ChatPost.read(body)).post();
    InboundItem.Received item =
        post.item(VISITOR, "Jo", NOON, "raw", _ -> n -> "attachments/m/" + n);
    assertThat(item.source()).isEqualTo("webchat/shop/" + VISITOR.id() + "/0a1b2c3d-4e5f");
    assertThat(item.channel()).isEqualTo(Channel.WEBCHAT);
    assertThat(item.from()).isEqualTo(VISITOR.identity());
    assertThat(item.body().text()).isEqualTo("Hello \ud83d\udce6");
    assertThat(item.files())
        .containsExactly(
            new StoredFile(
                "a b.png",
                "image/png",
                12,
                null,
                false,
                new StoredFile.State.Stored("attachments/m/0")));
    assertThat(post.item(VISITOR, null, NOON, "raw", _ -> n -> "k").fromName())
        .isEqualTo("Visitor 0123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"id\":",
        "{\"text\":\"Hello\"}",
        "{\"id\":\"short\",\"text\":\"Hello\"}",
        "{\"id\":\"0a1b2c3d/../4e5f\",\"text\":\"Hello\"}",
        "{\"id\":\"0a1b2c3d4e5f\",\"text\":\"  \"}",
        "{\"id\":\"0a1b2c3d4e5f\",\"files\":[{\"upload\":\"../../x\",\"name\":\"a\"}]}"
      })
  void P401_what_no_browser_of_ours_posts_is_unreadable(String body) {
    assertThat(ChatPost.read(body.getBytes(UTF_8))).isInstanceOf(ChatPost.Reading.Unreadable.class);
  }

  @Test
  void P401_a_text_has_an_end() {
    String most = "\ud83d\udce6".repeat(ChatPost.MAX_CHARACTERS);
    assertThat(ChatPost.read(post(most))).isInstanceOf(ChatPost.Reading.Read.class);
    assertThat(ChatPost.read(post(most + "x"))).isInstanceOf(ChatPost.Reading.Unreadable.class);
  }

  private static byte[] post(String text) {
    return "{\"id\":\"0a1b2c3d4e5f\",\"text\":\"%s\"}".formatted(text).getBytes(UTF_8);
  }

  @Test
  void P402_a_form_is_like_a_mail_with_what_was_asked_below() {
    FormPost post =
        ((FormPost.Reading.Read)
                FormPost.read(
                    form(
                        "name", "Jo",
                        "email", "Jo@Example.org",
                        "subject", "Lamp",
                        "message", "It is broken.",
                        "about", "An order",
                        "order", "4711",
                        "language", "nl"),
                    settings().form()))
            .post();
    InboundItem.Received item = post.item(settings(), mail(), NOON, "raw", _ -> n -> "k");
    assertThat(item.source()).isEqualTo("form/contact/" + SUBMISSION);
    assertThat(item.inbox()).isEqualTo(new InboxId("support"));
    assertThat(item.channel()).isEqualTo(Channel.FORM);
    assertThat(item.from()).isEqualTo(Identity.email("jo@example.org"));
    assertThat(requireNonNull(item.mail()).subject()).isEqualTo("Lamp");
    assertThat(item.body().text()).isEqualTo("It is broken.\n\nAbout: An order\nOrder: 4711");
    assertThat(item.envelope())
        .isEqualTo(
            new InboundItem.Envelope(
                null, List.of(), null, new InboundItem.Answerable(Language.DUTCH)));
  }

  @Test
  void P403_no_header_can_be_added() {
    FormPost post =
        ((FormPost.Reading.Read)
                FormPost.read(
                    form(
                        "name", "Jo\r\nBcc: eve@example.org",
                        "email", "jo@example.org",
                        "subject", "Lamp\nBcc: eve@example.org\u2028x",
                        "message", "Text",
                        "about", "An order"),
                    settings().form()))
            .post();
    assertThat(post.name()).isEqualTo("Jo Bcc: eve@example.org");
    assertThat(post.subject()).isEqualTo("Lamp Bcc: eve@example.org x");
    assertThat(
            FormPost.read(
                form(
                    "name", "Jo",
                    "email", "jo@example.org\r\nBcc: eve@example.org",
                    "subject", "Lamp",
                    "message", "Text",
                    "about", "An order"),
                settings().form()))
        .isInstanceOf(FormPost.Reading.Wrong.class);
  }

  @Test
  void P404_what_is_wrong_is_named_with_what_was_written() {
    FormPost.Reading.Wrong wrong =
        (FormPost.Reading.Wrong)
            FormPost.read(
                form(
                    "name", " ",
                    "email", "not an address",
                    "subject", "x".repeat(201),
                    "message", "Text <b>",
                    "about", "Something I made up"),
                settings().form());
    assertThat(wrong.wrong())
        .isEqualTo(
            Map.of(
                "name", FormPost.Fault.MISSING,
                "email", FormPost.Fault.NO_ADDRESS,
                "subject", FormPost.Fault.TOO_LONG,
                "about", FormPost.Fault.NO_CHOICE));
    assertThat(wrong.given()).containsEntry("message", "Text <b>");
  }

  @Test
  void P405_who_fills_in_the_hidden_field_is_a_machine() {
    byte[] sent =
        form(
            "name",
            "Jo",
            "email",
            "jo@example.org",
            "subject",
            "Lamp",
            "message",
            "Text",
            "about",
            "An order",
            FormPost.TRAP,
            "https://spam.example");
    assertThat(FormPost.read(sent, settings().form())).isInstanceOf(FormPost.Reading.Trapped.class);
    assertThat(FormPost.readAgain(sent, settings().form()))
        .isInstanceOf(FormPost.Reading.Read.class);
  }

  private static byte[] form(String... answers) {
    StringBuilder body = new StringBuilder();
    body.append(part("submission", SUBMISSION));
    for (int i = 0; i < answers.length; i += 2) {
      body.append(part(answers[i], answers[i + 1]));
    }
    return FormSubmission.entity(
        "multipart/form-data; boundary=xyz", (body + "--xyz--\r\n").getBytes(UTF_8));
  }

  private static String part(String name, String value) {
    return "--xyz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static Inbox.Form settings() {
    return new Inbox.Form(
        new InboxId("contact"),
        "Contact",
        new TeamId("support"),
        new FormSettings(
            new InboxId("support"),
            List.of(),
            AccentColour.USUAL,
            Language.ENGLISH,
            Map.of(),
            List.of(
                new FormSettings.Field(
                    "about", "About", FormSettings.Kind.CHOICE, true, List.of("An order", "Else")),
                new FormSettings.Field("order", "Order", FormSettings.Kind.LINE, false, List.of())),
            true));
  }

  private static Inbox.Email mail() {
    return new Inbox.Email(
        new InboxId("support"),
        "Support",
        new TeamId("support"),
        MailAddress.parse("support@shop.example"),
        List.of(),
        "Shop");
  }
}
