package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccountReport;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;

/// The templates of inboxes as their providers list them, changed in between by what providers
/// report. Lists and reports come in any order: of two that speak of the same thing, the newer one
/// stands.
public final class Templates {
  /// No account of a provider has more.
  private static final int MAX_TEMPLATES = 10_000;

  private static final Duration FETCHED_EVERY = Duration.ofHours(6);
  private static final Duration AGAIN_AFTER_TROUBLE = Duration.ofMinutes(30);
  private static final Duration AGAIN_WHEN_WANTED = Duration.ofMinutes(1);
  private static final int MAX_TRIES = 5;

  private final Table table;

  public Templates(Table table) {
    this.table = table;
  }

  /// The templates of an inbox.
  ///
  /// @param fetchedAt when the list was last read from the provider; null before it ever was
  /// @param trouble why the last try did not work; null when it did, or there was none
  public record Known(
      List<MessageTemplate> templates, @Nullable Instant fetchedAt, @Nullable Trouble trouble) {
    public Known {
      templates = List.copyOf(templates);
    }
  }

  /// Why a list could not be read.
  ///
  /// @param code stable, for the app
  /// @param reason in words for an admin
  public record Trouble(String code, String reason, Instant at) {}

  /// What is kept of one template: itself, and how old each part of it is that is reported by
  /// itself.
  private record Kept(
      MessageTemplate template,
      Instant stateAt,
      Instant qualityAt,
      Instant categoryAt,
      long version) {
    /// With a state that is no older; the same when it is.
    Kept with(MessageTemplate.@Nullable State state, Instant at) {
      return state == null || at.isBefore(stateAt)
          ? this
          : new Kept(template.with(state), at, qualityAt, categoryAt, version);
    }

    Kept with(MessageTemplate.@Nullable Quality quality, Instant at) {
      return quality == null || at.isBefore(qualityAt)
          ? this
          : new Kept(template.with(quality), stateAt, at, categoryAt, version);
    }

    Kept withCategory(@Nullable String category, Instant at) {
      return category == null || at.isBefore(categoryAt)
          ? this
          : new Kept(template.withCategory(category), stateAt, qualityAt, at, version);
    }
  }

  /// A120: all templates of an inbox, in one Query.
  public Known load(InboxId inbox) {
    Item fetched = Item.empty();
    List<MessageTemplate> templates = new ArrayList<>();
    for (Item item : items(inbox)) {
      if (isTemplate(item)) {
        templates.add(kept(item).template());
      } else {
        fetched = item;
      }
    }
    String code = fetched.findText("troubleCode");
    return new Known(
        templates,
        fetched.findInstant("fetchedAt"),
        code == null
            ? null
            : new Trouble(code, fetched.text("troubleReason"), fetched.instant("triedAt")));
  }

  /// A120: one template.
  public Optional<MessageTemplate> find(InboxId inbox, String name, String language) {
    return table.get(TableKeys.template(inbox, name, language)).map(item -> kept(item).template());
  }

  /// A120: whether the list of an inbox is to be read by now.
  public boolean isDue(InboxId inbox, Instant now) {
    return table
        .get(TableKeys.templatesFetched(inbox))
        .map(
            fetched -> {
              Instant tried = fetched.findInstant("triedAt");
              return tried == null || !now.isBefore(tried.plus(wait(fetched)));
            })
        .orElse(true);
  }

  private static Duration wait(Item fetched) {
    if (fetched.flag("wanted")) {
      return AGAIN_WHEN_WANTED;
    }
    return fetched.has("troubleCode") ? AGAIN_AFTER_TROUBLE : FETCHED_EVERY;
  }

  /// Notes that a list could not be read. What is known stays.
  public void failed(InboxId inbox, String code, String reason, Instant began) {
    Table.Written unused =
        table.update(
            TableKeys.templatesFetched(inbox),
            new Table.Change(
                "SET #tried = :began, #code = :code, #reason = :reason REMOVE #wanted",
                null,
                Map.of(
                    "#tried",
                    "triedAt",
                    "#code",
                    "troubleCode",
                    "#reason",
                    "troubleReason",
                    "#wanted",
                    "wanted"),
                Item.empty().instant(":began", began).text(":code", code).text(":reason", reason)));
  }

