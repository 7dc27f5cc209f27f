package relais.channels.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.JsonObject;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Template.Header;
import relais.channels.Piece;

/// Texts that WhatsApp has approved: listing them and filling their gaps.
public final class WhatsAppTemplates {
  private static final Pattern GAP = Pattern.compile("\\{\\{\\s*[A-Za-z0-9_]+\\s*}}");

  private WhatsAppTemplates() {}

  /// One page of the list.
  ///
  /// @param next asks for the page after this one, null on the last
  public record Listing(List<Listed> templates, @Nullable String next) {
    public Listing {
      templates = List.copyOf(templates);
    }
  }

  /// A template as WhatsApp lists it.
  ///
  /// @param status the provider's word; only `APPROVED` ones can be sent
  /// @param header the provider's word for what stands above the text, such as `IMAGE`; null for
  ///     nothing
  /// @param body the text with its gaps, such as `{{1}}`
  /// @param buttons what stands on its buttons
  public record Listed(
      String name,
      String language,
      String status,
      @Nullable String category,
      @Nullable String header,
      String body,
      List<String> buttons) {
    public Listed {
      buttons = List.copyOf(buttons);
    }

    /// How many gaps its text has; one named twice counts once.
    public int gaps() {
      Matcher gap = GAP.matcher(body);
      return (int) gap.results().map(found -> found.group()).distinct().count();
    }

    public boolean canBeSent() {
      return status.equals("APPROVED");
    }
  }

  /// The path that lists the templates of an account.
  ///
  /// @param after what the page before said comes next, null for the first
  public static String path(String accountId, @Nullable String after) {
    String path =
        "/%s/message_templates?fields=name,language,status,category,components&limit=100"
            .formatted(accountId);
    return after == null ? path : path + "&after=" + after;
  }

  /// Reads the answer. A template without a name or a language is left out.
  public static Listing read(byte[] body) {
    Piece json = Piece.of(body);
    List<Listed> templates = new ArrayList<>();
    if (json == null) {
      return new Listing(templates, null);
    }
    for (Piece template : json.at("data").each()) {
      String name = template.word("name");
      String language = template.word("language");
      String status = template.word("status");
      if (name != null && language != null && status != null) {
        templates.add(listed(template, name, language, status));
      }
    }
    Piece paging = json.at("paging");
    return new Listing(templates, paging.has("next") ? paging.at("cursors").word("after") : null);
  }

  private static Listed listed(Piece template, String name, String language, String status) {
    String header = null;
    String body = "";
    List<String> buttons = new ArrayList<>();
    for (Piece component : template.at("components").each()) {
      String type = component.word("type");
      String text = component.text("text");
      // A string switch needs its default: components come and go.
      switch (type == null ? "" : type.toUpperCase(Locale.ROOT)) {
        case "HEADER" -> header = component.word("format");
        case "BODY" -> body = text == null ? "" : text;
        case "BUTTONS" ->
            component
                .at("buttons")
                .each()
                .forEach(button -> buttons.add(String.valueOf(button.word("text"))));
        default -> {}
      }
    }
    return new Listed(name, language, status, template.word("category"), header, body, buttons);
  }

  static JsonObject write(Outgoing.Template template) {
    List<JsonObject> components = new ArrayList<>();
    if (template.header() != null) {
      components.add(component("header", List.of(header(template.header()))));
    }
    if (!template.body().isEmpty()) {
      components.add(
          component("body", template.body().stream().map(WhatsAppTemplates::words).toList()));
    }
    for (Outgoing.Template.Button button : template.buttons()) {
      components.add(
          new JsonObject()
              .with("type", "button")
              .with("sub_type", button.sort().word())
              .with("index", Integer.toString(button.index()))
              .with("parameters", List.of(value(button))));
    }
    JsonObject json =
        new JsonObject()
            .with("name", template.name())
            .with(
                "language",
                new JsonObject().with("code", template.language()).with("policy", "deterministic"));
    return components.isEmpty() ? json : json.with("components", components);
  }

  private static JsonObject component(String type, List<JsonObject> parameters) {
    return new JsonObject().with("type", type).with("parameters", parameters);
  }

  private static JsonObject words(String text) {
    return new JsonObject().with("type", "text").with("text", text);
  }

  private static JsonObject header(Header header) {
    return switch (header) {
      case Header.Words(String text) -> words(text);
      case Header.Picture(Outgoing.File file) ->
          new JsonObject()
              .with("type", file.kind().word())
              .with(file.kind().word(), WhatsAppRequests.source(file.source()));
    };
  }

  private static JsonObject value(Outgoing.Template.Button button) {
    return switch (button.sort()) {
      case QUICK_REPLY -> new JsonObject().with("type", "payload").with("payload", button.value());
      case URL -> words(button.value());
      case COPY_CODE ->
          new JsonObject().with("type", "coupon_code").with("coupon_code", button.value());
    };
  }
}
