package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import relais.channels.CallbackReference;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Sort;
import relais.channels.Objections;
import relais.channels.Outgoing;
import relais.channels.Outgoing.File.Source;
import relais.channels.Part.File.Kind;
import relais.channels.TextLimit;
import relais.channels.Written;

/// Requests for `POST /2010-04-01/Accounts/{sid}/Messages.json`.
final class TwilioRequests {
  static final TextLimit TEXT = new TextLimit(1_600, TextLimit.Unit.CHARACTERS);

  /// In the address of a report: our name for the message.
  static final String REFERENCE = "message";

  private static final int MAX_FILES = 10;

  /// Pictures up to 5 MB together; of everything else carriers take 600 KB
  /// (twilio.com/docs/messaging/guides/accepted-mime-types).
  static final FileLimits FILES =
      new FileLimits(
          MAX_FILES,
          5L << 20,
          TEXT.most(),
          FileLimits.Manner.ALL,
          List.of(
              Sort.of(Kind.IMAGE, 5, "image/jpeg", "image/png", "image/gif"),
              small(Kind.IMAGE, "image/webp"),
              small(Kind.AUDIO, "audio/mpeg", "audio/mp4", "audio/ogg", "audio/aac", "audio/amr"),
              small(Kind.VIDEO, "video/mp4", "video/3gpp", "video/quicktime"),
              small(Kind.DOCUMENT, "application/pdf", "text/vcard", "text/calendar", "text/csv")));

  private static Sort small(Kind kind, String... types) {
    return new Sort(kind, Set.of(types), 600L << 10);
  }

  private final Envelope envelope;
  private final Objections objections = new Objections();

  private TwilioRequests(Envelope envelope) {
    this.envelope = envelope;
  }

  static Written write(Outgoing message, Envelope envelope) {
    return new TwilioRequests(envelope).written(message);
  }

  private Written written(Outgoing message) {
    objections
        .when(
            !envelope.to().kind().equals("phone"),
            "A short message reaches phone numbers, not an identity of kind '%s'."
                .formatted(envelope.to().kind()))
        .when(envelope.from() == null, "This inbox has no number to send from. Tell an admin.");
    return switch (message) {
      case Outgoing.Text(String text) -> {
        objections.length("The text", text, TEXT);
        yield send(text, List.of());
      }
      case Outgoing.File file -> files(List.of(file));
      case Outgoing.Album(List<Outgoing.File> files) -> files(files);
      case Outgoing.Place _,
          Outgoing.Cards _,
          Outgoing.Choices _,
          Outgoing.Menu _,
          Outgoing.LinkButton _,
          Outgoing.LocationRequest _,
          Outgoing.FormInvitation _,
          Outgoing.Reaction _,
          Outgoing.Template _,
          Outgoing.Seen _,
          Outgoing.Call _,
          Outgoing.Typing _ ->
          new Written.Refused(List.of("A short message holds text and files alone."));
    };
  }

  /// Twilio gives nothing back but the address: our name for the message stands in it.
  static String callback(String address, Envelope envelope) {
    return envelope.ours() == null
        ? address
        : address
            + "?"
            + REFERENCE
            + "="
            + CallbackReference.write(envelope.ours()).replace("/", "%2F");
  }

  private Written files(List<Outgoing.File> files) {
    String words = files.isEmpty() ? null : files.getFirst().caption();
    objections.length("The text", words, TEXT.most());
    return send(words == null ? "" : words, files);
  }

  private Written send(String text, List<Outgoing.File> files) {
    FormParameters form = new FormParameters();
    String from = envelope.from() == null ? "" : envelope.from();
    form.add("To", envelope.to().value());
    // A messaging service picks one of its numbers.
    form.add(from.startsWith("MG") ? "MessagingServiceSid" : "From", from);
    if (!text.isEmpty()) {
      form.add("Body", text);
    }
    if (envelope.reports() != null) {
      form.add("StatusCallback", callback(envelope.reports(), envelope));
    }
    objections.count("files", files.size(), 0, MAX_FILES);
    for (Outgoing.File file : files) {
      switch (file.source()) {
        case Source.Link(String url) -> form.add("MediaUrl", url);
        case Source.Uploaded _, Source.Content _ ->
            objections.when(true, "Twilio fetches files from an address; it keeps none.");
      }
    }
    return objections.or(
        () ->
            new Written.Request(
                "POST",
                "/2010-04-01/Accounts/%s/Messages.json".formatted(envelope.account()),
                "application/x-www-form-urlencoded",
                form.encoded().getBytes(UTF_8)));
  }
}
