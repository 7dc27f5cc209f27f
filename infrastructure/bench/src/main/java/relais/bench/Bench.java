package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import relais.embedded.AwsClients;
import relais.embedded.EmbeddedAws;
import relais.embedded.FunctionDefinition;
import relais.embedded.Places;
import relais.embedded.Provisioning;
import relais.embedded.QueueDefinition;
import relais.embedded.Template;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Measures the system and prints one table. No number fails anything.
final class Bench {
  private static final int SENDERS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Plan plan;
  private final Path checkout;
  private final Path folder;
  private final Path data;
  private final Report report = new Report(System.out);
  private int restarts;

  /// How much is done. The long plan is the one that the README quotes.
  ///
  /// @param sizes how many conversations there are when lists are read
  /// @param webhooks how many are timed, after as many to warm up
  private record Plan(
      int mails, int arrivals, int reads, List<Integer> sizes, int mailsIntoFull, int webhooks) {
    static final Plan LONG = new Plan(3000, 200, 300, List.of(1_000, 10_000, 100_000), 1000, 1000);
    static final Plan READS = new Plan(10, 10, 300, LONG.sizes(), 500, 0);
    static final Plan SHORT = new Plan(200, 30, 50, List.of(200, 1_000), 50, 200);

    Plan with(int mails) {
      return new Plan(mails, arrivals, reads, sizes, mailsIntoFull, webhooks);
    }
  }

  private Bench(Plan plan, Path checkout, Path folder) {
    this.plan = plan;
    this.checkout = checkout;
    this.folder = folder;
    this.data = folder.resolve("data");
  }

