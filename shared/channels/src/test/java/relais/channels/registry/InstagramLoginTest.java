package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.Connection;
import relais.channels.JsonObject;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderFailure;
import relais.channels.SendingChannel;
import relais.channels.Written;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.TeamId;

/// Accounts of Instagram that were signed in at Instagram, beside those of a page.
@DisplayNameGeneration(ReplaceUnderscores.class)
class InstagramLoginTest {
  private static final SendingChannel INSTAGRAM =
      Channels.findSending(Channel.of("instagram")).orElseThrow();
  private static final Connection.Occasion OCCASION =
      new Connection.Occasion("test", Instant.parse("2026-11-24T12:00:00Z"));
  private static final Inbox.Connected AT_INSTAGRAM = inbox(Map.of("login", "instagram"));

  @Test
  void P692_the_way_to_sign_in_decides_the_address() {
    assertThat(INSTAGRAM.api(inbox(Map.of()))).isEqualTo(ProviderApi.GRAPH);
    assertThat(INSTAGRAM.api(inbox(Map.of("login", "page")))).isEqualTo(ProviderApi.GRAPH);
    assertThat(INSTAGRAM.api(AT_INSTAGRAM).usual()).startsWith("https://graph.instagram.com/v");
    assertThat(INSTAGRAM.api(AT_INSTAGRAM).variable()).isEqualTo("INSTAGRAM_API_URL");
    assertThat(
            INSTAGRAM
                .call(
                    Written.Request.post("/17841405550142/messages", new JsonObject()),
                    connection(AT_INSTAGRAM),
                    OCCASION)
                .url())
        .isEqualTo("https://there.example/v1/17841405550142/messages");
  }

  @Test
  void P693_the_test_asks_whose_token_it_is_and_names_another_account() {
    List<Probe> probes = INSTAGRAM.probes(connection(AT_INSTAGRAM), "", OCCASION);
    Probe account = probes.getFirst();
    assertThat(account.call().url())
        .isEqualTo("https://there.example/v1/me?fields=user_id,username")
        .doesNotContain("a-token");
    assertThat(read(account, 200, "{\"id\":\"99\",\"user_id\":\"17841405550142\"}")).isNull();
    ProviderFailure other =
        refusal(account, 200, "{\"id\":\"17841405550142\",\"user_id\":\"17841400000001\"}");
    assertThat(other.code()).isEqualTo("other-account");
    assertThat(other.reason()).contains("17841400000001");
    ProviderFailure refused =
        refusal(
            account, 400, "{\"error\":{\"code\":190,\"message\":\"Cannot parse access token\"}}");
    assertThat(refused.code()).isEqualTo("190");
    assertThat(read(account, 200, "{}")).isNotNull();
  }

  @Test
  void P693_the_account_may_come_in_a_list() {
    Probe account = INSTAGRAM.probes(connection(AT_INSTAGRAM), "", OCCASION).getFirst();
    assertThat(read(account, 200, "{\"data\":[{\"user_id\":\"17841405550142\"}]}")).isNull();
    assertThat(refusal(account, 200, "{\"data\":[{\"user_id\":\"17841400000001\"}]}").reason())
        .contains("17841400000001");
    assertThat(read(account, 200, "{\"data\":[]}")).isNotNull();
  }

  @Test
  void P693_the_account_is_subscribed_only_where_no_page_is() {
    assertThat(INSTAGRAM.probes(connection(AT_INSTAGRAM), "", OCCASION))
        .extracting(probe -> probe.call().url())
        .last()
        .isEqualTo("https://there.example/v1/17841405550142/subscribed_apps");
    assertThat(INSTAGRAM.probes(connection(inbox(Map.of())), "", OCCASION))
        .extracting(probe -> probe.call().url())
        .containsExactly("https://there.example/v1/17841405550142?fields=username");
  }

  private static ProviderFailure refusal(Probe probe, int status, String body) {
    return Objects.requireNonNull(read(probe, status, body));
  }

  private static @Nullable ProviderFailure read(Probe probe, int status, String body) {
    return probe.reading().failure(status, body.getBytes(UTF_8));
  }

  private static Connection connection(Inbox.Connected inbox) {
    return new Connection(inbox, "https://there.example/v1", "a-token", "a-secret");
  }

  private static Inbox.Connected inbox(Map<String, String> settings) {
    return new Inbox.Connected(
        new InboxId("inbox"),
        "Shop",
        new TeamId("support"),
        Channel.of("instagram"),
        "17841405550142",
        "@harbourgoods",
        settings);
  }
}
