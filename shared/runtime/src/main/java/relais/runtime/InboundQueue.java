package relais.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import relais.conversation.ConversationId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.AccountReported;
import relais.conversation.InboundItem.Amended;
import relais.conversation.InboundItem.CallReported;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Received;
import relais.conversation.InboundItem.SentByAccount;
import relais.conversation.InboundItem.StatusReported;
import relais.conversation.InboxId;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Where everything that comes in goes, whatever its channel. What one customer writes to one inbox
/// is handled in its order; sending an item again does no harm.
public final class InboundQueue {
  /// More bytes of JSON than this are refused: long bodies travel as pointers.
  public static final int MAX_ITEM_BYTES = 200_000;

  private final FifoSender sender;

  /// The queue at this URL.
  public InboundQueue(SqsClient sqs, String queueUrl) {
    this.sender = new FifoSender(sqs, queueUrl);
  }

  /// Sends one item.
  public void send(InboundItem item) {
    send(List.of(item));
  }

  /// Sends items in their order.
  ///
  /// @throws IllegalArgumentException when one is larger than [#MAX_ITEM_BYTES]; nothing is sent
  /// @throws IllegalStateException when the queue refuses one; sending all again is right
  public void send(List<? extends InboundItem> items) {
    sender.send(items.stream().map(InboundQueue::message).toList());
  }

  /// Whether an item is small enough to be sent.
  public static boolean fits(InboundItem item) {
    return InboundItemJson.write(item).getBytes(StandardCharsets.UTF_8).length <= MAX_ITEM_BYTES;
  }

  private static FifoSender.Message message(InboundItem item) {
    FifoSender.Message message =
        new FifoSender.Message(InboundItemJson.write(item), group(item), hash(item.source()));
    if (message.size() > MAX_ITEM_BYTES) {
      throw new IllegalArgumentException(
          "An inbound item has at most %d bytes, this one has %d: store its body and send a pointer"
              .formatted(MAX_ITEM_BYTES, message.size()));
    }
    return message;
  }

  private static String group(InboundItem item) {
    return switch (item) {
      case Received received -> person(received.inbox(), received.from());
      case SentByAccount sent -> person(sent.inbox(), sent.to());
      case Amended amended -> person(amended.inbox(), amended.customer());
      case StatusReported reported ->
          switch (reported.message()) {
            case MessageReference.Ours(ConversationId conversation, _, _) -> conversation.value();
            case MessageReference.Theirs(InboxId inbox, String providerId) ->
                inbox + "/" + hash(providerId).substring(0, 32);
            case MessageReference.UpTo(InboxId inbox, Identity to, _) -> person(inbox, to);
          };
      case CallReported reported -> reported.call().conversation().value();
      case AccountReported reported -> "account/" + reported.inbox();
      case Quarantined _ -> "quarantine";
    };
  }

  private static String person(InboxId inbox, Identity identity) {
    return inbox + "/" + hash(identity.toString()).substring(0, 32);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
