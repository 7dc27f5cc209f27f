package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relais.mail.Attachment;
import relais.mail.MailAddress;
import relais.mail.MailHeader;
import relais.mail.MailWriter;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.OutgoingMail;

/// Fills the demo workspace through its doors: mails and webhooks come in, agents answer by the
/// API.
///
/// Every input has a name of its own that stays the same, so beginning again after a crash adds
/// nothing twice. A file says when all is done.
final class DemoSeeding {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final int AGENTS_AT_WORK = 3;
  private static final int TRIES = 5;

  private final MailReceiving receiving;
  private final WhatsAppNetwork network;
  private final Outbox outbox;
  private final DemoAgent agents;
  private final Path doneFile;
  private final InstantSource clock;
  private final Journal journal;
  private final Consumer<String> say;

  DemoSeeding(
      MailReceiving receiving,
      WhatsAppNetwork network,
      Outbox outbox,
      DemoAgent agents,
      Path doneFile,
      InstantSource clock,
      Journal journal,
      Consumer<String> say) {
    this.receiving = receiving;
    this.network = network;
    this.outbox = outbox;
    this.agents = agents;
    this.doneFile = doneFile;
    this.clock = clock;
    this.journal = journal;
    this.say = say;
  }

  /// Seeds what is not there yet.
  void seed() {
    if (Files.exists(doneFile)) {
      return;
    }
    Instant began = clock.instant();
    List<DemoConversation> conversations = DemoConversation.readAll();
    say.accept("First start: %d demo conversations come in …".formatted(conversations.size()));
    for (DemoConversation conversation : conversations) {
      begin(conversation, began);
    }
    List<DemoConversation> worked =
        conversations.stream().filter(conversation -> !conversation.steps().isEmpty()).toList();
    Map<String, String> ids = waitFor(worked);
    say.accept("  the team answers …");
    boolean allWorked = work(worked, ids);
    boolean complete = allWorked && ids.size() == worked.size();
    if (complete) {
      remember();
    }
    say.accept(
        "  %s after %d s."
            .formatted(
                complete ? "done" : "not everything worked, the next start tries again",
                Duration.between(began, clock.instant()).toSeconds()));
  }

