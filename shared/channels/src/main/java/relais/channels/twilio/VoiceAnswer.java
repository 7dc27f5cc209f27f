package relais.channels.twilio;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.conversation.BusinessHours;
import relais.conversation.Inbox;

/// What Twilio is to do with a call (TwiML): ring the team while it is there, else take a message;
/// in a call of ours, ring the customer. Nobody is put through to a telephone at which no key was
/// pressed: a voicemail has answered there.
///
/// Decided anew from each request of the call, so that the same request has the same answer.
final class VoiceAnswer {
  static final String FORWARD_TO = "forwardTo";
  static final String RING_SECONDS = "ringSeconds";
  static final String LANGUAGE = "language";
  static final String GREETING = "greeting";
  static final String SCREENING = "screening";

  /// In the address that is asked on the line to the team: somebody there takes a call or not.
  static final String SCREENED = "screened";

  /// In the address that is asked on the line to an agent who calls: whom.
  static final String CUSTOMER = "customer";

  /// The key that was pressed.
  static final String DIGITS = "Digits";

  private static final String USUAL_RING_SECONDS = "20";

  /// Seconds; the question is asked twice.
  private static final String KEY_SECONDS = "5";

  /// Seconds; people need a while to find their telephone.
  private static final String CUSTOMER_RINGS_SECONDS = "40";

  /// Seconds; longer messages nobody listens to.
  private static final String LONGEST_MESSAGE = "180";

  /// @param code as Twilio wants it
  /// @param greeting asks for a message
  /// @param take asks for a key to take a call
  /// @param begin asks for a key to call
  private record Spoken(String code, String greeting, String thanks, String take, String begin) {}

  private static final Spoken ENGLISH =
      new Spoken(
          "en-GB",
          "Nobody can take your call right now. Please leave a message after the tone.",
          "Thank you. We will call you back.",
          "You have a call from a customer. Press any key to take it.",
          "Press any key, and your customer is called.");

  private static final Map<String, Spoken> LANGUAGES =
      Map.of(
          "en",
          ENGLISH,
          "fr",
          new Spoken(
              "fr-FR",
              "Personne ne peut prendre votre appel pour le moment. Laissez un message après le"
                  + " signal.",
              "Merci. Nous vous rappellerons.",
              "Un client vous appelle. Appuyez sur une touche pour répondre.",
              "Appuyez sur une touche, et votre client sera appelé."),
          "it",
          new Spoken(
              "it-IT",
              "In questo momento nessuno può rispondere. Lasci un messaggio dopo il segnale.",
              "Grazie. La richiameremo.",
              "Un cliente la sta chiamando. Prema un tasto per rispondere.",
              "Prema un tasto, e il suo cliente verrà chiamato."),
          "nl",
          new Spoken(
              "nl-NL",
              "Er kan nu niemand opnemen. Spreek na de toon een bericht in.",
              "Bedankt. We bellen u terug.",
              "Een klant belt u. Druk op een toets om op te nemen.",
              "Druk op een toets, dan wordt uw klant gebeld."));

  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{5,14}");

  private final Map<String, String> settings;
  private final @Nullable BusinessHours hours;
  private final String number;
  private final String address;

  /// @param address where Twilio asks how a call goes on
  VoiceAnswer(Inbox.Connected inbox, String address) {
    this.settings = inbox.settings();
    this.hours = inbox.hours();
    this.number = inbox.account();
    this.address = address;
  }

  /// What to do next in a call.
  ///
  /// @param query what stood in the address that was asked
  String to(FormParameters form, FormParameters query, Instant now) {
    if (query.has(SCREENED)) {
      // On the line to the team; what follows here is where it is connected with the caller.
      return form.has(DIGITS)
          ? document(_ -> {})
          : document(xml -> ask(xml, spoken().take(), address + "?" + SCREENED + "=1"));
    }
    if (TwilioWebhook.by(form) == ChannelEvent.By.BUSINESS) {
      return ofOurs(form, query);
    }
    String state = form.word("CallStatus");
    String rung = form.word("DialCallStatus");
    boolean alive = "ringing".equals(state) || "in-progress".equals(state);
    if (!alive || form.has("CallbackSource") || form.has("TranscriptionSid")) {
      return document(_ -> {});
    }
    if (form.has("RecordingSid")) {
      return document(xml -> goodbye(xml));
    }
    if (rung != null) {
      return TwilioCalls.isTaken(form)
          ? document(xml -> xml.writeEmptyElement("Hangup"))
          : document(this::voicemail);
    }
    String forwardTo = settings.get(FORWARD_TO);
    return forwardTo != null && isOpen(now)
        ? document(xml -> ring(xml, forwardTo))
        : document(this::voicemail);
  }

