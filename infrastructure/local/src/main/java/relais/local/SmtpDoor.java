package relais.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// Where mail comes in: any program may speak SMTP to it, any recipient is taken.
///
/// It answers 250 only when the mail is stored and the event about it is on disk; when that fails
/// it answers 451 and the sender keeps the mail.
final class SmtpDoor implements AutoCloseable {
  /// What SES accepts.
  static final int MAX_BYTES = 40 * 1024 * 1024;

  private final SMTPServer server;

  SmtpDoor(int port, MailReceiving receiving, InstantSource clock, Journal journal) {
    this.server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Relais")
            .maxMessageSize(MAX_BYTES)
            .maxConnections(100)
            .hideTLS()
            .insertReceivedHeaders(false)
            .messageHandlerFactory(context -> new Delivery(context, receiving, clock, journal))
            .build();
  }

  void start() {
    server.start();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Delivery implements MessageHandler {
    private final MessageContext context;
    private final MailReceiving receiving;
    private final InstantSource clock;
    private final Journal journal;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Delivery(
        MessageContext context, MailReceiving receiving, InstantSource clock, Journal journal) {
      this.context = context;
      this.receiving = receiving;
      this.clock = clock;
      this.journal = journal;
    }

    @Override
    public void from(String from) {
      sender = from;
    }

    @Override
    public void recipient(String recipient) {
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
      byte[] content = data.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        data.skip(Long.MAX_VALUE);
        throw new RejectException(552, "5.3.4 The message is larger than 40 MB");
      }
      try {
        String id = receiving.receive(sender, recipients, received(content));
        return "2.6.0 stored as " + id;
      } catch (RuntimeException e) {
        journal.failed("A mail could not be taken in; its sender was told to try again", e);
        throw new RejectException(451, "4.3.0 The message could not be stored, please try again");
      }
    }

    @Override
    public void done() {}

    /// Every mail server adds its line; loops are recognised by counting them.
    private byte[] received(byte[] content) {
      String line =
          "Received: from %s by localhost with ESMTP; %s\r\n"
              .formatted(
                  context.getHelo().map(SmtpDoor::plain).orElse("unknown"),
                  DateTimeFormatter.RFC_1123_DATE_TIME.format(
                      ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
      return RawMail.prepend(line, content);
    }
  }

  private static String plain(String text) {
    return text.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "");
  }
}
