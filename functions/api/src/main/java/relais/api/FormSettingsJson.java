package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import relais.conversation.FormSettings;
import relais.conversation.Inbox;
import relais.conversation.SiteOrigin;

/// Everything that can be set on a contact form.
///
/// @param version counts its changes
/// @param mail the inbox for mail in which its messages begin conversations
/// @param origins the sites that may show it within their pages
@Serdeable
@Schema(name = "FormSettings")
record FormSettingsJson(
    String id,
    long version,
    String name,
    String mail,
    List<String> origins,
    String accent,
    String ink,
    @Schema(
            type = "string",
            allowableValues = {"en", "fr", "it", "nl"})
        String fallback,
    List<TextsJson> texts,
    List<FieldJson> fields,
    boolean takesFiles) {

  /// The words in one language.
  @Serdeable
  @Schema(name = "FormTexts")
  record TextsJson(
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          String language,
      String title,
      String intro,
      String thanks) {}

  /// One more thing that is asked.
  @Serdeable
  @Schema(name = "FormField")
  record FieldJson(
      String name,
      String label,
      @Schema(
              type = "string",
              allowableValues = {"line", "lines", "choice"})
          String kind,
      boolean required,
      List<String> options) {}

  static FormSettingsJson of(Inbox.Form inbox, long version) {
    FormSettings form = inbox.form();
    return new FormSettingsJson(
        inbox.id().value(),
        version,
        inbox.name(),
        form.mail().value(),
        form.origins().stream().map(SiteOrigin::value).toList(),
        form.accent().value(),
        form.accent().ink(),
        form.fallback().code(),
        form.texts().entrySet().stream()
            .map(
                each ->
                    new TextsJson(
                        each.getKey().code(),
                        each.getValue().title(),
                        each.getValue().intro(),
                        each.getValue().thanks()))
            .toList(),
        form.fields().stream()
            .map(
                field ->
                    new FieldJson(
                        field.name(),
                        field.label(),
                        field.kind().word(),
                        field.required(),
                        field.options()))
            .toList(),
        form.takesFiles());
  }
}
