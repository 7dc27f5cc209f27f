package relais.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The domain name system of one machine: everything that a zone file says, and nothing else
/// exists. The file is read at each question, so that a change of it counts at once.
///
/// Limits: questions over UDP only; an alias is not followed.
public final class NameServer implements AutoCloseable {
  private static final int MAX_QUESTION = 512;

  private final DatagramSocket socket;
  private final Supplier<String> zone;

  private NameServer(DatagramSocket socket, Supplier<String> zone) {
    this.socket = socket;
    this.zone = zone;
  }

  /// Starts it on a free port of the loopback interface.
  ///
  /// @param zone the zone file (RFC 1035 section 5) as it is now
  public static NameServer start(Supplier<String> zone) {
    try {
      DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      NameServer server = new NameServer(socket, zone);
      Thread.ofPlatform().name("names").daemon().start(server::serve);
      return server;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it answers, `host:port`.
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// The records at a name, as a zone file has their data; for whoever stands beside the network.
  public List<String> values(String name, String type) {
    try {
      Name wanted = Name.fromString(name, Name.root);
      return records().stream()
          .filter(each -> each.getName().equals(wanted) && each.getType() == Type.value(type))
          .map(Record::rdataToString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[MAX_QUESTION], MAX_QUESTION);
      try {
        socket.receive(packet);
        byte[] answer =
            answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException | RuntimeException e) {
        // Closed, or a question that is none: it gets no answer.
      }
    }
  }

  private Message answer(Message question) {
    Message answer = new Message(question.getHeader().getID());
    Header header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setFlag(Flags.AA);
    Record asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    try {
      List<Record> there =
          records().stream().filter(each -> each.getName().equals(asked.getName())).toList();
      if (there.isEmpty()) {
        header.setRcode(Rcode.NXDOMAIN);
      }
      there.stream()
          .filter(each -> each.getType() == asked.getType() || each.getType() == Type.CNAME)
          .forEach(each -> answer.addRecord(each, Section.ANSWER));
    } catch (IOException | RuntimeException e) {
      // The file says something that is no zone.
      header.setRcode(Rcode.SERVFAIL);
    }
    return answer;
  }

  private List<Record> records() throws IOException {
    try (Master file =
        new Master(
            new ByteArrayInputStream(zone.get().getBytes(StandardCharsets.UTF_8)), Name.root, 60)) {
      List<Record> records = new ArrayList<>();
      for (Record each = file.nextRecord(); each != null; each = file.nextRecord()) {
        records.add(each);
      }
      return records;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
