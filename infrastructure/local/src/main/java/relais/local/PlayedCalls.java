package relais.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Plays telephone calls as Twilio leads them: it asks the product what to do, does it as far as a
/// page can, and tells what came of it. What is said and done stands in the caller's chat.
final class PlayedCalls {
  private static final int SAMPLES_PER_SECOND = 8000;

  /// What a caller can do.
  enum Act {
    CALL,
    ANSWERED,
    NOT_ANSWERED,
    /// Whoever answered is asked for a key, and presses one.
    PRESS_KEY,
    /// A voicemail has answered.
    NO_KEY,
    LEAVE_MESSAGE,
    HANG_UP
  }

  /// What the caller left.
  ///
  /// @param transcription what a machine makes of it, null for nothing
  @SuppressWarnings("ArrayRecordComponent") // it is kept as it came, never compared
  record Message(byte[] content, String type, @Nullable String transcription) {}

  /// How far a line is.
  private enum State {
    RINGING,
    /// Whoever answered for the team is asked for a key.
    ASKED,
    TALKING,
    RECORDING,
    /// The product calls: first the agent is rung and asked for a key, then the customer is rung.
    AGENT_RINGING,
    AGENT_ASKED,
    CUSTOMER_RINGING,
    CONNECTED
  }

  /// @param asks what stands in the address that says what whoever answered is asked; null where
  ///     they are put through at once
  /// @param out what the product said when it called; null for who calls in
  private record Line(
      String id,
      Instant began,
      State state,
      @Nullable Instant answered,
      @Nullable String asks,
      @Nullable Out out) {
    Line(String id, Instant began, State state, @Nullable Instant answered) {
      this(id, began, state, answered, null, null);
    }

    Line with(State state) {
      return new Line(id, began, state, answered, asks, out);
    }

    Line connected(State state, Instant at) {
      return new Line(id, began, state, at, asks, out);
    }
  }

  /// @param agent who is rung first
  /// @param query what it wants back in the address of each report
  private record Out(String agent, String query) {}

  private final ChannelNetwork network;
  private final PlayedWebhooks webhooks;
  private final URI recordings;
  private final InstantSource clock;
  private final Ids ids = new Ids();
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /// @param recordings where the played provider hands out what was recorded
  PlayedCalls(
      ChannelNetwork network, PlayedWebhooks webhooks, URI recordings, InstantSource clock) {
    this.network = network;
    this.webhooks = webhooks;
    this.recordings = recordings;
    this.clock = clock;
  }

  /// Does one thing on the line of a caller.
  ///
  /// @param message what they leave, if they do
  /// @return why it cannot be done now; empty when it was done
  synchronized Optional<String> act(String inbox, String customer, Act act, Message message)
      throws IOException {
    PlayedWebhooks.Account account =
        network
            .find(each -> each.inbox().id().value().equals(inbox))
            .filter(each -> each.inbox().channel().word().equals("voice"))
            .orElseThrow(() -> new IllegalArgumentException("Nobody can be called there"));
    Call call = new Call(account, inbox, customer);
    Line line = lines.get(inbox + " " + customer);
    if (act == Act.CALL) {
      if (line != null) {
        return Optional.of("This caller is on the line already.");
      }
      call.dial();
      return Optional.empty();
    }
    if (line == null) {
      return Optional.of("This caller is not on the line.");
    }
    boolean fits =
        switch (act) {
          case ANSWERED, NOT_ANSWERED ->
              switch (line.state()) {
                case RINGING, AGENT_RINGING, CUSTOMER_RINGING -> true;
                case ASKED, AGENT_ASKED, TALKING, RECORDING, CONNECTED -> false;
              };
          case PRESS_KEY, NO_KEY ->
              line.state() == State.ASKED || line.state() == State.AGENT_ASKED;
          case LEAVE_MESSAGE -> line.state() == State.RECORDING;
          case CALL, HANG_UP -> true;
        };
    if (!fits) {
      return Optional.of("The call is not that far, or further.");
    }
    Out out = line.out();
    if (out != null) {
      call.ofTheProduct(line, out, act);
      return Optional.empty();
    }
    switch (act) {
      case CALL -> throw new IllegalStateException("Was done above");
      case ANSWERED -> call.answered(line);
      case NOT_ANSWERED -> call.notAnswered(line);
      case PRESS_KEY -> call.pressed(line);
      case NO_KEY -> call.notPressed(line);
      case LEAVE_MESSAGE -> call.leave(line, message);
      case HANG_UP -> call.hangUp(line);
    }
    return Optional.empty();
  }