  /// In a call of ours the agent has answered: with a key pressed the customer is rung.
  private String ofOurs(FormParameters form, FormParameters query) {
    String customer = query.word(CUSTOMER);
    boolean goesOn = "in-progress".equals(form.word("CallStatus")) && !form.has("DialCallStatus");
    if (customer == null || !NUMBER.matcher(customer).matches() || !goesOn) {
      return document(xml -> xml.writeEmptyElement("Hangup"));
    }
    String reports = address + "?" + query.only(TwilioRequests.REFERENCE).encoded();
    return form.has(DIGITS)
        ? document(xml -> connect(xml, customer, reports))
        : document(xml -> ask(xml, spoken().begin(), address + "?" + query.encoded()));
  }

  /// Asks twice for a key. Whoever presses none is a machine, or nobody.
  private void ask(XMLStreamWriter xml, String words, String answer) throws XMLStreamException {
    for (int i = 0; i < 2; i++) {
      xml.writeStartElement("Gather");
      xml.writeAttribute("numDigits", "1");
      // Every key is one, the pound sign too.
      xml.writeAttribute("finishOnKey", "");
      xml.writeAttribute("timeout", KEY_SECONDS);
      xml.writeAttribute("action", answer);
      say(xml, words);
      xml.writeEndElement();
    }
    xml.writeEmptyElement("Hangup");
  }

  /// @param reports where Twilio tells what came of it
  private void connect(XMLStreamWriter xml, String customer, String reports)
      throws XMLStreamException {
    xml.writeStartElement("Dial");
    xml.writeAttribute("callerId", number);
    xml.writeAttribute("timeout", CUSTOMER_RINGS_SECONDS);
    xml.writeAttribute("action", reports);
    xml.writeStartElement("Number");
    xml.writeCharacters(customer);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void ring(XMLStreamWriter xml, String forwardTo) throws XMLStreamException {
    xml.writeStartElement("Dial");
    xml.writeAttribute("timeout", settings.getOrDefault(RING_SECONDS, USUAL_RING_SECONDS));
    xml.writeAttribute("action", address);
    xml.writeAttribute("answerOnBridge", "true");
    boolean sip = forwardTo.startsWith("sip:");
    xml.writeStartElement(sip ? "Sip" : "Number");
    if (!sip && !"off".equals(settings.get(SCREENING))) {
      xml.writeAttribute("url", address + "?" + SCREENED + "=1");
    }
    xml.writeCharacters(forwardTo);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void voicemail(XMLStreamWriter xml) throws XMLStreamException {
    say(xml, settings.getOrDefault(GREETING, spoken().greeting()));
    xml.writeEmptyElement("Record");
    xml.writeAttribute("action", address);
    xml.writeAttribute("maxLength", LONGEST_MESSAGE);
    xml.writeAttribute("playBeep", "true");
    // Twilio writes down no other language.
    if (spoken().equals(ENGLISH)) {
      xml.writeAttribute("transcribe", "true");
      xml.writeAttribute("transcribeCallback", address);
    }
    // Reached when nothing was said.
    xml.writeEmptyElement("Hangup");
  }

  private void goodbye(XMLStreamWriter xml) throws XMLStreamException {
    say(xml, spoken().thanks());
    xml.writeEmptyElement("Hangup");
  }

  private void say(XMLStreamWriter xml, String words) throws XMLStreamException {
    xml.writeStartElement("Say");
    xml.writeAttribute("language", spoken().code());
    xml.writeCharacters(words);
    xml.writeEndElement();
  }

  private Spoken spoken() {
    return LANGUAGES.getOrDefault(settings.getOrDefault(LANGUAGE, ""), ENGLISH);
  }

  /// Without hours somebody is always there.
  private boolean isOpen(Instant now) {
    return hours == null || hours.areOpen(now);
  }

  /// Writes what stands inside the response.
  @FunctionalInterface
  private interface Verbs {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private static String document(Verbs verbs) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("Response");
      verbs.write(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A text in memory can be written to", e);
    }
    return text.toString();
  }
}
