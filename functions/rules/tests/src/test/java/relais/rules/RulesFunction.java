package relais.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.Amendment;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboxId;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.mail.MimeMessageId;
import relais.runtime.Environment;
import relais.runtime.GivenTables;
import relais.runtime.InboundItemJson;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

/// The function as Lambda runs it, for the tests of this room, and what arrives at it.
final class RulesFunction {
  private RulesFunction() {}

  /// Handles items in a context of its own with these beans, and closes it.
  static SQSBatchResponse handle(AwsParts aws, List<InboundItem> items, Object... beans) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("RulesFunction")))
            .singletons(beans)
            .start()) {
      return new InboundHandler(context).handleRequest(event(items), null);
    }
  }

  /// Handles items in their order, some at a time, by one function that stays; none may fail.
  ///
  /// @param together how many come in one event
  static void takeIn(AwsParts aws, List<? extends InboundItem> items, int together) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("RulesFunction")))
            .singletons(new GivenTables(aws.tablesForAFunction()))
            .start()) {
      InboundHandler rules = new InboundHandler(context);
      for (int i = 0; i < items.size(); i += together) {
        List<? extends InboundItem> some = items.subList(i, Math.min(i + together, items.size()));
        assertThat(rules.handleRequest(event(some), null).getBatchItemFailures()).isEmpty();
      }
    }
  }

  static SQSEvent event(List<? extends InboundItem> items) {
    SQSEvent event = new SQSEvent();
    event.setRecords(
        items.stream()
            .map(
                item -> {
                  SQSMessage message = new SQSMessage();
                  message.setMessageId(item.source());
                  message.setBody(InboundItemJson.write(item));
                  message.setAttributes(Map.of("MessageGroupId", item.source()));
                  return message;
                })
            .toList());
    return event;
  }

  static InboundItem.Received mail(
      String source, String from, String subject, @Nullable String inReplyTo, Instant at) {
    return new InboundItem.Received(
        source,
        at,
        HarbourGoods.SUPPORT_INBOX,
        Channel.EMAIL,
        Identity.email(from),
        "Jo",
        at,
        new MailFields(
            subject,
            List.of(),
            List.of(),
            new MimeMessageId(source.replace('/', '.') + "@example.org"),
            inReplyTo == null ? null : new MimeMessageId(inReplyTo),
            List.of()),
        MessageBody.ofText("Hello, about my lamp"),
        List.of(),
        source,
        "mail/" + source,
        null);
  }

  /// A mail as its parts say.
  static InboundItem.Received mail(
      String source,
      InboxId inbox,
      String from,
      MailFields fields,
      @Nullable Envelope envelope,
      Instant at) {
    return new InboundItem.Received(
        source,
        at,
        inbox,
        Channel.EMAIL,
        Identity.email(from),
        "Jo",
        at,
        fields,
        MessageBody.ofText("Hello, about my lamp"),
        List.of(),
        source,
        "mail/" + source,
        null,
        envelope,
        null);
  }

  static InboundItem.Received chat(String source, String phone, Instant at) {
    return new InboundItem.Received(
        source,
        at,
        HarbourGoods.WHATSAPP_INBOX,
        Channel.WHATSAPP,
        new Identity("phone", phone),
        "Kim",
        at,
        null,
        MessageBody.ofText("Text of " + source),
        List.of(),
        source,
        "webhook/whatsapp/" + source,
        null);
  }

  /// A message on a chat that says more than words.
  static InboundItem.Received chat(
      String source, String phone, Instant at, @Nullable String automatic, ChatFields chat) {
    return new InboundItem.Received(
        source,
        at,
        HarbourGoods.WHATSAPP_INBOX,
        Channel.WHATSAPP,
        new Identity("phone", phone),
        "Kim",
        at,
        null,
        MessageBody.ofText("Text of " + source),
        List.of(),
        source,
        "webhook/whatsapp/" + source,
        automatic,
        null,
        null,
        chat);
  }

  static InboundItem.Amended amended(
      String source, String phone, String original, Amendment amendment) {
    return new InboundItem.Amended(
        source,
        amendment.at(),
        HarbourGoods.WHATSAPP_INBOX,
        Channel.WHATSAPP,
        new Identity("phone", phone),
        original,
        amendment,
        "webhook/whatsapp/" + source);
  }
}