  /// The product calls somebody.
  ///
  /// @param query what it wants back in the address of each report
  /// @param asks what stands in the address that says how the call goes on
  /// @return the name of the call; empty when the customer is on the line already
  synchronized Optional<String> begin(
      PlayedWebhooks.Account account, String agent, String customer, String query, String asks) {
    String inbox = account.inbox().id().value();
    if (lines.containsKey(inbox + " " + customer)) {
      return Optional.empty();
    }
    Line line =
        new Line(
            "CA" + ids.hex(32),
            clock.instant(),
            State.AGENT_RINGING,
            null,
            asks,
            new Out(agent, query));
    network.say(inbox, customer, false, "Calls back: first %s rings".formatted(agent), null);
    new Call(account, inbox, customer).keep(line);
    return Optional.of(line.id());
  }

  /// How far the line of a caller is, in a word for the page; null when there is none.
  synchronized @Nullable String stateOf(String inbox, String customer) {
    Line line = lines.get(inbox + " " + customer);
    // A word of the page, in the case of the page.
    return line == null
        ? null
        : switch (line.state()) {
          case RINGING -> "ringing";
          case ASKED -> "asked";
          case AGENT_ASKED -> "agent-asked";
          case TALKING -> "talking";
          case RECORDING -> "recording";
          case AGENT_RINGING -> "agent-ringing";
          case CUSTOMER_RINGING -> "customer-ringing";
          case CONNECTED -> "connected";
        };
  }

  /// The call of one caller, who is led through it.
  private final class Call {
    private final PlayedWebhooks.Account account;
    private final String inbox;
    private final String customer;

    Call(PlayedWebhooks.Account account, String inbox, String customer) {
      this.account = account;
      this.inbox = inbox;
      this.customer = customer;
    }

    void dial() throws IOException {
      Line line = new Line("CA" + ids.hex(32), clock.instant(), State.RINGING, null);
      say(true, "Calls " + account.inbox().address());
      follow(line, ask(line, "ringing", Map.of()));
    }

    void answered(Line line) throws IOException {
      if (line.asks() == null) {
        say(false, "The team answers");
        keep(line.connected(State.TALKING, clock.instant()));
      } else {
        say(false, "Somebody or something answers there");
        hear(webhooks.asked(account, line.asks(), leg(line, Map.of())));
        keep(line.with(State.ASKED));
      }
    }

    void pressed(Line line) throws IOException {
      say(false, "A key is pressed: you are put through");
      String unused =
          webhooks.asked(
              account, Objects.requireNonNull(line.asks()), leg(line, Map.of("Digits", "1")));
      keep(line.connected(State.TALKING, clock.instant()));
    }

    void notPressed(Line line) throws IOException {
      say(false, "No key is pressed");
      follow(
          line,
          ask(
              line,
              "in-progress",
              Map.of(
                  "DialCallStatus",
                  "completed",
                  "DialCallDuration",
                  "11",
                  "DialBridged",
                  "false")));
    }

    /// What whoever answered on the other line hears, who is asked for a key.
    private void hear(String answer) throws IOException {
      for (Node verb = verbs(answer); verb != null; verb = verb.getNextSibling()) {
        if (verb instanceof Element element && element.getTagName().equals("Gather")) {
          say(false, "They hear: “%s”".formatted(element.getTextContent()));
          return;
        }
      }
      throw new IOException("Nobody is asked for a key");
    }

