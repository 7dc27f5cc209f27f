package relais.api;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import relais.mail.DnsAnswer;
import relais.runtime.Environment;

/// Asks the domain name system, anew each time.
///
/// Whatever comes back was written by a stranger: of it, a few records are taken, each cut to a
/// length that can be shown, without anything that does not print.
@Singleton
final class DnsLookup {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_VALUES = 20;
  private static final int MAX_LENGTH = 500;

  private final @Nullable String nameServer;

  DnsLookup(Environment environment) {
    nameServer = environment.nameServer();
  }

  /// What stands at a name. Never fails: who does not answer is silent.
  ///
  /// @param type MX, TXT or CNAME
  CompletableFuture<DnsAnswer> ask(String name, String type) {
    int code = Type.value(type);
    try {
      Record question = Record.newRecord(Name.fromString(name, Name.root), code, DClass.IN);
      return resolver()
          .sendAsync(Message.newQuery(question))
          .toCompletableFuture()
          .thenApply(answer -> read(answer, code))
          .completeOnTimeout(new DnsAnswer.Silence(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(_ -> new DnsAnswer.Silence());
    } catch (TextParseException e) {
      // No name that could be asked for: nobody can have put anything there.
      return CompletableFuture.completedFuture(new DnsAnswer.Nothing());
    } catch (IOException e) {
      return CompletableFuture.completedFuture(new DnsAnswer.Silence());
    }
  }

  private Resolver resolver() throws IOException {
    Resolver resolver;
    if (nameServer == null) {
      resolver = new ExtendedResolver();
    } else {
      int colon = nameServer.lastIndexOf(':');
      resolver =
          new SimpleResolver(
              new InetSocketAddress(
                  nameServer.substring(0, colon),
                  Integer.parseInt(nameServer.substring(colon + 1))));
    }
    resolver.setTimeout(PATIENCE);
    return resolver;
  }

  private static DnsAnswer read(Message answer, int type) {
    return switch (answer.getRcode()) {
      case Rcode.NOERROR -> {
        // A resolver that followed an alias puts the alias in front: only what was asked counts.
        List<String> values =
            answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type)
                .limit(MAX_VALUES)
                .map(DnsLookup::data)
                .toList();
        yield values.isEmpty() ? new DnsAnswer.Nothing() : new DnsAnswer.Found(values);
      }
      case Rcode.NXDOMAIN -> new DnsAnswer.Nothing();
      default -> new DnsAnswer.Silence();
    };
  }

  private static String data(Record record) {
    String data =
        switch (record) {
          case MXRecord mx -> "%d %s".formatted(mx.getPriority(), mx.getTarget().toString(true));
          case CNAMERecord alias -> alias.getTarget().toString(true);
          // One text in several pieces is joined without anything between (RFC 7208 section 3.3).
          case TXTRecord text -> text.getStrings().stream().collect(Collectors.joining());
          default -> record.rdataToString();
        };
    return data.codePoints()
        .map(each -> Character.isISOControl(each) ? ' ' : each)
        .limit(MAX_LENGTH)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
