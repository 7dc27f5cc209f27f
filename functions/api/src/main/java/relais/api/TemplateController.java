package relais.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import relais.table.Standings;

/// Texts that providers have approved, and how providers regard our numbers.
@Controller("/v1")
@MayRefuse
@Tag(name = "Templates")
class TemplateController {
  private final ListTemplates templates;
  private final Standings standings;

  TemplateController(ListTemplates templates, Standings standings) {
    this.templates = templates;
    this.standings = standings;
  }

  /// The templates that can be sent in a conversation, with what is known for their gaps.
  @Get("/conversations/{id}/templates")
  TemplateListJson listTemplatesOfConversation(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return templates.ofConversation(caller, Fields.conversation(id));
  }

  /// Reads the templates anew from the provider, for a conversation.
  @Post("/conversations/{id}/templates/fetch")
  TemplateListJson fetchTemplatesOfConversation(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return templates.fetchForConversation(caller, Fields.conversation(id));
  }

  /// The templates of an inbox, with what is known for their gaps.
  @Get("/inboxes/{id}/templates")
  TemplateListJson listTemplates(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @QueryValue @Nullable String contact) {
    return templates.ofInbox(caller, Fields.inbox(id), contact);
  }

  /// Reads the templates of an inbox anew from the provider.
  @Post("/inboxes/{id}/templates/fetch")
  TemplateListJson fetchTemplates(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return templates.fetchForInbox(caller, Fields.inbox(id));
  }

  /// How the provider regards the number of an inbox. For admins.
  @Get("/inboxes/{id}/standing")
  StandingJson showStanding(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    caller.mustAdminister();
    if (caller.settings().findInbox(Fields.inbox(id)).isEmpty()) {
      throw Problem.notFound();
    }
    return StandingJson.of(standings.load(Fields.inbox(id)));
  }
}