    /// The form of the line to the team, which is another call.
    private Map<String, String> leg(Line line, Map<String, String> more) {
      Map<String, String> form = new LinkedHashMap<>(more);
      form.put("CallSid", "CA" + ids.hex(32));
      form.put("ParentCallSid", line.id());
      form.put("From", customer);
      form.put("To", account.inbox().settings().getOrDefault("forwardTo", ""));
      form.put("Direction", "outbound-dial");
      form.put("CallStatus", "in-progress");
      return form;
    }

    void notAnswered(Line line) throws IOException {
      say(false, "Nobody answers");
      follow(line, ask(line, "in-progress", Map.of("DialCallStatus", "no-answer")));
    }

    void leave(Line line, Message message) throws IOException {
      PlayedFile file = network.keep("recording.wav", message.type(), message.content());
      network.say(inbox, customer, true, "Leaves a message", file);
      String recording = "RE" + file.id();
      String place =
          "%s/2010-04-01/Accounts/%s/Recordings/%s"
              .formatted(recordings, account.inbox().settings().get("accountSid"), recording);
      follow(
          line,
          ask(
              line,
              "in-progress",
              Map.of(
                  "RecordingSid", recording,
                  "RecordingUrl", place,
                  "RecordingDuration", "2")));
      if (message.transcription() != null) {
        webhooks.asked(
            account,
            "",
            form(
                line,
                Map.of(
                    "RecordingSid",
                    recording,
                    "RecordingUrl",
                    place,
                    "TranscriptionSid",
                    "TR" + file.id(),
                    "TranscriptionStatus",
                    "completed",
                    "TranscriptionText",
                    message.transcription())));
      }
    }

    void hangUp(Line line) throws IOException {
      say(true, "Hangs up");
      Instant answered = line.answered();
      if (answered != null) {
        ask(
            line,
            "completed",
            Map.of(
                "DialCallStatus",
                "completed",
                "DialCallDuration",
                seconds(answered),
                "DialBridged",
                "true"));
      } else if (line.state() == State.RINGING || line.state() == State.ASKED) {
        ask(line, "completed", Map.of("DialCallStatus", "no-answer"));
      }
      over(line);
    }

    /// Somebody does something in a call of the product.
    void ofTheProduct(Line line, Out out, Act act) throws IOException {
      boolean taken = act == Act.ANSWERED || act == Act.PRESS_KEY;
      String asks = Objects.requireNonNull(line.asks());
      switch (line.state()) {
        case AGENT_RINGING -> {
          say(false, taken ? "The agent's telephone answers" : "The agent does not answer");
          if (taken) {
            tell(line, out, "in-progress", Map.of());
            hear(webhooks.asked(account, asks, ofOurs(line, out, "in-progress", Map.of())));
            keep(line.with(State.AGENT_ASKED));
          } else {
            end(line, out, "no-answer");
          }
        }
        case AGENT_ASKED -> {
          if (act == Act.HANG_UP || !taken) {
            say(false, taken ? "The agent hangs up" : "No key is pressed");
            end(line, out, "completed");
          } else {
            say(false, "The agent presses a key; your telephone rings");
            String answer =
                webhooks.asked(
                    account, asks, ofOurs(line, out, "in-progress", Map.of("Digits", "1")));
            if (!answer.contains("<Number>" + customer + "</Number>")) {
              throw new IOException("The customer is not rung");
            }
            keep(line.with(State.CUSTOMER_RINGING));
          }
        }
        case CUSTOMER_RINGING -> {
          say(true, taken ? "Answers" : "Does not answer");
          if (taken) {
            keep(line.connected(State.CONNECTED, clock.instant()));
          } else {
            tell(line, out, "in-progress", Map.of("DialCallStatus", "no-answer"));
            end(line, out, "completed");
          }
        }
        case CONNECTED -> {
          say(true, "Hangs up");
          Instant answered = line.answered() == null ? line.began() : line.answered();
          tell(
              line,
              out,
              "in-progress",
              Map.of("DialCallStatus", "completed", "DialCallDuration", seconds(answered)));
          end(line, out, "completed");
        }
        case RINGING, ASKED, TALKING, RECORDING ->
            throw new IllegalStateException("Nobody called in: " + line.state());
      }
    }

