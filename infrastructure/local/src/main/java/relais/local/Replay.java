package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.blobs.BlobKeys;
import relais.blobs.RawStore;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboundItem.Received;
import relais.conversation.Settings;
import relais.embedded.EmbeddedAws;
import relais.embedded.FunctionDefinition;
import relais.embedded.Provisioning;
import relais.embedded.Template;
import relais.intake.MailArrival;
import relais.intake.MailItems;
import relais.intake.Opened;
import relais.intake.PreparedItem;
import relais.intake.Routing;
import relais.intake.StoredEnvelope;
import relais.mail.ReceivedMail;
import relais.runtime.GivenTables;
import relais.runtime.InboundItemJson;
import relais.runtime.InboundQueue;
import relais.table.Conversations;
import relais.table.SettingsStore;
import relais.table.Table;

/// `relais replay`: reads the originals of some days once more, with today's program and settings,
/// into an empty table of its own, and prints for each mail what it would become and how that
/// differs from what is stored. Nothing is sent, nobody is told, nothing of the system is written.
///
/// The reading is `shared/intake`, the threading the rules function itself; what follows from the
/// table's stream does not run.
public final class Replay {
  private static final int USAGE = 2;
  private static final String RULES = "RulesFunction";

  private final StoresOptions options;
  private final RawStore originals;
  private final Conversations stored;
  private final Settings settings;

  private Replay(StoresOptions options, RawStore originals, Table table) {
    this.options = options;
    this.originals = originals;
    this.stored = new Conversations(table);
    this.settings = new SettingsStore(table).load();
  }

