package relais.runtime;

import io.micronaut.context.BeanProvider;
import io.micronaut.crac.OrderedResource;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Channel;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.MessageBody;
import relais.table.Conversations;
import relais.table.Table;
import software.amazon.awssdk.core.exception.SdkException;

/// Loads before a snapshot what every first call would otherwise load after it: codecs, the
/// client's signing and parsing, TLS. Nothing is written, and nothing is kept that copies of the
/// snapshot must not share.
@Singleton
final class Priming implements OrderedResource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Environment environment;
  private final BeanProvider<Table> table;

  Priming(Environment environment, BeanProvider<Table> table) {
    this.environment = environment;
    this.table = table;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    InboundItemJson.read(InboundItemJson.write(sample()));
    if (environment.variables().containsKey("TABLE_NAME")) {
      try {
        new Conversations(table.get()).findReceipt("priming");
      } catch (SdkException e) {
        // The classes are loaded all the same, and a function must not fail to deploy because it
        // could not be made faster.
        LOG.atWarn().setCause(e).log("The table did not answer before the snapshot");
      }
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing is held open: a connection that the snapshot broke is made anew by the client.
  }

  private static InboundItem sample() {
    return new InboundItem.Received(
        "priming",
        Instant.EPOCH,
        new InboxId("priming"),
        Channel.EMAIL,
        Identity.email("priming@example.org"),
        null,
        Instant.EPOCH,
        null,
        MessageBody.ofText(""),
        List.of(),
        "",
        "",
        null);
  }
}
