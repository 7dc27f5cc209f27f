package relais.local;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relais.conversation.Settings;
import relais.embedded.AwsClients;
import relais.embedded.EmbeddedAws;
import relais.embedded.FunctionDefinition;
import relais.embedded.Provisioning;
import relais.embedded.TableDefinition;
import relais.embedded.Template;
import relais.mail.MailAddress;
import relais.runtime.GivenTables;
import relais.table.SettingsStore;
import relais.table.Table;

/// Everything that template.yaml describes, running in this process.
///
/// The AWS parts come first, then the functions, then the doors; stopping goes the other way, so
/// that nothing is taken in that nobody would handle.
final class LocalSystem implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration SOCKET_IDLE = Duration.ofMinutes(10);

  private final Options options;
  private final Consumer<String> say;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
  private final URI origin;
  private final Journal journal;
  private final Pollers pollers;

  private LocalSystem(Options options, Consumer<String> say) {
    this.options = options;
    this.say = say;
    this.origin = URI.create("http://localhost:" + options.ports().web());
    this.journal = opened(new Journal(options.data().resolve("trouble.log"), CLOCK, say));
    this.pollers = new Pollers(journal);
  }

  /// Starts the system and returns when it serves.
  ///
  /// @param say gets the lines for the person at the terminal
  static LocalSystem start(Options options, Consumer<String> say) {
    if (options.fresh()) {
      delete(options.data());
    }
    LocalSystem system = new LocalSystem(options, say);
    try {
      system.open();
      return system;
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
  }

  private void open() {
    Options.Ports ports = options.ports();
    EmbeddedAws aws =
        opened(
            EmbeddedAws.start(
                new EmbeddedAws.Options(
                    options.data().resolve("aws"),
                    ports.dynamoDb(),
                    ports.sqs(),
                    ports.s3(),
                    ports.parameters())));
    AwsClients clients = aws.clients();
    Template template =
        Template.read(
            options.checkout().resolve("template.yaml"), aws.endpoints().places(""), parameters());
    Provisioning.everything(template, clients);

    SettingsStore store = new SettingsStore(new Table(clients.dynamoDb(), table(template).name()));
    DemoWorkspace demo =
        new DemoWorkspace(
            store,
            clients.ssm(),
            template.parameter("ParameterPrefix"),
            origin,
            local(CustomEndpoint.PATH + "/custom"));
    if (options.demo()) {
      demo.furnish();
    }
    Supplier<Settings> settings = store::load;

    MailDomains domains = opened(MailDomains.start(options.data(), template.places().region()));
    startFunctions(template, aws, domains.nameServer());
    FailureDestinations failures = new FailureDestinations(template, clients, CLOCK);
    AsyncCalls calls =
        opened(
            new AsyncCalls(
                options.data().resolve("calls"),
                functions,
                Math.max(2, options.concurrency()),
                failures::ofCall,
                journal));
    EventBus bus = new EventBus(template.functions(), template.places(), calls, CLOCK);
    MailReceiving receiving = new MailReceiving(template, clients.s3(), calls, CLOCK);
    Outbox outbox = new Outbox(options.data().resolve("outbox"));
    MailSending sending =
        opened(
            new MailSending(
                outbox,
                bus,
                receiving,
                address -> isOurs(settings.get(), address),
                template.places(),
                CLOCK,
                journal));
    WebhookSender webhooks = opened(new WebhookSender(local("/webhooks/whatsapp"), journal));
    PlayedAccounts accounts = new PlayedAccounts(clients, template);
    WhatsAppNetwork network =
        new WhatsAppNetwork(
            options.data().resolve("whatsapp"),
            () -> accounts.businesses(settings.get()),
            webhooks,
            CLOCK);
    PlayedWebhooks played = new PlayedWebhooks(local(""), journal);
    ChannelNetwork channels =
        opened(
            new ChannelNetwork(
                options.data().resolve("channels"),
                () -> accounts.others(settings.get()),
                played,
                CLOCK));
    PlayedCalls phone = new PlayedCalls(channels, played, local(TwilioEndpoint.PATH), CLOCK);
    SignIn signIn = new SignIn(origin, options.data().resolve("sign-in-key.json"), settings);
    openGateway(template, aws, signIn, network, channels, phone, outbox, sending, domains);

    new EventSources(
            template, clients, functions, failures, pollers, options.data().resolve("streams"))
        .start(options.concurrency());
    opened(pollers);
    int resumed = calls.resume();
    if (resumed > 0) {
      say.accept("Handling %d events that the last run left behind.".formatted(resumed));
    }
    SmtpDoor door = new SmtpDoor(ports.smtp(), receiving, CLOCK, journal);
    door.start();
    opened(door);
    Timetable timetable = opened(new Timetable(calls, template.places(), CLOCK));
    timetable.start(template.functions());
    if (options.demo() && !options.rehearse()) {
      seed(signIn, settings, receiving, network, channels, phone, outbox);
    }
    Welcome.say(options, settings.get(), say);
  }

  private void seed(
      SignIn signIn,
      Supplier<Settings> settings,
      MailReceiving receiving,
      WhatsAppNetwork network,
      ChannelNetwork channels,
      PlayedCalls phone,
      Outbox outbox) {
    Path done = options.data().resolve("demo-is-seeded");
    try (DemoAgent agents = new DemoAgent(local("/"), signIn, settings)) {
      boolean first = !Files.exists(done);
      new DemoSeeding(receiving, network, outbox, agents, done, CLOCK, journal, say).seed();
      if (first) {
        new DemoCustomers(channels, phone, journal, say).comeIn();
      }
    }
  }

  private Map<String, String> parameters() {
    return Map.of(
        "AppDomain",
        origin.getAuthority(),
        "SignInIssuer",
        origin + "/oidc",
        "SignInAudience",
        SignIn.CLIENT_ID,
        "SignInOrigins",
        origin.toString(),
        "WebHosting",
        "off",
        "GraphApiUrl",
        local(GraphEndpoint.PATH).toString(),
        "InstagramApiUrl",
        local(MetaEndpoint.INSTAGRAM_PATH).toString(),
        "TelegramApiUrl",
        local(TelegramEndpoint.PATH).toString(),
        "TwilioApiUrl",
        local(TwilioEndpoint.PATH).toString(),
        "CustomApiUrl",
        local(CustomEndpoint.PATH).toString());
  }

  private URI local(String path) {
    return URI.create("http://127.0.0.1:" + options.ports().web() + path);
  }

  private static TableDefinition table(Template template) {
    return template.tables().getFirst();
  }

  // ----------------------------------------------------------------------- functions

  /// Starts all functions at once; each is an application of its own. One that does not start
  /// fails its calls, as in AWS, and leaves the others alone.
  private void startFunctions(Template template, EmbeddedAws aws, String nameServer) {
    Set<String> folders =
        template.functions().stream().map(LambdaFunction::folder).collect(Collectors.toSet());
    GivenTables tables = new GivenTables(aws.clients().dynamoDb());
    Map<String, Future<LambdaFunction>> starting = new LinkedHashMap<>();
    try (ExecutorService starters =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (FunctionDefinition definition : template.functions()) {
        Map<String, String> variables = variables(definition, aws, nameServer);
        starting.put(
            definition.logicalId(),
            starters.submit(() -> LambdaFunction.start(definition, variables, tables, folders)));
      }
    }
    for (Map.Entry<String, Future<LambdaFunction>> entry : starting.entrySet()) {
      try {
        functions.put(entry.getKey(), opened(entry.getValue().get()));
      } catch (ExecutionException e) {
        journal.failed(entry.getKey() + " does not start", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the functions start", e);
      }
    }
  }

  /// A function's variables as the template gives them, with the addresses of this machine.
  private Map<String, String> variables(
      FunctionDefinition definition, EmbeddedAws aws, String nameServer) {
    Map<String, String> variables = new LinkedHashMap<>(aws.endpoints().variables());
    variables.put("AWS_ENDPOINT_URL_SESV2", local(SesEndpoint.PATH).toString());
    variables.put("NAME_SERVER", nameServer);
    variables.putAll(definition.environment());
    variables.computeIfPresent("LIVE_ENDPOINT", (_, _) -> local("/aws/live").toString());
    variables.computeIfPresent("APP_ORIGIN", (_, _) -> origin.toString());
    variables.computeIfPresent(
        "LIVE_URL", (_, _) -> "ws://%s/live".formatted(origin.getAuthority()));
    variables.computeIfPresent("WEBHOOKS_URL", (_, _) -> local("/webhooks").toString());
    return variables;
  }

  // ------------------------------------------------------------------------- the gateway

  private void openGateway(
      Template template,
      EmbeddedAws aws,
      SignIn signIn,
      WhatsAppNetwork network,
      ChannelNetwork channels,
      PlayedCalls phone,
      Outbox outbox,
      MailSending sending,
      MailDomains domains) {
    TokenCheck tokens = new TokenCheck(signIn.issuer(), SignIn.CLIENT_ID, signIn::keys, CLOCK);
    HttpGateway api =
        new HttpGateway(HttpRoutes.of(template.functions()), functions, tokens, CLOCK, journal);
    FetchedFiles fetchedFiles = new FetchedFiles(channels);
    WebApp app =
        new WebApp(
            options.checkout().resolve("web/dist"), origin, aws.endpoints().s3(), signIn.issuer());
    Javalin server =
        Javalin.create(
            config -> {
              quiet(config);
              signIn.addTo(config.routes);
              new SesEndpoint(sending, domains).addTo(config.routes);
              new OutboxPages(outbox).addTo(config.routes);
              new GraphEndpoint(network, local(""), origin).addTo(config.routes);
              new SimulatorPages(network).addTo(config.routes);
              new TelegramEndpoint(channels).addTo(config.routes);
              new TwilioEndpoint(channels, fetchedFiles, phone).addTo(config.routes);
              new MetaEndpoint(channels, fetchedFiles).addTo(config.routes);
              new CustomEndpoint(channels, fetchedFiles).addTo(config.routes);
              new ChannelPages(channels, phone).addTo(config.routes);
              template
                  .webSocketApis()
                  .forEach(
                      definition ->
                          new LiveGateway(definition, functions, template.places(), CLOCK, journal)
                              .addTo(config.routes));
              config.routes.exception(Exception.class, this::unexpected);
              Pages.addTo(config.routes);
              config.routes.get("/config.json", app::configuration);
              for (HandlerType method : HandlerType.commonHttp()) {
                config.routes.addHttpHandler(method, "/*", context -> serve(context, api, app));
              }
            });
    server.start("127.0.0.1", options.ports().web());
    opened(server::stop);
  }

  private void unexpected(Exception trouble, Context context) {
    journal.failed("A request to %s failed".formatted(context.path()), trouble);
    context.status(500).result("Something went wrong here. The details are in trouble.log.");
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = 64L * 1024 * 1024;
    config.jetty.modifyWebSocketServletFactory(factory -> factory.setIdleTimeout(SOCKET_IDLE));
  }

  private static void serve(Context context, HttpGateway api, WebApp app) throws IOException {
    if (api.serve(context)) {
      return;
    }
    String method = context.method().name();
    if (method.equals("GET") || method.equals("HEAD")) {
      app.serve(context);
    } else {
      context
          .status(404)
          .contentType("application/json")
          .result(Json.bytes(Json.object().put("message", "Not Found")));
    }
  }

  // ------------------------------------------------------------------------------- settings

  private static boolean isOurs(Settings settings, String address) {
    try {
      return settings.findEmailInbox(MailAddress.parse(address)).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  // ------------------------------------------------------------------------------- the end

  private <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }

  @Override
  public void close() {
    for (AutoCloseable part : opened.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("Stopping %s: %s".formatted(part.getClass().getSimpleName(), e));
      }
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The old data cannot be removed: " + folder, e);
    }
  }
}
