package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relais.embedded.Places;

/// SES sending (API version 2, `SendEmail` with raw content): keeps each mail in the outbox, gives
/// it SES's Message-ID, delivers what is addressed to our own inboxes and publishes what happened.
///
/// Addresses at `simulator.example` make trouble: see the README.
final class MailSending implements AutoCloseable {
  /// The answer to one API call.
  sealed interface Answer {
    /// Accepted.
    ///
    /// @param lost whether the caller is never to hear of it: the connection drops instead
    record Accepted(String messageId, boolean lost) implements Answer {}

    /// Refused, with the exception SES names.
    record Refused(int status, String exception, String message) implements Answer {}
  }

  /// Mail servers give up on a mail that has passed so many of them.
  private static final int MAX_HOPS = 10;

  private static final int MAX_RECIPIENTS = 50;
  private static final int MAX_BYTES = 40 * 1024 * 1024;
  private static final int THROTTLED_TIMES = 2;
  private static final long EVENT_DELAY_MILLIS = 150;
  private static final Pattern BARE_ADDRESS = Pattern.compile("([^<>\\s,;\"]+@[^<>\\s,;\"]+)");

  private final Outbox outbox;
  private final EventBus bus;
  private final MailReceiving receiving;
  private final Predicate<String> ours;
  private final Places places;
  private final InstantSource clock;
  private final Journal journal;
  private final Ids ids = new Ids();
  private final Map<String, Integer> throttled = new ConcurrentHashMap<>();
  private final Map<String, Boolean> lost = new ConcurrentHashMap<>();
  private final Set<String> suppressed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService later =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().name("mail-sending-", 0).daemon().factory());

  /// @param ours whether an address belongs to one of our inboxes
  MailSending(
      Outbox outbox,
      EventBus bus,
      MailReceiving receiving,
      Predicate<String> ours,
      Places places,
      InstantSource clock,
      Journal journal) {
    this.outbox = outbox;
    this.bus = bus;
    this.receiving = receiving;
    this.ours = ours;
    this.places = places;
    this.clock = clock;
    this.journal = journal;
  }

  /// Handles one `SendEmail` call.
  Answer send(JsonNode request) {
    JsonNode data = request.path("Content").path("Raw").path("Data");
    if (!data.isTextual()) {
      return new Answer.Refused(
          400, "BadRequestException", "On one machine only Content.Raw.Data is understood.");
    }
    byte[] raw = Base64.getMimeDecoder().decode(data.textValue());
    MailHeaders headers = MailHeaders.of(raw);
    List<String> recipients = recipients(request.path("Destination"), headers);
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      return new Answer.Refused(
          400, "BadRequestException", "A mail needs 1 to 50 recipients: " + recipients.size());
    }
    if (data.textValue().length() > MAX_BYTES) {
      return new Answer.Refused(
          400, "BadRequestException", "Email size is greater than the maximum of 40 MB.");
    }
    String mimeId = headers.find("Message-ID").orElse("");
    if (recipients.contains("reject@simulator.example")) {
      return new Answer.Refused(
          400, "MessageRejected", "Email address is not verified: reject@simulator.example");
    }
    if (recipients.contains("throttle@simulator.example")
        && throttled.merge(mimeId, 1, Integer::sum) <= THROTTLED_TIMES) {
      return new Answer.Refused(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
    }
    String from = request.path("FromEmailAddress").asText(headers.find("From").orElse(""));
    Outbox.Sent mail =
        new Outbox.Sent(
            ids.sentMail(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            bare(from),
            recipients,
            headers.find("Subject").orElse(""),
            tags(request, from),
            List.of());
    byte[] rewritten = RawMail.withMessageId(raw, sentMessageId(mail.id()));
    outbox.keep(mail, rewritten);
    Future<?> unused =
        later.schedule(() -> deliver(mail, rewritten), EVENT_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    boolean drop =
        recipients.contains("lost-answer@simulator.example")
            && lost.putIfAbsent(mimeId, true) == null;
    return new Answer.Accepted(mail.id(), drop);
  }

  /// Takes an address off the list of those that nothing is sent to.
  ///
  /// @return false when it is not on it
  boolean letGo(String address) {
    return suppressed.remove(address);
  }

  /// The Message-ID SES writes into what it sends.
  private String sentMessageId(String id) {
    String host = places.region().equals("us-east-1") ? "email" : places.region();
    return "<%s@%s.amazonses.com>".formatted(id, host);
  }

  private void deliver(Outbox.Sent mail, byte[] raw) {
    try {
      ObjectNode about =
          SesEvents.mail(mail.id(), mail.at(), mail.from(), mail.to(), MailHeaders.of(raw));
      about.put("sendingAccountId", places.accountId());
      publish(mail, "Send", "Email Sent", about, Json.object());
      List<String> delivered = new ArrayList<>();
      for (String recipient : mail.to()) {
        if (suppressed.contains(recipient)) {
          bounce(
              mail,
              about,
              recipient,
              "Permanent",
              "OnAccountSuppressionList",
              "5.1.1",
              "suppressed");
          continue;
        }
        switch (recipient) {
          case "bounce@simulator.example" -> {
            suppressed.add(recipient);
            bounce(mail, about, recipient, "Permanent", "General", "5.1.1", "user unknown");
          }
          case "softbounce@simulator.example" ->
              bounce(mail, about, recipient, "Transient", "MailboxFull", "4.2.2", "mailbox full");
          default -> {
            if (!ours.test(recipient)) {
              delivered.add(recipient);
            } else if (hops(raw) >= MAX_HOPS) {
              bounce(mail, about, recipient, "Permanent", "General", "5.4.6", "routing loop");
            } else {
              receiving.receive(mail.from(), List.of(recipient), passedOn(raw));
              delivered.add(recipient);
            }
          }
        }
      }
      if (!delivered.isEmpty()) {
        ObjectNode facts =
            Json.object()
                .put("timestamp", now().toString())
                .put("processingTimeMillis", EVENT_DELAY_MILLIS);
        facts.set("recipients", Json.of(delivered));
        facts.put("smtpResponse", "250 ok").put("reportingMTA", "localhost");
        publish(mail, "Delivery", "Email Delivered", about, facts);
      }
    } catch (RuntimeException e) {
      journal.failed("A sent mail is in the outbox, but its events are lost", e);
    }
  }

  private void bounce(
      Outbox.Sent mail,
      ObjectNode about,
      String recipient,
      String type,
      String subType,
      String status,
      String words) {
    ObjectNode facts =
        Json.object()
            .put("feedbackId", ids.request())
            .put("bounceType", type)
            .put("bounceSubType", subType);
    facts
        .putArray("bouncedRecipients")
        .addObject()
        .put("emailAddress", recipient)
        .put("action", "failed")
        .put("status", status)
        .put(
            "diagnosticCode",
            "smtp; %s %s <%s>: %s"
                .formatted(type.equals("Permanent") ? "550" : "452", status, recipient, words));
    facts.put("timestamp", now().toString()).put("reportingMTA", "dns; localhost");
    publish(mail, "Bounce", "Email Bounced", about, facts);
  }

  private void publish(
      Outbox.Sent mail, String type, String detailType, ObjectNode about, ObjectNode facts) {
    ObjectNode detail = SesEvents.sending(type, about, mail.tags(), facts);
    List<String> configurationSet = mail.tags().getOrDefault("ses:configuration-set", List.of());
    bus.publish(
        "aws.ses",
        detailType,
        configurationSet.stream()
            .map(
                name ->
                    "arn:aws:ses:%s:%s:configuration-set/%s"
                        .formatted(places.region(), places.accountId(), name))
            .toList(),
        detail);
    outbox.record(mail.id(), type);
  }

  private byte[] passedOn(byte[] raw) {
    return RawMail.prepend("Received: by localhost; %s\r\n".formatted(now()), raw);
  }

  private static long hops(byte[] raw) {
    return MailHeaders.of(raw).all().stream()
        .filter(header -> header.name().equalsIgnoreCase("Received"))
        .count();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Map<String, List<String>> tags(JsonNode request, String from) {
    Map<String, List<String>> tags = new LinkedHashMap<>();
    for (JsonNode tag : request.path("EmailTags")) {
      tags.put(tag.path("Name").asText(), List.of(tag.path("Value").asText()));
    }
    if (request.path("ConfigurationSetName").isTextual()) {
      tags.put("ses:configuration-set", List.of(request.path("ConfigurationSetName").asText()));
    }
    String bare = bare(from);
    tags.put("ses:from-domain", List.of(bare.substring(bare.lastIndexOf('@') + 1)));
    return tags;
  }

  private static List<String> recipients(JsonNode destination, MailHeaders headers) {
    List<String> recipients = new ArrayList<>();
    for (String field : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
      destination.path(field).forEach(address -> recipients.add(bare(address.asText())));
    }
    if (recipients.isEmpty()) {
      for (String name : List.of("To", "Cc", "Bcc")) {
        headers.addresses(name).forEach(address -> recipients.add(bare(address)));
      }
    }
    return recipients;
  }

  /// The address in `Name <address>`, with its domain in lower case.
  static String bare(String text) {
    int open = text.lastIndexOf('<');
    Matcher address = BARE_ADDRESS.matcher(open < 0 ? text : text.substring(open));
    if (!address.find()) {
      return text.strip();
    }
    String found = address.group(1);
    int at = found.lastIndexOf('@');
    return found.substring(0, at) + found.substring(at).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    later.shutdown();
    try {
      if (!later.awaitTermination(5, TimeUnit.SECONDS)) {
        System.err.println("Some sent mails have no events yet; they stay in the outbox.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
