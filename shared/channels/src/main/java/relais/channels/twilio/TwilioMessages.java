package relais.channels.twilio;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Moment;
import relais.channels.ChannelEvent.Occurrence.What;
import relais.channels.ChannelEvent.Party;
import relais.channels.Content;
import relais.channels.Context;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;
import relais.channels.Progress;

/// Reads short messages, with files or without, and how far ours have come.
final class TwilioMessages {
  private static final int MAX_FILES = 100;
  private static final Set<String> OTHER_CHANNELS = Set.of("messenger", "rcs", "whatsapp");

  private TwilioMessages() {}

  static List<ChannelEvent> read(FormParameters form, String id, @Nullable String reference) {
    String status = form.wordOf("MessageStatus", "SmsStatus");
    return status == null
            || status.equalsIgnoreCase("received")
            || status.equalsIgnoreCase("receiving")
        ? received(form, id)
        : List.of(status(form, id, status, reference));
  }

  private static List<ChannelEvent> received(FormParameters form, String id) {
    List<Part> files = files(form);
    String from = form.word("From");
    String type = type(from, files);
    Party customer = TwilioWebhook.party(from, form.word("ProfileName"));
    Heading heading = TwilioWebhook.heading("", form.word("To"), type, Moment.UNKNOWN);
    List<ChannelEvent> events = new ArrayList<>();
    events.add(
        new ChannelEvent.Message(
            heading,
            id,
            By.CUSTOMER,
            customer,
            content(form, files),
            context(form),
            TwilioWebhook.problems(form)));
    String optOut = form.word("OptOutType");
    if (optOut != null && !optOut.equalsIgnoreCase("HELP")) {
      boolean stopped = optOut.equalsIgnoreCase("STOP");
      events.add(
          new ChannelEvent.Occurrence(
              TwilioWebhook.heading("OptOutType", form.word("To"), optOut, Moment.UNKNOWN),
              id + ".opt-out",
              customer,
              stopped ? What.STOPPED : What.ALLOWED,
              stopped ? "Does not want messages any more" : "Wants messages again"));
    }
    return events;
  }

  /// Other channels of Twilio stand before the sender, as in `rcs:+31…`.
  private static String type(@Nullable String from, List<Part> files) {
    int colon = from == null ? -1 : from.indexOf(':');
    String channel = from == null || colon < 0 ? "" : from.substring(0, colon);
    return OTHER_CHANNELS.contains(channel) ? channel : files.isEmpty() ? "sms" : "mms";
  }

  private static Content content(FormParameters form, List<Part> files) {
    String body = form.text("Body");
    List<Part> parts = new ArrayList<>();
    String words = body == null ? "" : body;
    String button = form.word("ButtonText");
    if (button != null) {
      // The words of a tap are what stood on the button.
      parts.add(new Part.Choice(form.word("ButtonPayload"), button, null));
      words = words.equals(button) ? "" : words;
    }
    String row = form.wordOf("ListTitle", "ListId");
    if (row != null) {
      parts.add(new Part.Choice(form.word("ListId"), row, form.word("ListDescription")));
      words = words.equals(row) || words.equals(form.word("ListId")) ? "" : words;
    }
    String flow = form.wordOf("FlowData", "InteractiveData");
    Piece answers = flow == null ? null : Piece.of(flow);
    if (answers != null && answers.isObject()) {
      parts.add(form(answers));
    }
    parts.addAll(files);
    if (form.has("Latitude") && form.has("Longitude")) {
      parts.add(
          new Part.Place(
              form.word("Latitude"),
              form.word("Longitude"),
              form.word("Label"),
              form.word("Address"),
              null));
    }
    String sort = form.word("MessageType");
    if (words.isBlank() && parts.isEmpty() && sort != null && !sort.equals("text")) {
      // Its parameters say nothing that this version knows.
      parts.add(
          sort.equals("unsupported")
              ? new Part.Withheld(null)
              : new Part.Unknown(Piece.brief(sort), form.encoded()));
    }
    return new Content(words, parts);
  }

  private static Part form(Piece answers) {
    List<Part.Form.Answer> fields = new ArrayList<>();
    for (String field : answers.fields()) {
      Piece value = answers.at(field);
      String text = value.text();
      fields.add(new Part.Form.Answer(field, text != null ? text : value.raw()));
    }
    return new Part.Form(null, null, fields);
  }

  private static List<Part> files(FormParameters form) {
    List<Part> files = new ArrayList<>();
    for (int i = 0; i < MAX_FILES && form.has("MediaUrl" + i); i++) {
      String type = form.word("MediaContentType" + i);
      files.add(
          new Part.File(
              kind(type),
              new Part.File.Whereabouts(null, form.word("MediaUrl" + i), null),
              type,
              null,
              null));
    }
    return files;
  }

  private static Kind kind(@Nullable String type) {
    String kind = type == null ? "" : type.split("/", 2)[0].toLowerCase(Locale.ROOT);
    // A string switch needs its default: there are types of all kinds.
    return switch (kind) {
      case "image" -> Kind.IMAGE;
      case "audio" -> Kind.AUDIO;
      case "video" -> Kind.VIDEO;
      default -> Kind.DOCUMENT;
    };
  }

  private static Context context(FormParameters form) {
    boolean often = "true".equals(form.word("FrequentlyForwarded"));
    boolean once = "true".equals(form.word("Forwarded"));
    Context.Referral referral =
        form.has("ReferralSourceId") || form.has("ReferralSourceUrl")
            ? new Context.Referral(
                form.word("ReferralSourceType"),
                form.word("ReferralSourceId"),
                form.word("ReferralSourceUrl"),
                form.word("ReferralHeadline"),
                form.word("ReferralBody"),
                form.word("ReferralCtwaClid"))
            : null;
    return new Context(
        form.word("OriginalRepliedMessageSid"),
        null,
        often ? Context.Forwarding.OFTEN : once ? Context.Forwarding.ONCE : Context.Forwarding.NONE,
        null,
        referral,
        Context.Setting.CHAT);
  }

  private static ChannelEvent status(
      FormParameters form, String id, String word, @Nullable String reference) {
    Heading heading =
        TwilioWebhook.heading(
            "",
            form.wordOf("From", "MessagingServiceSid"),
            "message-status",
            carrierTime(form.word("RawDlrDoneDate")));
    Progress progress = Progress.find(word).orElse(null);
    if (progress == null) {
      return new ChannelEvent.Unsupported(heading, id, "status " + word, form.encoded());
    }
    return new ChannelEvent.Status(
        heading,
        id,
        progress,
        TwilioWebhook.party(form.word("To"), null),
        null,
        null,
        reference,
        TwilioWebhook.problems(form));
  }

  /// When the carrier was done with it, to the minute, in UTC: `yyMMddHHmm`.
  private static Moment carrierTime(@Nullable String written) {
    if (written == null) {
      return Moment.UNKNOWN;
    }
    try {
      return new Moment(
          written,
          LocalDateTime.parse(written, DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notOne) {
      return new Moment(written, null);
    }
  }
}
