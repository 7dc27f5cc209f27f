package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays the customers of every channel but mail and WhatsApp, and what their providers keep of
/// them. Chats are kept in the data folder.
final class ChannelNetwork implements AutoCloseable {
  private static final Duration DELIVERED = Duration.ofMillis(700);

  private final Path file;
  private final Path files;
  private final Ids ids = new Ids();
  private final Supplier<List<PlayedWebhooks.Account>> accounts;
  private final PlayedWebhooks webhooks;
  private final InstantSource clock;
  private final Map<String, PlayedChat> chats = new LinkedHashMap<>();
  private final ScheduledExecutorService postman =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("channels").daemon().factory());
  private boolean twice;
  private PlayedProlonging prolonging = PlayedProlonging.GIVEN;
  private long revision = 1;

  ChannelNetwork(
      Path folder,
      Supplier<List<PlayedWebhooks.Account>> accounts,
      PlayedWebhooks webhooks,
      InstantSource clock) {
    this.file = folder.resolve("chats.json");
    this.files = folder.resolve("files");
    this.accounts = accounts;
    this.webhooks = webhooks;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        for (JsonNode chat : Json.read(Files.readAllBytes(file))) {
          PlayedChat read = PlayedChat.of(chat);
          chats.put(key(read.inbox(), read.id()), read);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<PlayedWebhooks.Account> accounts() {
    return accounts.get();
  }

  Optional<PlayedWebhooks.Account> find(Predicate<PlayedWebhooks.Account> wanted) {
    return accounts.get().stream().filter(wanted).findFirst();
  }

  /// Adds a customer to an inbox, or finds the one of this name.
  synchronized Optional<PlayedChat> customer(String inbox, String name, String number) {
    Optional<PlayedChat> known =
        chats.values().stream()
            .filter(chat -> chat.inbox().equals(inbox) && chat.name().equals(name))
            .findFirst();
    if (known.isPresent()) {
      return known;
    }
    return find(account -> account.inbox().id().value().equals(inbox))
        .map(
            account -> {
              PlayedChat chat =
                  new PlayedChat(inbox, identity(account, number), name, null, List.of());
              chats.put(key(inbox, chat.id()), chat);
              changed();
              return chat;
            });
  }

  private String identity(PlayedWebhooks.Account account, String number) {
    long next = 7_100_000_000L + chats.size() * 7919L;
    // A string switch needs its default: a channel of its own has ids of its own.
    return switch (account.inbox().channel().word()) {
      case "sms", "voice" ->
          number.isBlank() ? "+316" + (10_000_000 + chats.size()) : "+" + digits(number);
      case "telegram", "messenger", "instagram" -> Long.toString(next);
      default -> "user-" + (chats.size() + 1);
    };
  }

  private static String digits(String number) {
    return number.replaceAll("\\D", "");
  }

  /// A customer writes.
  ///
  /// @return done when the product has taken the webhook
  synchronized Future<?> write(String inbox, String customer, String text) {
    PlayedWebhooks.Account account =
        find(each -> each.inbox().id().value().equals(inbox)).orElseThrow();
    PlayedChat.Line line =
        new PlayedChat.Line(
            lineId(account),
            true,
            text,
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            "",
            null,
            List.of());
    PlayedChat chat = keep(chat(inbox, customer).with(line));
    boolean again = twice;
    return postman.submit(
        () -> {
          webhooks.wrote(account, chat, line);
          if (again) {
            webhooks.wrote(account, chat, line);
          }
        });
  }

  private String lineId(PlayedWebhooks.Account account) {
    int count = chats.values().stream().mapToInt(chat -> chat.lines().size()).sum() + 1;
    String hex = "%032x".formatted(clock.millis() * 1000 + count % 1000);
    // A string switch needs its default: a channel of its own has ids of its own.
    return switch (account.inbox().channel().word()) {
      case "telegram" -> Integer.toString(count);
      case "sms" -> "SM" + hex;
      default -> "m_" + hex;
    };
  }

  /// Notes what is done or heard in a call.
  ///
  /// @param mine whether the customer does it
  /// @param file what they say into the telephone, null when nothing is kept of it
  synchronized void say(
      String inbox, String customer, boolean mine, String words, @Nullable PlayedFile file) {
    keep(
        chat(inbox, customer)
            .with(
                new PlayedChat.Line(
                    "l" + ids.hex(16),
                    mine,
                    words,
                    clock.instant(),
                    "",
                    null,
                    file == null ? List.of() : List.of(file))));
  }

  /// What shall go wrong with the next reply to a customer; asking uses it up.
  synchronized @Nullable String takeTrouble(String inbox, String customer) {
    PlayedChat chat = chats.get(key(inbox, customer));
    if (chat == null || chat.trouble() == null) {
      return null;
    }
    keep(chat.withTrouble(null));
    return chat.trouble();
  }

  synchronized void troubleNext(String inbox, String customer, @Nullable String trouble) {
    keep(chat(inbox, customer).withTrouble(trouble));
  }

  synchronized String nameOf(String inbox, String customer) {
    return chat(inbox, customer).name();
  }

  synchronized boolean knows(String inbox, String customer) {
    return chats.containsKey(key(inbox, customer));
  }

  /// A reply reaches the customer.
  ///
  /// @return the provider's name for it
  synchronized String accept(
      PlayedWebhooks.Account account,
      String customer,
      String text,
      List<PlayedFile> files,
      @Nullable String reference) {
    String inbox = account.inbox().id().value();
    PlayedChat.Line line =
        new PlayedChat.Line(
            lineId(account), false, text, clock.instant(), "sent", reference, files);
    PlayedChat chat = keep(chat(inbox, customer).with(line));
    echo(account, chat, line);
    Future<?> unused =
        postman.schedule(
            () -> report(account, customer, line, "delivered"),
            DELIVERED.toMillis(),
            TimeUnit.MILLISECONDS);
    return line.id();
  }

  /// Somebody answers for the business, but in the provider's own app.
  synchronized void answerOutside(String inbox, String customer, String text) {
    PlayedWebhooks.Account account =
        find(each -> each.inbox().id().value().equals(inbox)).orElseThrow();
    PlayedChat.Line line =
        new PlayedChat.Line(lineId(account), false, text, clock.instant(), "sent", null, List.of());
    echo(account, keep(chat(inbox, customer).with(line)), line);
  }

  /// A provider that does so tells every application what the account has sent.
  private void echo(PlayedWebhooks.Account account, PlayedChat chat, PlayedChat.Line line) {
    boolean again = twice;
    Future<?> unused =
        postman.submit(
            () -> {
              webhooks.echoed(account, chat, line);
              if (again) {
                webhooks.echoed(account, chat, line);
              }
            });
  }

  /// The team has read what the customer wrote, and the provider shows it.
  synchronized void seen(String inbox, String customer) {
    PlayedChat chat = chat(inbox, customer);
    for (PlayedChat.Line line : chat.lines()) {
      if (line.mine()) {
        chat = chat.withStatus(line.id(), "read");
      }
    }
    keep(chat);
  }

  /// Keeps a file that came with a reply.
  PlayedFile keep(String name, String type, byte[] content) {
    PlayedFile kept = new PlayedFile(ids.whatsAppMedia(), name, type);
    try {
      Files.createDirectories(files);
      Files.write(files.resolve(kept.id()), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept;
  }

  /// The bytes of a file that somebody was sent.
  Optional<byte[]> findFile(String id) {
    Path kept = files.resolve(id);
    if (!id.chars().allMatch(Character::isDigit) || !Files.exists(kept)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file of a chat, by its id.
  synchronized Optional<PlayedFile> describe(String id) {
    return chats.values().stream()
        .flatMap(chat -> chat.lines().stream())
        .flatMap(line -> line.files().stream())
        .filter(file -> file.id().equals(id))
        .findFirst();
  }

  private void report(
      PlayedWebhooks.Account account, String customer, PlayedChat.Line line, String status) {
    PlayedChat chat;
    synchronized (this) {
      chat = keep(chat(account.inbox().id().value(), customer).withStatus(line.id(), status));
    }
    webhooks.reported(account, chat, line, status, clock.instant());
  }

  /// The customer looks at the chat.
  synchronized void read(String inbox, String customer) {
    Optional<PlayedWebhooks.Account> account =
        find(each -> each.inbox().id().value().equals(inbox));
    List<PlayedChat.Line> seen =
        chat(inbox, customer).lines().stream()
            .filter(line -> !line.mine() && line.status().equals("delivered"))
            .toList();
    if (account.isEmpty() || seen.isEmpty()) {
      return;
    }
    PlayedChat chat = chat(inbox, customer);
    for (PlayedChat.Line line : seen) {
      chat = chat.withStatus(line.id(), "read");
    }
    keep(chat);
    PlayedChat now = chat;
    Future<?> unused =
        postman.submit(
            () -> webhooks.reported(account.get(), now, seen.getLast(), "read", clock.instant()));
  }

  /// Whether every webhook is sent twice.
  synchronized void misbehave(boolean sendTwice) {
    twice = sendTwice;
    changed();
  }

  synchronized boolean isTwice() {
    return twice;
  }

  /// How Instagram answers who wants more time for a token.
  synchronized void decide(PlayedProlonging decided) {
    prolonging = decided;
    changed();
  }

  synchronized PlayedProlonging prolonging() {
    return prolonging;
  }

  /// Everything, unless nothing has changed since that revision.
  synchronized Optional<ObjectNode> state(long since) {
    if (since == revision) {
      return Optional.empty();
    }
    ObjectNode state =
        Json.object()
            .put("revision", revision)
            .put("twice", twice)
            .put("prolonging", prolonging.word());
    ArrayNode inboxes = state.putArray("inboxes");
    for (PlayedWebhooks.Account account : accounts.get()) {
      inboxes
          .addObject()
          .put("id", account.inbox().id().value())
          .put("name", account.inbox().name())
          .put("channel", account.inbox().channel().word())
          .put("address", account.inbox().address());
    }
    ArrayNode all = state.putArray("chats");
    chats.values().forEach(chat -> all.add(chat.json()));
    return Optional.of(state);
  }

  private PlayedChat chat(String inbox, String customer) {
    PlayedChat chat = chats.get(key(inbox, customer));
    if (chat == null) {
      throw new IllegalArgumentException("There is no customer " + customer);
    }
    return chat;
  }

  private PlayedChat keep(PlayedChat chat) {
    chats.put(key(chat.inbox(), chat.id()), chat);
    changed();
    return chat;
  }

  private static String key(String inbox, String customer) {
    return inbox + " " + customer;
  }

  synchronized void changed() {
    revision++;
    ArrayNode list = Json.array();
    chats.values().forEach(chat -> list.add(chat.json()));
    Path half = file.resolveSibling("chats.part");
    try {
      Files.write(half, Json.bytes(list));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    postman.shutdownNow();
  }
}
