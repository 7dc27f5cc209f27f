package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.FileFailure;
import relais.channels.FileRoute;
import relais.channels.InboxChannel;
import relais.channels.NameQuestion;
import relais.channels.NameQuestion.Told;
import relais.channels.Outgoing;
import relais.channels.ProviderCall;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookChannel;
import relais.channels.WebhookIntake;
import relais.channels.Written;
import relais.channels.custom.CustomChannel;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus.Kind;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.conversation.Workspace;

/// What an inbox at a provider needs beside reading and writing: who is who, and how to ask.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectedChannelTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String TOKEN = "secret-token";
  private static final String WHSEC = "whsec_aGFyYm91ci1nb29kcy1zaG9wLWFwcC1zZWNyZXQ=";
  private static final MessageReference.Ours OURS =
      new MessageReference.Ours(
          new ConversationId("01JD0000000000000000000001"),
          new EntryId("01JD0000000000000000000002"));

  @Test
  void P44_an_id_that_holds_in_one_chat_is_kept_with_the_chat() {
    Inbox.Connected bot = inbox("telegram", Map.of());
    InboundItem.Received item =
        (InboundItem.Received)
            read(
                bot,
                bot,
                """
                {"update_id":1,"message":{"message_id":5,"date":1763740800,"text":"Hi",
                 "from":{"id":77},"chat":{"id":77,"type":"private"}}}
                """);
    assertThat(item.providerId()).isEqualTo("77/5");
    assertThat(item.source()).isEqualTo("telegram/1001/77/5");
    SendingChannel telegram = sending("telegram");
    Envelope envelope = telegram.envelope(bot, route("telegram", "77"));
    assertThat(telegram.sentAs(envelope, "6")).isEqualTo("77/6");
    assertThat(sending("whatsapp").sentAs(envelope, "wamid.1")).isEqualTo("wamid.1");
  }

  @Test
  void P45_our_own_message_that_comes_back_was_sent_and_anything_else_is_said_by_the_account() {
    Inbox.Connected page = inbox("messenger", Map.of());
    String echo =
        """
        {"object":"page","entry":[{"id":"1001","time":1763740805000,"messaging":[
         {"sender":{"id":"1001"},"recipient":{"id":"5001"},"timestamp":1763740805000,
          "message":{"mid":"m_9","is_echo":true,"text":"Hello","metadata":"%s"}}]}]}
        """;
    InboundItem.StatusReported ours =
        (InboundItem.StatusReported)
            read(
                page,
                null,
                echo.formatted("01JD0000000000000000000001/01JD0000000000000000000002"));
    assertThat(ours.message()).isEqualTo(OURS);
    assertThat(ours.status().kind()).isEqualTo(Kind.SENT);
    assertThat(ours.providerId()).isEqualTo("m_9");
    InboundItem.SentByAccount other =
        (InboundItem.SentByAccount) read(page, null, echo.formatted("of another tool"));
    assertThat(other.to()).isEqualTo(new Identity("messenger", "5001"));
    assertThat(other.providerId()).isEqualTo("m_9");
    assertThat(other.body().text()).isEqualTo("Hello");
  }

  @Test
  void P46_read_up_to_a_moment_is_one_report_on_all_before_it() {
    InboundItem.StatusReported item =
        (InboundItem.StatusReported)
            read(
                inbox("messenger", Map.of()),
                null,
                """
                {"object":"page","entry":[{"id":"1001","time":1763740805000,"messaging":[
                 {"sender":{"id":"5001"},"recipient":{"id":"1001"},"timestamp":1763740805000,
                  "read":{"watermark":1763740800000}}]}]}
                """);
    assertThat(item.message())
        .isEqualTo(
            new MessageReference.UpTo(
                new InboxId("inbox"),
                new Identity("messenger", "5001"),
                Instant.ofEpochMilli(1763740800000L)));
    assertThat(item.status().kind()).isEqualTo(Kind.READ);
  }

  @Test
  void P47_a_request_bears_what_proves_us_and_nothing_shows_it() {
    ProviderCall telegram = call("telegram", new Identity("telegram", "77"), Map.of());
    assertThat(telegram.url()).isEqualTo("https://api.example/bot" + TOKEN + "/sendMessage");
    assertThat(telegram.headers()).doesNotContainKey("Authorization");
    ProviderCall sms =
        call("sms", new Identity("phone", "+31612345678"), Map.of("accountSid", "AC1"));
    assertThat(sms.url()).isEqualTo("https://api.example/2010-04-01/Accounts/AC1/Messages.json");
    assertThat(sms.headers()).containsEntry("Authorization", "Basic QUMxOnNlY3JldC10b2tlbg==");
    ProviderCall page = call("messenger", new Identity("messenger", "5001"), Map.of());
    assertThat(page.headers()).containsEntry("Authorization", "Bearer " + TOKEN);
    assertThat(page.url()).isEqualTo("https://api.example/1001/messages");
    for (ProviderCall call : List.of(telegram, sms, page)) {
      assertThat(call.toString()).doesNotContain(TOKEN);
    }
    assertThat(connection(inbox("sms", Map.of()), TOKEN).toString()).doesNotContain(TOKEN);
  }

  @Test
  void P47_a_custom_channel_is_written_to_at_its_own_address_under_a_signature() {
    Inbox.Connected app = inbox("custom", Map.of("deliverTo", "https://shop.example/relais"));
    ProviderCall call = call(app, new Identity("custom", "u7"), WHSEC);
    assertThat(call.url()).isEqualTo("https://shop.example/relais");
    assertThat(call.headers()).containsEntry("webhook-id", "occasion");
    assertThat(
            new CustomChannel()
                .check(new WebhookCall(call.body(), call.headers(), null, NOW), List.of(WHSEC)))
        .isEqualTo(SignatureCheck.VALID);
  }

  @Test
  void P48_a_report_on_a_short_message_comes_to_an_address_with_our_name_for_it() {
    String body =
        new String(
            call("sms", new Identity("phone", "+31612345678"), Map.of("accountSid", "AC1")).body(),
            UTF_8);
    assertThat(body).contains("StatusCallback=", "%3Fmessage%3D01JD0000000000000000000001");
    Inbox.Connected number = inbox("sms", Map.of());
    InboundItem.StatusReported item =
        (InboundItem.StatusReported)
            WebhookIntake.read(
                    channel("sms"),
                    new WebhookCall(
                        "MessageSid=SM1&MessageStatus=delivered&To=%2B31612345678".getBytes(UTF_8),
                        Map.of(),
                        "https://relais.example/webhooks/sms/inbox?message="
                            + "01JD0000000000000000000001%2F01JD0000000000000000000002",
                        null),
                    new WebhookArrival(settings(number), NOW, "webhook/sms/0", number))
                .items()
                .getFirst();
    assertThat(item.message()).isEqualTo(OURS);
  }

  @Test
  void P49_a_file_is_asked_for_where_it_lies_and_only_the_provider_learns_who_we_are() {
    Connection bot = connection(inbox("telegram", Map.of()), TOKEN);
    FileRoute.Ask ask = (FileRoute.Ask) channel("telegram").file("AgAC", bot);
    assertThat(ask.call().url())
        .isEqualTo("https://api.example/bot" + TOKEN + "/getFile?file_id=AgAC");
    FileRoute.Take take =
        (FileRoute.Take)
            ask.answered()
                .route(
                    200,
                    "{\"ok\":true,\"result\":{\"file_path\":\"photos/1.jpg\",\"file_size\":9}}"
                        .getBytes(UTF_8));
    assertThat(take.call().url())
        .isEqualTo("https://api.example/file/bot" + TOKEN + "/photos/1.jpg");
    assertThat(
            ((FileRoute.Refused)
                    ask.answered()
                        .route(
                            400,
                            "{\"ok\":false,\"description\":\"Bad Request: file is too big\"}"
                                .getBytes(UTF_8)))
                .failure())
        .isEqualTo(new FileFailure(FileTrouble.TOO_LARGE, "too-large", false));
    Connection number = connection(inbox("sms", Map.of("accountSid", "AC1")), TOKEN);
    assertThat(headers("sms", "https://api.example/2010/Media/ME1", number))
        .containsKey("Authorization");
    assertThat(headers("sms", "https://mms.twiliocdn.com/ME1", number)).isEmpty();
    assertThat(headers("messenger", "https://scontent.fbcdn.net/1.jpg", number)).isEmpty();
    for (String word : List.of("telegram", "sms", "messenger", "custom", "whatsapp")) {
      assertThat(channel(word).file("../etc/passwd", number))
          .as(word)
          .isInstanceOf(FileRoute.Refused.class);
    }
  }

  @Test
  void P680_a_name_is_asked_for_by_the_id_alone_with_the_token_of_the_inbox() {
    NameQuestion question = askForName("messenger", "5614879045272581").orElseThrow();
    assertThat(question.call().method()).isEqualTo("GET");
    assertThat(question.call().url())
        .isEqualTo("https://api.example/5614879045272581?fields=name,first_name,last_name");
    assertThat(question.call().headers()).containsEntry("Authorization", "Bearer " + TOKEN);
    assertThat(askForName("instagram", "17841").orElseThrow().call().url())
        .isEqualTo("https://api.example/17841?fields=name,username");
    for (String hostile : List.of("../me", "1?fields=email", "", "me")) {
      assertThat(askForName("messenger", hostile)).as(hostile).isEmpty();
    }
  }

  @Test
  void P680_only_channels_whose_messages_tell_no_name_are_asked() {
    for (WebhookChannel channel : Channels.all()) {
      assertThat(
              Channels.findTakenIn(channel.word())
                  .flatMap(taken -> askForName(channel.word(), "17841"))
                  .isPresent())
          .as(channel.word())
          .isEqualTo(Channel.of(channel.word()).isAskedForNames());
    }
  }

  @Test
  void P681_a_whole_name_goes_before_its_parts_and_those_before_the_name_of_the_account() {
    assertThat(told("messenger", 200, "{\"name\":\" Ana Silva \",\"first_name\":\"Ana\"}"))
        .isEqualTo(new Told.Name("Ana Silva"));
    assertThat(told("messenger", 200, "{\"first_name\":\"Ana\",\"last_name\":\"Silva\"}"))
        .isEqualTo(new Told.Name("Ana Silva"));
    assertThat(told("instagram", 200, "{\"name\":null,\"username\":\"ana.silva\"}"))
        .isEqualTo(new Told.Name("@ana.silva"));
    assertThat(told("instagram", 200, "{\"id\":\"17841\"}")).isEqualTo(new Told.Nothing());
  }

  @Test
  void P682_who_does_not_consent_or_has_no_profile_tells_nothing_and_the_rest_is_a_failure() {
    assertThat(told("instagram", 403, "{\"error\":{\"code\":230}}")).isEqualTo(new Told.Nothing());
    assertThat(told("messenger", 400, "{\"error\":{\"code\":100,\"error_subcode\":2018218}}"))
        .isEqualTo(new Told.Nothing());
    assertThat(told("messenger", 400, "{\"error\":{\"code\":100,\"error_subcode\":33}}"))
        .isEqualTo(new Told.Failed("100/33", false));
    assertThat(told("messenger", 400, "{\"error\":{\"code\":190}}"))
        .isEqualTo(new Told.Failed("190", false));
    assertThat(told("messenger", 400, "{\"error\":{\"code\":613}}"))
        .isEqualTo(new Told.Failed("613", true));
    assertThat(told("messenger", 502, "<html>")).isEqualTo(new Told.Failed("http-502", true));
    assertThat(told("messenger", 200, "<html>")).isEqualTo(new Told.Failed("http-200", false));
  }

  private static Optional<NameQuestion> askForName(String word, String customer) {
    return channel(word).askForName(customer, connection(inbox(word, Map.of()), TOKEN));
  }

  private static Told told(String word, int status, String body) {
    return askForName(word, "17841").orElseThrow().reading().told(status, body.getBytes(UTF_8));
  }

  private static Map<String, String> headers(String word, String place, Connection connection) {
    return ((FileRoute.Take) channel(word).file(place, connection)).call().headers();
  }

  private static ProviderCall call(String word, Identity to, Map<String, String> settings) {
    return call(inbox(word, settings), to, TOKEN);
  }

  private static ProviderCall call(Inbox.Connected inbox, Identity to, String token) {
    SendingChannel channel = sending(inbox.channel().word());
    Written written =
        channel.write(
            new Outgoing.Text("Hello"), channel.envelope(inbox, route(to.kind(), to.value())));
    return channel.call(
        (Written.Request) written,
        connection(inbox, token),
        new Connection.Occasion("occasion", NOW));
  }

  private static SendingChannel.Route route(String kind, String to) {
    return new SendingChannel.Route(
        new Identity(kind, to), null, OURS, false, "https://relais.example/webhooks/sms/inbox");
  }

  private static Connection connection(Inbox.Connected inbox, String token) {
    return new Connection(inbox, "https://api.example", token, "app-secret");
  }

  private static InboundItem read(
      Inbox.Connected inbox, Inbox.@Nullable Connected own, String body) {
    return WebhookIntake.read(
            channel(inbox.channel().word()),
            WebhookCall.of(body.getBytes(UTF_8)),
            new WebhookArrival(settings(inbox), NOW, "webhook/0", own))
        .items()
        .getFirst();
  }

  private static InboxChannel channel(String word) {
    return Channels.findTakenIn(word).orElseThrow();
  }

  private static SendingChannel sending(String word) {
    return Channels.findSending(Channel.of(word)).orElseThrow();
  }

  private static Inbox.Connected inbox(String channel, Map<String, String> settings) {
    return new Inbox.Connected(
        new InboxId("inbox"),
        "Inbox",
        new TeamId("support"),
        Channel.of(channel),
        "1001",
        "1001",
        settings);
  }

  private static Settings settings(Inbox inbox) {
    return new Settings(
        1,
        new Workspace("Harbour Goods"),
        List.of(inbox),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