  /// Takes over a list that was read whole. Only what has changed is written.
  ///
  /// @param asked when reading began: reports since are newer than it
  public void replace(InboxId inbox, List<MessageTemplate> listed, Instant asked) {
    // Providers tell the second.
    Instant began = asked.truncatedTo(ChronoUnit.SECONDS);
    Map<TableKeys.Key, Kept> before = new HashMap<>();
    for (Item item : items(inbox)) {
      if (isTemplate(item)) {
        Kept kept = kept(item);
        before.put(key(inbox, kept.template()), kept);
      }
    }
    for (MessageTemplate template : listed) {
      Kept known = before.remove(key(inbox, template));
      Kept merged = known == null ? fresh(template, began) : merged(known, template, began);
      if (known == null || !merged.template().equals(known.template())) {
        put(inbox, merged, known);
      }
    }
    before.forEach(
        (key, gone) -> {
          if (!gone.stateAt().isAfter(began)) {
            delete(key, gone);
          }
        });
    Table.Written unused =
        table.update(
            TableKeys.templatesFetched(inbox),
            new Table.Change(
                "SET #tried = :began, #fetched = :began REMOVE #code, #reason, #wanted",
                null,
                Map.of(
                    "#tried",
                    "triedAt",
                    "#fetched",
                    "fetchedAt",
                    "#code",
                    "troubleCode",
                    "#reason",
                    "troubleReason",
                    "#wanted",
                    "wanted"),
                Item.empty().instant(":began", began)));
  }

  private static Kept fresh(MessageTemplate template, Instant began) {
    return new Kept(template, began, began, began, 0);
  }

  /// The list says everything; what was reported after it was asked for stays.
  private static Kept merged(Kept known, MessageTemplate listed, Instant began) {
    MessageTemplate template = listed;
    if (isNewer(known.stateAt(), began)) {
      template = template.with(known.template().state());
    }
    if (isNewer(known.qualityAt(), began)) {
      template = template.with(known.template().quality());
    }
    if (isNewer(known.categoryAt(), began)) {
      template = template.withCategory(known.template().category());
    }
    return new Kept(
        template,
        later(known.stateAt(), began),
        later(known.qualityAt(), began),
        later(known.categoryAt(), began),
        known.version());
  }