  /// usage: Bench [--short] [--reads | --webhooks] [--mails N] [--checkout FOLDER]
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    int place = words.indexOf("--checkout");
    Path checkout = Path.of(place < 0 ? "." : words.get(place + 1)).toAbsolutePath().normalize();
    Path folder = Files.createTempDirectory("relais-bench");
    try {
      boolean reads = words.contains("--reads");
      Plan plan = words.contains("--short") ? Plan.SHORT : reads ? Plan.READS : Plan.LONG;
      int mails = words.indexOf("--mails");
      Bench bench =
          new Bench(
              mails < 0 ? plan : plan.with(Integer.parseInt(words.get(mails + 1))),
              checkout,
              folder);
      if (!reads) {
        bench.zips();
        bench.rehearsal();
      }
      if (!words.contains("--webhooks")) {
        bench.run();
      }
    } finally {
      delete(folder);
    }
  }

  private void run() throws IOException {
    furnish();
    String model;
    try (RunningSystem system = start()) {
      report.chapter("One machine");
      report.row("start, from the command to the first answer", seconds(system.startTime()));
      report.row("resident memory, idle", Report.megabytes(system.residentBytes()));
      try (Browser browser = new Browser(system.origin(), "amelie")) {
        arrivals(system, browser);
        throughput(system, browser, plan.mails(), "no conversations before");
        report.row("resident memory after that", Report.megabytes(system.residentBytes()));
        model = list(browser).path("items").path(0).path("id").asText();
      }
      bareParts(system);
    }
    reads(model);
    report.chapter("Web");
    report.row(
        "first load of the app, gzip",
        Report.kilobytes(WebWeight.firstLoad(checkout.resolve("web/dist"))));
  }

  // ------------------------------------------------------------------------- functions

  private void zips() {
    report.chapter("Functions");
    Template template =
        Template.read(
            checkout.resolve("template.yaml"),
            new Places("", "eu-west-1", "000000000000", URI.create("http://127.0.0.1:1")),
            Map.of("SignInIssuer", "https://sign-in.example"));
    Map<String, Long> sizes = new TreeMap<>();
    for (FunctionDefinition function : template.functions()) {
      sizes.put(
          function.codeUri().replaceAll("functions/|/target.*", ""),
          new FunctionZip(checkout.resolve(function.codeUri())).bytes());
    }
    sizes.forEach((name, size) -> report.row("zip of " + name, Report.megabytes(size)));
  }

  private void rehearsal() throws IOException {
    Path stage = Files.createDirectories(folder.resolve("rehearsal"));
    try (Rehearsal rehearsal = Rehearsal.play(checkout, stage)) {
      rehearsal
          .stage()
          .coldStarts()
          .forEach(
              (function, time) ->
                  report.row(
                      "start of %s until its first answer, without SnapStart".formatted(function),
                      Percentiles.milliseconds(time)));
      report.chapter("What it asks of AWS");
      List<Stage.Step> steps = rehearsal.oneMailMore();
      costs(steps, "an incoming mail", List.of("a mail", "a message has", "a conversation has"));
      costs(steps, "a reply", List.of("POST /v1/conversations", "a reply", "a delivery"));
      Rehearsal.Webhooks webhooks = rehearsal.textsArrive(plan.webhooks(), plan.webhooks());
      costs(rehearsal.stage().steps(), "an incoming text on WhatsApp", List.of("a text "));
      costs(rehearsal.stage().steps(), "the webhook of it alone", List.of("a text has been sent"));
      report.row(
          "webhook answered, warm, %s, %d times"
              .formatted(
                  webhooks.oneCore() ? "one core" : "cores not bounded", webhooks.times().size()),
          new Percentiles(webhooks.times()).words());
    }
  }

  private void costs(List<Stage.Step> story, String what, List<String> situations) {
    List<Stage.Step> steps =
        story.stream()
            .filter(step -> situations.stream().anyMatch(step.situation()::startsWith))
            .toList();
    Map<String, Integer> requests = new LinkedHashMap<>();
    double reads = 0;
    double writes = 0;
    long bytes = 0;
    for (Stage.Step step : steps) {
      for (AwsCall call : step.calls()) {
        requests.merge(call.service() + " " + call.operation(), 1, Integer::sum);
        reads += call.readUnits();
        writes += call.writeUnits();
        bytes += call.sentBytes();
      }
    }
    List<String> words = new ArrayList<>();
    requests.forEach((operation, count) -> words.add(count + " × " + operation));
    report.row("requests for " + what, String.join(", ", words));
    report.row("functions run for " + what, steps.size() + "");
    report.row(
        "DynamoDB capacity for " + what,
        String.format(Locale.ROOT, "%.1f read, %.1f write units", reads, writes));
    report.row("bytes sent to AWS for " + what, bytes + "");
  }

  // -------------------------------------------------------------------------- one machine

  /// Writes the workspace into an empty data folder, as a first start would.
  private void furnish() {
    offline(Workspace::furnish);
  }

  /// Something done to the data while the system is stopped.
  private interface Change {
    void make(AwsClients clients, Template template);
  }

  private void offline(Change change) {
    try (EmbeddedAws aws =
        EmbeddedAws.start(new EmbeddedAws.Options(data.resolve("aws"), 0, 0, 0, 0))) {
      Template template =
          Template.read(
              checkout.resolve("template.yaml"),
              aws.endpoints().places(""),
              Map.of("SignInIssuer", "https://sign-in.example"));
      Provisioning.everything(template, aws.clients());
      change.make(aws.clients(), template);
    }
  }

  private RunningSystem start() {
    restarts++;
    return RunningSystem.start(
        checkout,
        data,
        RunningSystem.Ports.from(18_100 + restarts * 10),
        folder.resolve("system.log"));
  }

  /// From a mail at the door to the message in an open browser, one mail after the other.
  private void arrivals(RunningSystem system, Browser browser) {
    BlockingQueue<Browser.Live> incoming = browser.listen();
    List<Duration> times = new ArrayList<>();
    try (MailSender sender = new MailSender(system.ports().smtp())) {
      for (int number = -10; number < plan.arrivals(); number++) {
        incoming.clear();
        String name = "arrival" + (number + 10);
        long sent = System.nanoTime();
        sender.send(
            name + "@customer.example",
            Workspace.SUPPORT,
            MailSender.mail(name, Workspace.SUPPORT));
        long seen = next(incoming, Bench::tellsOfANewConversation).at();
        if (number >= 0) {
          times.add(Duration.ofNanos(seen - sent));
        }
      }
    }
    report.row(
        "a mail at the door → an open browser knows, %d times".formatted(plan.arrivals()),
        new Percentiles(times).words());
  }

  private static boolean tellsOfANewConversation(JsonNode frame) {
    for (JsonNode update : frame.path("updates")) {
      for (JsonNode cause : update.path("causes")) {
        if (cause.asText().equals("created")) {
          return true;
        }
      }
    }
    return false;
  }

  private static Browser.Live next(
      BlockingQueue<Browser.Live> incoming, Predicate<JsonNode> wanted) {
    try {
      while (true) {
        Browser.Live live = incoming.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (live == null) {
          throw new IllegalStateException("No live update came");
        }
        if (wanted.test(live.message())) {
          return live;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// From the first mail at the door until all of them are counted and listed.
  private void throughput(RunningSystem system, Browser browser, int mails, String situation) {
    long before = browser.get("/v1/counts").path("new").asLong();
    long began = System.nanoTime();
    List<Callable<Void>> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int first = sender;
      String run = "run" + restarts + "x";
      senders.add(
          () -> {
            try (MailSender connection = new MailSender(system.ports().smtp())) {
              for (int number = first; number < mails; number += SENDERS) {
                String name = run + number;
                connection.send(
                    name + "@customer.example",
                    Workspace.SUPPORT,
                    MailSender.mail(name, Workspace.SUPPORT));
              }
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      for (Future<Void> sent : threads.invokeAll(senders)) {
        sent.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The door does not take mail", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    long counted = before;
    while (counted < before + mails) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      counted = browser.get("/v1/counts").path("new").asLong();
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "%d of %d mails were seen in time".formatted(counted - before, mails));
      }
    }
    double all = (System.nanoTime() - began) / 1e9;
    report.row(
        "mails through the whole system, %d, %s".formatted(mails, situation),
        "%s at the door, %s to the list"
            .formatted(
                Report.number(mails / (taken.toNanos() / 1e9), "per second"),
                Report.number(mails / all, "per second")));
  }

  private void bareParts(RunningSystem system) {
    report.chapter("The embedded parts by themselves, 4 threads");
    try (AwsClients clients = new AwsClients(system.endpoints())) {
      BareParts parts = new BareParts(clients, template(system));
      report.row("DynamoDB Local, reads of one item", Report.number(parts.reads(), "per second"));
      report.row(
          "DynamoDB Local, transactions of six items",
          Report.number(parts.transactions(), "per second"));
      report.row(
          "ElasticMQ, messages sent, received, deleted",
          Report.number(parts.messages(), "per second"));
      report.row("s3proxy, objects of 2 kB", Report.number(parts.objects(), "per second"));
    }
  }

  private Template template(RunningSystem system) {
    return Template.read(
        checkout.resolve("template.yaml"),
        system.endpoints().places(""),
        Map.of("SignInIssuer", "https://sign-in.example"));
  }

  /// Lists and conversations at growing sizes; the lines must stay flat.
  private void reads(String model) {
    report.chapter("Reads through the HTTP API");
    int there = 0;
    for (int size : plan.sizes()) {
      int from = there;
      offline((clients, template) -> grow(clients, template, model, from, size - from));
      there = size;
      try (RunningSystem system = start();
          Browser browser = new Browser(system.origin(), "amelie")) {
        settle(system);
        report.row(
            "list page of 50, %,d conversations more".formatted(size),
            measured(_ -> list(browser)).words());
        try (AwsClients clients = new AwsClients(system.endpoints())) {
          BareParts parts = new BareParts(clients, template(system));
          report.row(
              "of that, DynamoDB Local for one query of 50 rows",
              measured(
                      _ -> {
                        parts.page();
                        return MissingNode.getInstance();
                      })
                  .words());
        }
        List<String> ids = new ArrayList<>();
        list(browser).path("items").forEach(row -> ids.add(row.path("id").asText()));
        report.row(
            "one conversation, %,d conversations more".formatted(size),
            measured(n -> browser.get("/v1/conversations/" + ids.get(n % ids.size()))).words());
        if (size == plan.sizes().getLast()) {
          throughput(
              system, browser, plan.mailsIntoFull(), "%,d conversations before".formatted(size));
        }
      }
    }
  }

  /// Waits until nothing is left to do of what came in before: owners are found for mails long
  /// after they are listed, and would be measured along.
  private void settle(RunningSystem system) {
    try (AwsClients clients = new AwsClients(system.endpoints())) {
      List<String> urls =
          template(system).queues().stream()
              .filter(queue -> !queue.logicalId().endsWith("Dlq"))
              .map(QueueDefinition::url)
              .toList();
      long began = System.nanoTime();
      while (urls.stream().anyMatch(url -> isBusy(clients, url))) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new IllegalStateException("The queues do not empty");
        }
      }
    }
  }

  private static boolean isBusy(AwsClients clients, String url) {
    return clients
        .sqs()
        .getQueueAttributes(
            r ->
                r.queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .anyMatch(count -> !count.equals("0"));
  }

  private interface Read {
    JsonNode read(int number);
  }

  private Percentiles measured(Read read) {
    List<Duration> times = new ArrayList<>();
    for (int number = -plan.reads() / 4; number < plan.reads(); number++) {
      long began = System.nanoTime();
      read.read(Math.abs(number));
      if (number >= 0) {
        times.add(Duration.ofNanos(System.nanoTime() - began));
      }
    }
    return new Percentiles(times);
  }

  private static JsonNode list(Browser browser) {
    return browser.get("/v1/conversations?view=team&team=support&limit=50");
  }

  /// The stream is off meanwhile: what is copied has no consequences.
  private static void grow(
      AwsClients clients, Template template, String model, int from, int count) {
    String table = template.tables().getFirst().name();
    stream(clients, table, false);
    new Crowd(clients.dynamoDb(), table, model).grow(from, count);
    stream(clients, table, true);
  }

  private static void stream(AwsClients clients, String table, boolean on) {
    clients
        .dynamoDb()
        .updateTable(
            r ->
                r.tableName(table)
                    .streamSpecification(
                        specification -> {
                          specification.streamEnabled(on);
                          if (on) {
                            specification.streamViewType(StreamViewType.NEW_AND_OLD_IMAGES);
                          }
                        }));
    clients.dynamoDb().waiter().waitUntilTableExists(r -> r.tableName(table));
  }

  private static String seconds(Duration time) {
    return Report.number(time.toNanos() / 1e9, "s");
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