  /// Prints a line per item.
  public static void main(String[] arguments) {
    StoresOptions options;
    try {
      options =
          StoresOptions.parse(
              List.of(arguments), System.getenv(), LocalDate.now(Clock.systemUTC()));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    try (RunningStores stores = RunningStores.open(options, System.getenv())) {
      print(options, stores.originals(), stores.table(), System.out);
    }
    // The embedded servers leave threads behind.
    System.exit(0);
  }

  /// How many items were replayed, and how many of them differ from what is stored.
  record Summary(int items, int different) {}

  static Summary print(StoresOptions options, RawStore originals, Table table, PrintStream out) {
    Replay replay = new Replay(options, originals, table);
    try (EmbeddedAws aws = EmbeddedAws.start(EmbeddedAws.Options.forgetful())) {
      Template template =
          Template.read(
              options.checkout().resolve("template.yaml"),
              aws.endpoints().places("replay-"),
              Map.of("WebHosting", "off"));
      Provisioning.everything(template, aws.clients());
      Table scratch = new Table(aws.clients().dynamoDb(), template.tables().getFirst().name());
      new SettingsStore(scratch).saveAll(replay.settings);
      FunctionDefinition definition = template.function(RULES);
      Map<String, String> variables = new LinkedHashMap<>(aws.endpoints().variables());
      variables.putAll(definition.environment());
      Set<String> folders =
          template.functions().stream().map(LambdaFunction::folder).collect(Collectors.toSet());
      GivenTables tables = new GivenTables(aws.clients().dynamoDb());
      try (LambdaFunction rules = LambdaFunction.start(definition, variables, tables, folders)) {
        return replay.run(rules, new Conversations(scratch), out);
      }
    }
  }

  private Summary run(LambdaFunction rules, Conversations scratch, PrintStream out) {
    Map<ConversationId, ConversationId> storedOf = new HashMap<>();
    int items = 0;
    int different = 0;
    for (RawStore.Listed original : period()) {
      for (PreparedItem prepared : prepared(original)) {
        InboundItem item = prepared.item();
        ObjectNode line =
            Json.object().put("key", original.key()).put("at", original.storedAt().toString());
        if (item instanceof Received received) {
          handle(rules, answering(received, storedOf));
          compare(received, scratch, storedOf, line);
        } else if (item instanceof InboundItem.Quarantined quarantined) {
          line.put("becomes", "quarantined").put("reason", quarantined.reason().word());
          line.putArray("differences");
          if (stored.findReceipt(quarantined.source()).isPresent()) {
            line.withArray("differences").add("outcome");
          }
        }
        items++;
        if (!line.path("differences").isEmpty()) {
          different++;
        }
        out.println(line);
      }
    }
    out.println(Json.object().put("items", items).put("different", different));
    out.flush();
    return new Summary(items, different);
  }

  /// The originals of the period, in the order they came: threads depend on it.
  private List<RawStore.Listed> period() {
    List<RawStore.Listed> found = new ArrayList<>();
    String after = "";
    while (true) {
      List<RawStore.Listed> page = originals.page(BlobKeys.MAIL, after);
      if (page.isEmpty()) {
        found.sort(
            Comparator.comparing(RawStore.Listed::storedAt).thenComparing(RawStore.Listed::key));
        return found;
      }
      after = page.getLast().key();
      page.stream()
          .filter(original -> BlobKeys.findSesMessageId(original.key()).isPresent())
          .filter(original -> isInPeriod(original))
          .forEach(found::add);
    }
  }

  private boolean isInPeriod(RawStore.Listed original) {
    LocalDate day = original.storedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    return !day.isBefore(options.from()) && !day.isAfter(options.to());
  }

  private List<PreparedItem> prepared(RawStore.Listed original) {
    return switch (originals.get(original.key(), MailItems.MAX_BYTES)) {
      case RawStore.Original.Missing() -> List.of();
      case RawStore.Original.TooLarge tooLarge ->
          MailItems.of(
              arrival(original, new StoredEnvelope(List.of(), null, null)),
              () -> Opened.tooLarge(tooLarge.size(), MailItems.MAX_BYTES),
              Routing.of(List.of(), settings));
      case RawStore.Original.Found found -> {
        Opened opened = Opened.of(found.bytes());
        StoredEnvelope envelope =
            opened instanceof Opened.Read(ReceivedMail mail)
                ? StoredEnvelope.of(mail, settings)
                : new StoredEnvelope(List.of(), null, null);
        yield MailItems.of(
                arrival(original, envelope),
                () -> opened,
                Routing.of(envelope.recipients(), settings))
            .stream()
            .map(item -> item.ifIt(InboundQueue::fits))
            .toList();
      }
    };
  }

  private static MailArrival arrival(RawStore.Listed original, StoredEnvelope envelope) {
    return new MailArrival(
        BlobKeys.findSesMessageId(original.key()).orElseThrow(),
        original.storedAt(),
        original.storedAt(),
        original.key(),
        original.size(),
        envelope.from(),
        envelope.verdicts());
  }

  /// A reply address names the stored conversation; here its replay has another name.
  private static Received answering(Received item, Map<ConversationId, ConversationId> storedOf) {
    Envelope envelope = item.envelope();
    ConversationId answers = envelope == null ? null : envelope.answers();
    if (envelope == null || answers == null) {
      return item;
    }
    ConversationId replayed =
        storedOf.entrySet().stream()
            .filter(entry -> entry.getValue().equals(answers))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(answers);
    return item.with(
        new Envelope(
            replayed,
            envelope.siblings(),
            envelope.report(),
            envelope.answerable(),
            envelope.side()));
  }

  /// Gives one item to the rules function as its queue does.
  private static void handle(LambdaFunction rules, Received item) {
    ObjectNode event = Json.object();
    ObjectNode message = event.putArray("Records").addObject();
    message
        .put("messageId", item.source())
        .put("body", InboundItemJson.write(item))
        .put("eventSource", "aws:sqs");
    message.putObject("attributes").put("MessageGroupId", item.source());
    JsonNode answer = Json.read(rules.call(Json.bytes(event)));
    if (!answer.path("batchItemFailures").isEmpty()) {
      throw new IllegalStateException("The rules could not take in " + item.source());
    }
  }

  private void compare(
      Received item,
      Conversations scratch,
      Map<ConversationId, ConversationId> storedOf,
      ObjectNode line) {
    Conversations.ReceiptOf now = scratch.findReceipt(item.source()).orElseThrow();
    Entry.InboundMessage fresh = message(scratch, now).orElseThrow();
    line.put("inbox", item.inbox().value())
        .put("becomes", fresh.threadedBy() == Entry.Evidence.FIRST ? "new" : "threaded")
        .put("evidence", fresh.threadedBy().name())
        .put("textHash", hash(fresh.body().text()));
    ArrayNode differences = line.putArray("differences");
    Optional<Conversations.ReceiptOf> was = stored.findReceipt(item.source());
    Optional<Entry.InboundMessage> old = was.flatMap(receipt -> message(stored, receipt));
    if (was.isEmpty() || old.isEmpty()) {
      differences.add("not-stored");
      return;
    }
    line.put("conversation", was.get().conversation().value());
    ConversationId is = was.get().conversation();
    ConversationId known = storedOf.get(now.conversation());
    boolean elsewhere = known == null ? storedOf.containsValue(is) : !known.equals(is);
    storedOf.putIfAbsent(now.conversation(), is);
    if (elsewhere) {
      differences.add("thread");
    } else if (fresh.threadedBy() == Entry.Evidence.FIRST
        && old.get().threadedBy() != Entry.Evidence.FIRST) {
      // What it answers is older than the period, so it is no difference.
      line.put("beganBefore", true);
    }
    add(differences, "subject", subject(fresh), subject(old.get()));
    add(differences, "from", fresh.from(), old.get().from());
    add(differences, "text", hash(fresh.body().text()), hash(old.get().body().text()));
  }

  private static Optional<Entry.InboundMessage> message(
      Conversations conversations, Conversations.ReceiptOf receipt) {
    return conversations
        .findEntry(receipt.conversation(), receipt.entry())
        .filter(Entry.InboundMessage.class::isInstance)
        .map(Entry.InboundMessage.class::cast);
  }

  private static void add(
      ArrayNode differences, String what, @Nullable Object now, @Nullable Object was) {
    if (!java.util.Objects.equals(now, was)) {
      differences.add(what);
    }
  }

  private static @Nullable String subject(Entry.InboundMessage message) {
    return message.mail() == null ? null : message.mail().subject();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
