package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.embedded.NameServer;
import relais.samples.Aws;
import relais.samples.AwsParts;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class DomainsTest {
  private static final String PATH = "/v1/inboxes/support/domains";

  private final KnownIdentities ses = new KnownIdentities();
  private final AwsParts aws;
  private volatile String zone = "";
  private final NameServer names = NameServer.start(() -> zone);

  DomainsTest(AwsParts aws) {
    this.aws = aws;
  }

  @AfterEach
  void close() {
    names.close();
    ses.close();
  }

  private Desk open(String nameServer) {
    Map<String, String> variables = new HashMap<>(ses.variables());
    variables.put("NAME_SERVER", nameServer);
    return Desk.open(aws, variables);
  }

  private Answer look(String nameServer) {
    try (Desk desk = open(nameServer)) {
      return desk.get("amelie", PATH);
    }
  }

  private static String identity(boolean verified) {
    return """
    {"VerifiedForSendingStatus":%s,"VerificationStatus":"PENDING",
     "DkimAttributes":{"SigningEnabled":true,"Status":"%s",
       "SigningAttributesOrigin":"AWS_SES","Tokens":["one","two"]},
     "MailFromAttributes":{"MailFromDomain":"bounce.harbourgoods.example",
       "MailFromDomainStatus":"SUCCESS","BehaviorOnMxFailure":"USE_DEFAULT_VALUE"}}\
    """
        .formatted(verified, verified ? "SUCCESS" : "FAILED");
  }

  /// Purpose and state of each record, in order.
  private static String states(Answer answer) {
    return IntStream.range(0, answer.list("items.0.records").size())
        .mapToObj(
            index ->
                answer.text("items.0.records.%d.purpose".formatted(index))
                    + "="
                    + answer.text("items.0.records.%d.state".formatted(index)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void each_record_says_whether_it_is_there_and_what_is_there_instead() {
    ses.know("harbourgoods.example", identity(false));
    zone =
        """
        harbourgoods.example. IN MX 10 inbound-smtp.eu-west-1.amazonaws.com.
        one._domainkey.harbourgoods.example. IN CNAME one.dkim.amazonses.com.
        bounce.harbourgoods.example. IN MX 10 feedback-smtp.eu-west-1.amazonses.com.
        bounce.harbourgoods.example. IN TXT "v=spf1 " "-all"
        """;
    Answer answer = look(names.address());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(states(answer))
        .isEqualTo(
            "receiving=found dkim=found dkim=missing return-path=found spf=differs dmarc=missing");
    assertThat(answer.list("items.0.records.4.found")).isEqualTo(List.of("v=spf1 -all"));
    assertThat(answer.text("items.0.records.4.value"))
        .isEqualTo("v=spf1 include:amazonses.com ~all");
    assertThat(answer.text("items.0.identity.state")).isEqualTo("pending");
    assertThat(answer.text("items.0.identity.dkim")).isEqualTo("failed");
    assertThat(Instant.parse(answer.text("checkedAt"))).isNotNull();
  }

  @Test
  void a_domain_above_that_SES_knows_speaks_for_the_one_below() {
    ses.know("harbourgoods.example", identity(true));
    try (Desk desk = open(names.address())) {
      String body =
          "{\"name\":\"Returns\",\"team\":\"sales\",\"address\":\"r@back.harbourgoods.example\"}";
      Answer made = desk.post("amelie", "/v1/inboxes", body, Desk.key(Desk.newKey()));
      Answer answer = desk.get("amelie", "/v1/inboxes/%s/domains".formatted(made.text("id")));
      assertThat(answer.text("items.0.identity.state")).isEqualTo("verified");
      assertThat(answer.text("items.0.identity.domain")).isEqualTo("harbourgoods.example");
      assertThat(answer.text("items.0.records.1.name"))
          .isEqualTo("one._domainkey.harbourgoods.example");
    }
  }

  @Test
  void a_domain_that_SES_does_not_know_has_no_keys_to_publish() {
    Answer answer = look(names.address());
    assertThat(answer.text("items.0.identity.state")).isEqualTo("absent");
    assertThat(states(answer)).isEqualTo("receiving=missing dmarc=missing");
  }

  @Test
  void where_nobody_answers_it_is_unknown() throws IOException {
    ses.breakDown();
    try (DatagramSocket mute =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Answer answer = look("127.0.0.1:" + mute.getLocalPort());
      assertThat(answer.text("items.0.identity.state")).isEqualTo("unknown");
      assertThat(states(answer)).isEqualTo("receiving=unknown dmarc=unknown");
    }
  }

  @Test
  void an_answer_of_garbage_is_no_answer() throws IOException {
    try (DatagramSocket hostile =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                    hostile.receive(packet);
                    // The right id, and then counts of records that are not there.
                    for (int at = 2; at < packet.getLength(); at++) {
                      packet.getData()[at] = (byte) 0xff;
                    }
                    hostile.send(packet);
                  }
                } catch (IOException e) {
                  // Closed.
                }
              });
      Answer answer = look("127.0.0.1:" + hostile.getLocalPort());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(states(answer)).isEqualTo("receiving=unknown dmarc=unknown");
    }
  }

  @Test
  void of_an_endless_answer_a_beginning_is_shown_and_nothing_that_does_not_print() {
    zone =
        "_dmarc.harbourgoods.example. IN TXT \"v=DMARC1; p=none\\007\\010x\"\n"
            + IntStream.range(0, 40)
                .mapToObj("harbourgoods.example. IN MX %d x.example.\n"::formatted)
                .collect(Collectors.joining());
    Answer answer = look(names.address());
    assertThat(answer.list("items.0.records.0.found")).hasSize(20);
    assertThat(answer.text("items.0.records.1.found.0"))
        .startsWith("v=DMARC1; p=none")
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void only_inboxes_for_mail_have_domains() {
    try (Desk desk = open(names.address())) {
      assertThat(desk.get("amelie", "/v1/inboxes/whatsapp/domains").status()).isEqualTo(404);
      assertThat(desk.get("marco", PATH).status()).isEqualTo(403);
    }
  }
}
