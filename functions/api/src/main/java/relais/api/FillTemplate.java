package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.FileLimits;
import relais.channels.registry.Channels;
import relais.conversation.Channel;
import relais.conversation.ChatAct;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;
import relais.conversation.TemplateFilling;
import relais.conversation.TemplateFilling.Fault;
import relais.conversation.TemplateFilling.Filling;
import relais.table.Templates;

/// A template of an inbox with its gaps filled, as it is now: whoever chose it may have looked at
/// an older list.
@Singleton
final class FillTemplate {
  private static final int MAX_NAME = 600;

  private final Templates templates;

  FillTemplate(Templates templates) {
    this.templates = templates;
  }

  /// What is sent, and what everybody reads of it.
  ///
  /// @param files which go along; all of them must
  record Filled(ChatAct.Template act, String text, FileLimits files) {}

  /// @param leaves when it does
  /// @param files what its author gives along; null for none
  Filled fill(
      Channel channel,
      InboxId inbox,
      TemplateRequest request,
      Instant leaves,
      @Nullable List<AttachedFileRequest> files) {
    Filled filled = fill(channel, inbox, request, leaves);
    int missing = filled.files().most() - (files == null ? 0 : files.size());
    if (missing > 0) {
      throw Problem.field(
          "files",
          filled.files().most() == 1
              ? "This template has a file in it. Choose one, then send it again."
              : "This template has %d files in it, one for each of its cards. Choose them all, then send it again."
                  .formatted(filled.files().most()));
    }
    if (missing < 0) {
      throw Problem.field(
          "files", "A template takes only its own files along. Send others as another reply.");
    }
    return filled;
  }

  /// Without its files.
  Filled fill(Channel channel, InboxId inbox, TemplateRequest request, Instant leaves) {
    String name = Fields.required("template.name", request.name());
    String language = Fields.required("template.language", request.language());
    MessageTemplate template =
        find(templates, inbox, name, language).orElseThrow(FillTemplate::gone);
    template
        .hindrance()
        .ifPresent(
            hindrance -> {
              throw Problem.of(
                  ProblemCode.TEMPLATE_NOT_SENDABLE,
                  switch (hindrance) {
                    case STATE ->
                        "The provider does not let this template be sent at the moment. Choose"
                            + " another one.";
                    case PARTS ->
                        "This template has parts that cannot be filled in here. Choose another"
                            + " one.";
                    case CATALOGUE ->
                        "This template shows products, and the provider tells of no catalogue."
                            + " Connect one, then fetch the templates again.";
                  });
            });
    return switch (TemplateFilling.fill(
        template, Fields.required("template.values", request.values()), leaves)) {
      case Filling.Filled(ChatAct.Template act, String text) ->
          new Filled(act, text, files(channel, template));
      case Filling.Faulty(List<Fault> faults) -> throw refused(faults.getFirst());
    };
  }

  /// One of an inbox; what is too long to be the name of one is none.
  static Optional<MessageTemplate> find(
      Templates templates, InboxId inbox, String name, String language) {
    return name.length() + language.length() > MAX_NAME
        ? Optional.empty()
        : templates.find(inbox, name, language);
  }

  /// Which files go with a template; all of them must.
  static FileLimits files(Channel channel, MessageTemplate template) {
    return Channels.findTemplates(channel)
        .map(templates -> AttachFiles.atMost(templates.files(template)))
        .orElse(FileLimits.NONE);
  }

  private static Problem gone() {
    return Problem.of(
        ProblemCode.TEMPLATE_GONE,
        "There is no such template any more. Load the list again and choose another one.");
  }

  private static Problem refused(Fault fault) {
    return Problem.field(
        "template.values." + fault.gap(),
        switch (fault.reason()) {
          case MISSING -> "Fill in every gap of the template.";
          case TOO_LONG -> "This is too long: at most %d characters fit.".formatted(fault.most());
          case NO_DEGREES ->
              "This is a number from -%d to %d, in degrees.".formatted(fault.most(), fault.most());
          case NO_END -> "An offer ends after its message has gone out. Choose a later moment.";
          case TOO_FEW -> "Choose at least %d products.".formatted(fault.most());
          case TOO_MANY -> "At most %d products can stand here.".formatted(fault.most());
          case NO_SECTIONS ->
              fault.most() == 0
                  ? "There are no sections in this template."
                  : "Products stand in at most %d sections, each with a title and a product."
                      .formatted(fault.most());
          case NO_ADDRESS -> "This becomes part of an address: no spaces, quotes or brackets.";
        });
  }
}
