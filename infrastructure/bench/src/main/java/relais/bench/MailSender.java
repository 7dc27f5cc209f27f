package relais.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends mails over one SMTP connection (RFC 5321), one after the other.
final class MailSender implements AutoCloseable {
  private static final int PATIENCE_MILLISECONDS = 60_000;

  private final Socket socket;
  private final BufferedReader answers;
  private final OutputStream out;

  MailSender(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      socket.setTcpNoDelay(true);
      answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      out = socket.getOutputStream();
      expect("220");
      say("EHLO bench.example", "250");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends one mail and returns when the other side has taken it over.
  ///
  /// @param mail with CRLF line ends; a line must not begin with a dot
  void send(String from, String to, String mail) {
    try {
      say("MAIL FROM:<" + from + ">", "250");
      say("RCPT TO:<" + to + ">", "250");
      say("DATA", "354");
      say(mail + "\r\n.", "250");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String line, String expected) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    expect(expected);
  }

  private void expect(String code) throws IOException {
    String line;
    do {
      line = answers.readLine();
      if (line == null || !line.startsWith(code)) {
        throw new IOException("Expected %s, the SMTP door said: %s".formatted(code, line));
      }
    } while (line.length() > 3 && line.charAt(3) == '-');
  }

  /// A short mail as a customer writes it.
  ///
  /// @param name makes sender and Message-ID its own
  static String mail(String name, String to) {
    return String.join(
        "\r\n",
        "From: Customer " + name + " <" + name + "@customer.example>",
        "To: " + to,
        "Subject: Where is my order " + name + "?",
        "Message-ID: <" + name + "@customer.example>",
        "Date: Sat, 21 Nov 2026 12:00:00 +0000",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Good morning,",
        "",
        "my order should have come on Tuesday. Could you tell me where it is?",
        "",
        "Kind regards",
        "Customer " + name);
  }

  @Override
  public void close() {
    try (socket) {
      out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The other side has hung up already, which is what we want.
      return;
    }
  }
}