    private void end(Line line, Out out, String state) throws IOException {
      lines.remove(inbox + " " + customer);
      tell(line, out, state, Map.of("CallDuration", seconds(line.began())));
      network.say(inbox, customer, false, "The call is over", null);
    }

    private void tell(Line line, Out out, String state, Map<String, String> more)
        throws IOException {
      Map<String, String> form = ofOurs(line, out, state, more);
      for (int i = 0; i < (network.isTwice() ? 2 : 1); i++) {
        String unused = webhooks.asked(account, out.query(), form);
      }
    }

    private Map<String, String> ofOurs(Line line, Out out, String state, Map<String, String> more) {
      Map<String, String> form = new LinkedHashMap<>(more);
      form.put("CallSid", line.id());
      form.put("From", account.inbox().account());
      form.put("To", out.agent());
      form.put("Direction", "outbound-api");
      form.put("CallStatus", state);
      return form;
    }

    /// Does what the product said until somebody has to do something.
    private void follow(Line line, String answer) throws IOException {
      for (Node verb = verbs(answer); verb != null; verb = verb.getNextSibling()) {
        if (!(verb instanceof Element element)) {
          continue;
        }
        // The rest of TwiML is nothing that the product says.
        switch (element.getTagName()) {
          case "Say" -> say(false, "“%s”".formatted(element.getTextContent()));
          case "Dial" -> {
            say(
                false,
                "Rings %s for %s s"
                    .formatted(element.getTextContent(), element.getAttribute("timeout")));
            String url = ((Element) element.getFirstChild()).getAttribute("url");
            int query = url.indexOf('?');
            keep(
                new Line(
                    line.id(),
                    line.began(),
                    State.RINGING,
                    null,
                    query < 0 ? null : url.substring(query + 1),
                    null));
            return;
          }
          case "Record" -> {
            say(false, "Records after the tone");
            keep(new Line(line.id(), line.began(), State.RECORDING, null));
            return;
          }
          default -> {}
        }
      }
      say(false, "Hangs up");
      over(line);
    }

    private void over(Line line) throws IOException {
      lines.remove(inbox + " " + customer);
      ask(
          line,
          "completed",
          Map.of(
              "CallDuration",
              seconds(line.began()),
              "CallbackSource",
              "call-progress-events",
              "SequenceNumber",
              "0"));
      network.say(inbox, customer, false, "The call is over", null);
    }

    private String ask(Line line, String state, Map<String, String> more) throws IOException {
      Map<String, String> form = form(line, more);
      form.put("CallStatus", state);
      String answer = webhooks.asked(account, "", form);
      if (network.isTwice()) {
        webhooks.asked(account, "", form);
      }
      return answer;
    }

    private Map<String, String> form(Line line, Map<String, String> more) {
      Map<String, String> form = new LinkedHashMap<>(more);
      form.put("CallSid", line.id());
      form.put("From", customer);
      form.put("To", account.inbox().account());
      form.put("Direction", "inbound");
      form.put("CallerName", network.nameOf(inbox, customer));
      return form;
    }

    private String seconds(Instant since) {
      return Long.toString(Math.max(1, Duration.between(since, clock.instant()).toSeconds()));
    }

    private void say(boolean mine, String words) {
      network.say(inbox, customer, mine, words, null);
    }

    private void keep(Line line) {
      lines.put(inbox + " " + customer, line);
      network.changed();
    }
  }

  private static @Nullable Node verbs(String answer) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement()
          .getFirstChild();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("What was answered is no TwiML", e);
    }
  }

  /// Two seconds of a tone that swells and fades, as WAV.
  static byte[] tone() {
    int samples = 2 * SAMPLES_PER_SECOND;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1);
    wav.putInt(SAMPLES_PER_SECOND).putInt(2 * SAMPLES_PER_SECOND);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      double swell = Math.sin(Math.PI * i / samples);
      wav.putShort((short) (9000 * swell * Math.sin(2 * Math.PI * 330 * i / SAMPLES_PER_SECOND)));
    }
    return wav.array();
  }
}
