package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.MessageBody;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.SettingsStore;
import relais.table.Table;

/// Somebody who was known by their number alone writes with a name.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class NamedContactTest {
  private static final Instant NOW = TestClock.START;
  private static final Identity KIM = new Identity("phone", "+31610000001");

  private final AwsParts aws;
  private final Conversations conversations;
  private final Contacts contacts;

  NamedContactTest(AwsParts parts) {
    aws = parts.fresh();
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    conversations = new Conversations(table);
    contacts = new Contacts(table);
    new SettingsStore(table).saveAll(HarbourGoods.settings());
  }

  @Test
  void C684_the_name_of_a_message_replaces_the_number_once_whatever_comes_again() {
    handle(List.of(message("1", null), message("2", "Kim"), message("2", "Kim")));
    assertThat(contact().name()).isEqualTo("Kim");
    assertThat(conversation().origin().contactName()).isEqualTo("Kim");
    assertThat(named()).containsExactly(new Happening.Named("Kim"));
  }

  @Test
  void C683_a_later_name_changes_nothing() {
    handle(List.of(message("1", "Kim"), message("2", "Kim 🌞")));
    assertThat(contact().name()).isEqualTo("Kim");
    assertThat(conversation().origin().contactName()).isEqualTo("Kim");
    assertThat(named()).isEmpty();
  }

  @Test
  void C684_a_conversation_that_still_shows_the_number_learns_the_name_with_the_next_message() {
    handle(List.of(message("1", null)));
    assertThat(contacts.name(contact(), "Kim de Vries")).isTrue();
    handle(List.of(message("2", "Kim")));
    assertThat(conversation().origin().contactName()).isEqualTo("Kim de Vries");
    assertThat(named()).containsExactly(new Happening.Named("Kim de Vries"));
  }

  private static InboundItem.Received message(String source, @Nullable String name) {
    return new InboundItem.Received(
        source,
        NOW,
        HarbourGoods.WHATSAPP_INBOX,
        Channel.WHATSAPP,
        KIM,
        name,
        NOW,
        null,
        MessageBody.ofText("Text of " + source),
        List.of(),
        source,
        "webhook/whatsapp/" + source,
        null);
  }

  private Contact contact() {
    return contacts.find(KIM).orElseThrow();
  }

  private Conversations.Page page() {
    return conversations
        .page(contacts.profile(contact().id()).orElseThrow().conversations().getFirst().id(), 50)
        .orElseThrow();
  }

  private Conversation conversation() {
    return page().conversation();
  }

  private List<Happening> named() {
    return page().entries().stream()
        .filter(Entry.Event.class::isInstance)
        .map(entry -> ((Entry.Event) entry).what())
        .filter(Happening.Named.class::isInstance)
        .toList();
  }

  private void handle(List<InboundItem> items) {
    for (InboundItem item : items) {
      assertThat(RulesFunction.handle(aws, List.of(item)).getBatchItemFailures()).isEmpty();
    }
  }
}
