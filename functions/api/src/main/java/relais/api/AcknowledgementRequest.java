package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledgement;
import relais.conversation.Language;
import relais.conversation.Placeholders;

/// What customers are told at once, as an admin wrote it.
@Serdeable
@Schema(
    name = "AcknowledgementRequest",
    requiredProperties = {"on", "fallback", "wordings", "perRecipient", "perInbox"})
record AcknowledgementRequest(
    @Nullable Boolean on,
    @Schema(
            type = "string",
            allowableValues = {"en", "fr", "it", "nl"})
        @Nullable String fallback,
    @Nullable List<WordingRequest> wordings,
    @Nullable Integer perRecipient,
    @Nullable Integer perInbox) {
  private static final int MAX_TEXT = 5_000;
  private static final int MAX_PER_RECIPIENT = 100;
  private static final int MAX_PER_INBOX = 10_000;

  /// The words in one language.
  @Serdeable
  @Schema(
      name = "AcknowledgementWordingRequest",
      requiredProperties = {"language", "open"})
  record WordingRequest(
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          @Nullable String language,
      @Nullable String open,
      @Nullable String closed) {}

  Acknowledgement acknowledgement() {
    Language wantedFallback = language("acknowledgement.fallback", fallback);
    Map<Language, Acknowledgement.Wording> texts = texts();
    boolean wanted = Fields.required("acknowledgement.on", on);
    if (wanted && !texts.containsKey(wantedFallback)) {
      throw Problem.field(
          "acknowledgement.wordings",
          "Write the text in the language of those whose own is not among the texts, or choose"
              + " another for them.");
    }
    return new Acknowledgement(
        wanted,
        wantedFallback,
        texts,
        new Acknowledgement.Limits(
            limit("acknowledgement.perRecipient", perRecipient, MAX_PER_RECIPIENT),
            limit("acknowledgement.perInbox", perInbox, MAX_PER_INBOX)));
  }

  private Map<Language, Acknowledgement.Wording> texts() {
    Map<Language, Acknowledgement.Wording> texts = new EnumMap<>(Language.class);
    List<WordingRequest> wanted = Fields.required("acknowledgement.wordings", wordings);
    for (int i = 0; i < wanted.size(); i++) {
      String field = "acknowledgement.wordings[%d]".formatted(i);
      WordingRequest wording = wanted.get(i);
      String open = text(field + ".open", Fields.required(field + ".open", wording.open()));
      if (open.isEmpty()) {
        throw Problem.field(
            field + ".open", "Write what customers are told, or take the language off.");
      }
      String closed = wording.closed() == null ? "" : text(field + ".closed", wording.closed());
      Language language = language(field + ".language", wording.language());
      if (texts.put(language, new Acknowledgement.Wording(open, closed.isEmpty() ? null : closed))
          != null) {
        throw Problem.field(field + ".language", "Each language has one text.");
      }
    }
    return texts;
  }

  private static String text(String field, String text) {
    if (text.length() > MAX_TEXT) {
      throw Problem.field(field, "The text has at most %d characters.".formatted(MAX_TEXT));
    }
    List<Placeholders.Fault> faults = Acknowledgement.Wording.faults(text);
    if (!faults.isEmpty()) {
      throw Problem.field(field, wrong(faults.getFirst()));
    }
    return text.strip();
  }

  private static String wrong(Placeholders.Fault fault) {
    String written = fault.written();
    return switch (fault.reason()) {
      case UNKNOWN -> "Nothing is called %s. Correct it, or leave it out.".formatted(written);
      case UNCLOSED ->
          "The braces of %s are not closed. Close them, or leave them out.".formatted(written);
      case NO_VALUE ->
          "%s is not always known. Write what stands there then behind a bar, as in {{contact.name|you}}."
              .formatted(written);
    };
  }

  private static Language language(String field, @Nullable String wanted) {
    return Language.find(Fields.required(field, wanted))
        .orElseThrow(() -> Problem.field(field, "A language is \"en\", \"fr\", \"it\" or \"nl\"."));
  }

  private static int limit(String field, @Nullable Integer wanted, int max) {
    int limit = Fields.required(field, wanted);
    if (limit < 1 || limit > max) {
      throw Problem.field(field, "Write a number from 1 to %d.".formatted(max));
    }
    return limit;
  }
}
