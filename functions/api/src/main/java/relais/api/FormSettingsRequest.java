package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.FormSettings;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.Settings;

/// All settings of a contact form as an admin wrote them.
@Serdeable
@Schema(
    name = "FormSettingsRequest",
    requiredProperties = {
      "name",
      "mail",
      "origins",
      "accent",
      "fallback",
      "texts",
      "fields",
      "takesFiles"
    })
record FormSettingsRequest(
    @Nullable String name,
    @Nullable String mail,
    @Nullable List<String> origins,
    @Nullable String accent,
    @Schema(
            type = "string",
            allowableValues = {"en", "fr", "it", "nl"})
        @Nullable String fallback,
    @Nullable List<TextsRequest> texts,
    @Nullable List<FieldRequest> fields,
    @Nullable Boolean takesFiles) {
  private static final int MAX_TITLE = 100;
  private static final int MAX_WORDS = 1_000;
  private static final int MAX_OPTIONS = 30;

  /// What every form asks: no other field may be called so.
  private static final List<String> TAKEN =
      List.of("name", "email", "subject", "message", "files", "website", "submission", "language");

  /// The words in one language.
  @Serdeable
  @Schema(
      name = "FormTextsRequest",
      requiredProperties = {"language", "title", "intro", "thanks"})
  record TextsRequest(
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          @Nullable String language,
      @Nullable String title,
      @Nullable String intro,
      @Nullable String thanks) {}

  /// One more thing that is asked.
  @Serdeable
  @Schema(
      name = "FormFieldRequest",
      requiredProperties = {"name", "label", "kind", "required", "options"})
  record FieldRequest(
      @Nullable String name,
      @Nullable String label,
      @Schema(
              type = "string",
              allowableValues = {"line", "lines", "choice"})
          @Nullable String kind,
      @Nullable Boolean required,
      @Nullable List<String> options) {}

  /// Reads the request against what the workspace has.
  Inbox.Form form(InboxId id, Settings settings) {
    Map<Language, FormSettings.Texts> words = new EnumMap<>(Language.class);
    List<TextsRequest> wanted = Fields.required("texts", texts);
    for (int i = 0; i < wanted.size(); i++) {
      String field = "texts[%d]".formatted(i);
      TextsRequest each = wanted.get(i);
      words.put(
          SiteFields.language(field + ".language", each.language()),
          new FormSettings.Texts(
              SiteFields.line(field + ".title", each.title(), MAX_TITLE),
              SiteFields.words(field + ".intro", each.intro(), 0, MAX_WORDS),
              SiteFields.words(field + ".thanks", each.thanks(), 1, MAX_WORDS)));
    }
    Language usual = SiteFields.language("fallback", fallback);
    if (!words.containsKey(usual)) {
      throw Problem.field(
          "fallback", "Write the texts of this language, or fall back to one that has texts.");
    }
    Inbox.Email inbox = SiteFields.mailInbox("mail", mail, settings);
    return new Inbox.Form(
        id,
        SiteFields.name(name),
        inbox.team(),
        new FormSettings(
            inbox.id(),
            SiteFields.origins(origins),
            SiteFields.accent(accent),
            usual,
            words,
            asked(),
            Fields.required("takesFiles", takesFiles)));
  }

  private List<FormSettings.Field> asked() {
    List<FieldRequest> wanted = Fields.required("fields", fields);
    if (wanted.size() > FormSettings.MAX_FIELDS) {
      throw Problem.field(
          "fields", "A form asks at most %d things more.".formatted(FormSettings.MAX_FIELDS));
    }
    List<FormSettings.Field> asked = new ArrayList<>();
    List<String> names = new ArrayList<>(TAKEN);
    for (int i = 0; i < wanted.size(); i++) {
      String field = "fields[%d]".formatted(i);
      FieldRequest each = wanted.get(i);
      String called = Fields.required(field + ".name", each.name());
      if (names.contains(called)) {
        throw Problem.field(field + ".name", "Another field is called so already.");
      }
      names.add(called);
      asked.add(field(field, called, each));
    }
    return asked;
  }

  private static FormSettings.Field field(String field, String called, FieldRequest wanted) {
    List<String> options = new ArrayList<>();
    for (String option : wanted.options() == null ? List.<String>of() : wanted.options()) {
      options.add(SiteFields.line(field + ".options", option, MAX_TITLE));
    }
    if (options.size() > MAX_OPTIONS) {
      throw Problem.field(
          field + ".options", "At most %d answers to choose from.".formatted(MAX_OPTIONS));
    }
    String label = SiteFields.line(field + ".label", wanted.label(), MAX_TITLE);
    boolean required = Fields.required(field + ".required", wanted.required());
    try {
      return new FormSettings.Field(
          called,
          label,
          FormSettings.Kind.of(Fields.required(field + ".kind", wanted.kind())),
          required,
          options);
    } catch (IllegalArgumentException e) {
      throw Problem.field(field + ".kind", e.getMessage() + ".");
    }
  }
}