  private void remember() {
    try {
      Files.writeString(doneFile, clock.instant().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ----------------------------------------------------------------------- customers

  private void begin(DemoConversation conversation, Instant now) {
    Instant at = now.minus(conversation.ago());
    if (conversation.onWhatsApp()) {
      phone(conversation, conversation.text(), conversation.files(), at, conversation.id());
    } else {
      mail(conversation, conversation.id(), conversation.subject(), null, at);
    }
  }

  private void phone(
      DemoConversation conversation, String text, String files, Instant at, String name) {
    String customer = network.customer(conversation.name(), conversation.address(), false);
    WhatsAppNetwork.@Nullable Media media =
        files.isEmpty() ? null : network.keep("image/png", DemoFiles.picture());
    Future<?> unused =
        network.write(
            network.businesses().getFirst(),
            customer,
            new WhatsAppNetwork.Text("wamid.demo-" + name, text, at),
            media,
            media == null ? null : "photo.png");
  }

  /// @param answered the mail of ours that this one answers, null for the first
  private void mail(
      DemoConversation conversation,
      String name,
      String subject,
      @Nullable MimeMessageId answered,
      Instant at) {
    MailAddress from = MailAddress.parse(conversation.address());
    boolean first = answered == null;
    List<Attachment> files = new ArrayList<>();
    if (first) {
      switch (conversation.files()) {
        case "pdf" ->
            files.add(
                Attachment.file(
                    "invoice-2026-3311.pdf",
                    "application/pdf",
                    DemoFiles.invoice("Harbour Goods - Invoice 2026-3311")));
        case "photo" -> files.add(Attachment.file("photo.png", "image/png", DemoFiles.picture()));
        case "inline" ->
            files.add(
                Attachment.inline("checkout.png", "image/png", "picture", DemoFiles.picture()));
        case "invitation" ->
            files.add(
                Attachment.of(
                    "invitation.ics",
                    "text/calendar",
                    null,
                    true,
                    DemoFiles.invitation(
                        conversation.name(), conversation.address(), conversation.via(), at)));
        default -> {}
      }
    }
    String text = first ? conversation.text() : lastWords(conversation);
    String html = first ? conversation.html() : null;
    byte[] raw =
        MailWriter.write(
            new OutgoingMail(
                new Mailbox(conversation.name(), from),
                List.of(new Mailbox(null, MailAddress.parse(conversation.via()))),
                List.of(),
                List.of(),
                null,
                subject,
                text.isEmpty() && html != null ? relais.mail.HtmlSanitizer.text(html) : text,
                html,
                new MimeMessageId("demo-%s@%s".formatted(name, from.domain())),
                answered,
                answered == null ? List.of() : List.of(answered),
                conversation.automatic()
                    ? List.of(new MailHeader("Auto-Submitted", "auto-replied"))
                    : List.of(),
                files,
                at));
    receiving.receive(
        "demo" + name,
        at,
        conversation.automatic() ? "" : conversation.address(),
        List.of(conversation.via()),
        raw);
  }

  private static String lastWords(DemoConversation conversation) {
    return conversation.steps().stream()
        .filter(DemoConversation.Step.Again.class::isInstance)
        .map(step -> ((DemoConversation.Step.Again) step).text())
        .findFirst()
        .orElse("");
  }

  // --------------------------------------------------------------------------- agents

  /// Waits until the conversations have arrived.
  ///
  /// @return their ids by the names they have in the demo
  private Map<String, String> waitFor(List<DemoConversation> wanted) {
    Map<String, String> ids = new HashMap<>();
    boolean unused =
        eventually(
            () -> {
              for (JsonNode row : agents.conversations()) {
                wanted.stream()
                    .filter(conversation -> isRow(conversation, row))
                    .forEach(conversation -> ids.put(conversation.id(), row.path("id").asText()));
              }
              return ids.size() == wanted.size();
            });
    return ids;
  }

  private static boolean isRow(DemoConversation conversation, JsonNode row) {
    return row.path("contact").path("name").asText().equals(conversation.name())
        && (conversation.onWhatsApp()
            || row.path("subject").asText().equals(conversation.subject()));
  }

  private boolean work(List<DemoConversation> worked, Map<String, String> ids) {
    boolean complete = true;
    try (ExecutorService team = Executors.newFixedThreadPool(AGENTS_AT_WORK)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (DemoConversation conversation : worked) {
        String id = ids.get(conversation.id());
        if (id != null) {
          all.add(team.submit(() -> work(conversation, id)));
        }
      }
      for (Future<Boolean> one : all) {
        complete &= one.get(2, TimeUnit.MINUTES);
      }
    } catch (ExecutionException | TimeoutException e) {
      journal.failed("The demo could not be completed", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return complete;
  }

  private boolean work(DemoConversation conversation, String id) {
    boolean complete = true;
    for (int i = 0; i < conversation.steps().size(); i++) {
      String name = conversation.id() + "-" + i;
      complete &= take(conversation, id, conversation.steps().get(i), name);
    }
    return complete;
  }

  private boolean take(
      DemoConversation conversation, String id, DemoConversation.Step step, String name) {
    return switch (step) {
      case DemoConversation.Step.Reply(String by, String text, boolean close) ->
          write(by, id, "replies", text(text).put("close", close), name);
      case DemoConversation.Step.Later(String by, String text) ->
          write(by, id, "replies", text(text).put("sendAt", tomorrowMorning().toString()), name);
      case DemoConversation.Step.Note(String by, String text) ->
          write(by, id, "notes", text(text), name);
      case DemoConversation.Step.Label(String by, String label) -> {
        ObjectNode labels = Json.object();
        labels.putArray("add").add(label);
        labels.putArray("remove");
        yield write(by, id, "labels", labels, name);
      }
      case DemoConversation.Step.Assign(String by, String agent) ->
          write(by, id, "assign", Json.object().put("agent", agent).putNull("team"), name);
      case DemoConversation.Step.Close(String by) -> write(by, id, "close", Json.object(), name);
      case DemoConversation.Step.Again(String text) -> again(conversation, text, id, name);
    };
  }

  private Instant tomorrowMorning() {
    return clock
        .instant()
        .atZone(ZoneId.systemDefault())
        .toLocalDate()
        .plusDays(1)
        .atTime(LocalTime.of(9, 0))
        .atZone(ZoneId.systemDefault())
        .toInstant();
  }

  private static ObjectNode text(String text) {
    StringBuilder html = new StringBuilder();
    for (String paragraph : text.split("\n\n", -1)) {
      html.append("<p>").append(Html.escape(paragraph).replace("\n", "<br>")).append("</p>");
    }
    return Json.object().put("text", text).put("html", html.toString());
  }

  /// Writes with the version as it is now; somebody who writes in between makes it try again.
  private boolean write(String by, String id, String what, ObjectNode body, String name) {
    DemoAgent.Answer answer = new DemoAgent.Answer(0, Json.object());
    for (int i = 0; i < TRIES; i++) {
      answer = agents.write(by, id, what, body, name);
      if (answer.done()) {
        return true;
      }
      if (answer.status() != 409 && answer.status() != 412) {
        break;
      }
    }
    journal.failed(
        "The demo step %s (%s by %s) was refused".formatted(name, what, by),
        new IllegalStateException(answer.status() + " " + answer.body()));
    return false;
  }

  /// The customer answers once the team's message has reached them, and the team has their answer.
  private boolean again(DemoConversation conversation, String text, String id, String name) {
    if (conversation.onWhatsApp()) {
      if (!eventually(() -> network.wasAnswered(conversation.address()))) {
        return false;
      }
      phone(conversation, text, "", clock.instant(), name);
    } else {
      if (!eventually(() -> answered(conversation).isPresent())) {
        return false;
      }
      MimeMessageId answered = answered(conversation).orElseThrow();
      mail(conversation, name, "Re: " + conversation.subject(), answered, clock.instant());
    }
    return eventually(() -> agents.shows(id, text.lines().findFirst().orElse(text)));
  }

  private Optional<MimeMessageId> answered(DemoConversation conversation) {
    return outbox.list().stream()
        .filter(mail -> mail.to().contains(conversation.address()))
        .flatMap(mail -> MailHeaders.of(outbox.raw(mail)).find("Message-ID").stream())
        .map(id -> new MimeMessageId(id.replaceAll("[<>]", "")))
        .findFirst();
  }

  /// Looks again and again until something is true or patience is over.
  private boolean eventually(BooleanSupplier condition) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (clock.instant().isAfter(deadline)) {
        return false;
      }
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