  /// Whether what was reported at a moment is newer than a list; within one second it is.
  private static boolean isNewer(Instant reported, Instant began) {
    return !reported.isBefore(began);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// Takes in what a provider reports about a template. A template that nobody knows, or of which
  /// the report does not say what is new, is wanted: the list is read soon.
  public void report(InboxId inbox, AccountReport.TemplateChanged report, Instant at) {
    for (int i = 0; i < MAX_TRIES; i++) {
      List<Item> items = items(inbox);
      Instant fetchedAt =
          items.stream()
              .filter(item -> !isTemplate(item))
              .map(item -> item.findInstant("fetchedAt"))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(Instant.EPOCH);
      Optional<Kept> found =
          items.stream()
              .filter(Templates::isTemplate)
              .map(Templates::kept)
              .filter(kept -> report.isAbout(kept.template()))
              .findFirst();
      boolean saysWhat =
          report.state() != null || report.quality() != null || report.category() != null;
      if (found.isEmpty() || !saysWhat) {
        want(inbox);
        return;
      }
      Kept before = found.get();
      // The list was asked for later and has it.
      Kept after =
          at.isBefore(fetchedAt)
              ? before
              : before
                  .with(report.state(), at)
                  .with(report.quality(), at)
                  .withCategory(report.category(), at);
      if (after.equals(before) || put(inbox, after, before)) {
        return;
      }
    }
    throw new IllegalStateException("Others wrote the template first, each time");
  }

  /// Has the list of an inbox read soon.
  public void want(InboxId inbox) {
    Table.Written unused =
        table.update(
            TableKeys.templatesFetched(inbox),
            new Table.Change(
                "SET #wanted = :yes",
                null,
                Map.of("#wanted", "wanted"),
                Item.empty().flag(":yes", true)));
  }

  /// @param before what was read; null for a new one
  /// @return false when somebody wrote it in between: a newer report, or the same list
  private boolean put(InboxId inbox, Kept kept, @Nullable Kept before) {
    Item item =
        write(Item.at(key(inbox, kept.template())), kept.template())
            .instant("stateAt", kept.stateAt())
            .instant("qualityAt", kept.qualityAt())
            .instant("categoryAt", kept.categoryAt())
            .number("version", kept.version() + 1);
    return table.put(
            item,
            before == null ? Table.Condition.IS_NEW : Table.Condition.versionIs(before.version()))
        == Table.Written.DONE;
  }

  private void delete(TableKeys.Key key, Kept gone) {
    // Refused when it was reported on in between: the next list decides.
    Optional<String> unused =
        table.transact(
            List.of(table.delete("template", key, Table.Condition.versionIs(gone.version()))));
  }

  private List<Item> items(InboxId inbox) {
    return table.query(Table.Range.of(TableKeys.templates(inbox), null, MAX_TEMPLATES));
  }

  private static boolean isTemplate(Item item) {
    return item.text("sk").startsWith("TEMPLATE#");
  }

  private static TableKeys.Key key(InboxId inbox, MessageTemplate template) {
    return TableKeys.template(inbox, template.name(), template.language());
  }

  private static Kept kept(Item item) {
    return new Kept(
        read(item),
        item.instant("stateAt"),
        item.instant("qualityAt"),
        item.instant("categoryAt"),
        item.number("version"));
  }

  private static Item write(Item item, MessageTemplate template) {
    MessageTemplate.Header header = template.header();
    Item examples = Item.empty();
    template.examples().forEach(examples::text);
    return item.text("providerId", template.id())
        .text("name", template.name())
        .text("language", template.language())
        .text("category", template.category())
        .text("state", template.state().word())
        .text("quality", template.quality().word())
        .text(
            "headerLine", header instanceof MessageTemplate.Header.Line(String line) ? line : null)
        .text("headerMedia", template.media())
        .flag("headerPlace", header instanceof MessageTemplate.Header.Place)
        .flag("headerProduct", header instanceof MessageTemplate.Header.Product)
        .text("offer", template.offer() == null ? null : template.offer().text())
        .flag("offerEnds", template.offer() != null && template.offer().ends())
        .text("body", template.body())
        .text("footer", template.footer())
        .maps("buttons", buttons(template.buttons()))
        .maps(
            "cards",
            template.cards().stream()
                .map(
                    card ->
                        Item.empty()
                            .text("media", card.media())
                            .text("body", card.body())
                            .maps("buttons", buttons(card.buttons())))
                .toList())
        .map("examples", examples.isEmpty() ? null : examples)
        .text("catalogue", template.catalogue())
        .text("foreign", template.foreign());
  }

  private static List<Item> buttons(List<MessageTemplate.Button> buttons) {
    return buttons.stream()
        .map(
            button ->
                Item.empty()
                    .text("sort", button.sort())
                    .text("label", button.label())
                    .text("target", button.target()))
        .toList();
  }

  private static List<MessageTemplate.Button> buttons(Item item) {
    return item.maps("buttons").stream()
        .map(
            button ->
                new MessageTemplate.Button(
                    button.text("sort"), button.text("label"), button.findText("target")))
        .toList();
  }

  private static MessageTemplate.@Nullable Header header(Item item) {
    String line = item.findText("headerLine");
    String media = item.findText("headerMedia");
    if (line != null) {
      return new MessageTemplate.Header.Line(line);
    }
    if (media != null) {
      return new MessageTemplate.Header.Media(media);
    }
    if (item.flag("headerProduct")) {
      return new MessageTemplate.Header.Product();
    }
    return item.flag("headerPlace") ? new MessageTemplate.Header.Place() : null;
  }

  private static MessageTemplate read(Item item) {
    Item examples = item.findMap("examples");
    return new MessageTemplate(
        item.findText("providerId"),
        item.text("name"),
        item.text("language"),
        Objects.requireNonNullElse(item.findText("category"), ""),
        MessageTemplate.State.of(item.text("state")),
        MessageTemplate.Quality.of(item.text("quality")),
        header(item),
        item.has("offer")
            ? new MessageTemplate.Offer(item.text("offer"), item.flag("offerEnds"))
            : null,
        Objects.requireNonNullElse(item.findText("body"), ""),
        item.findText("footer"),
        buttons(item),
        item.maps("cards").stream()
            .map(
                card ->
                    new MessageTemplate.Card(
                        card.text("media"),
                        Objects.requireNonNullElse(card.findText("body"), ""),
                        buttons(card)))
            .toList(),
        examples == null ? Map.of() : examples.allTexts(),
        item.findText("catalogue"),
        item.findText("foreign"));
  }
}
