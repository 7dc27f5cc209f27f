package relais.api;

import io.micronaut.http.HttpRequest;
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
  private final ListProducts products;
  private final Standings standings;

  TemplateController(ListTemplates templates, ListProducts products, Standings standings) {
    this.templates = templates;
    this.products = products;
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
      @Parameter(hidden = true) HttpRequest<?> request,
      @PathVariable String id,
      @QueryValue @Nullable String contact) {
    return templates.ofInbox(
        caller, Fields.inbox(id), GatewayRequest.of(request).whole("contact", contact));
  }

  /// Reads the templates of an inbox anew from the provider.
  @Post("/inboxes/{id}/templates/fetch")
  TemplateListJson fetchTemplates(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return templates.fetchForInbox(caller, Fields.inbox(id));
  }

  /// Products that may stand in a template, for a conversation.
  ///
  /// @param search words of their names or numbers
  /// @param after what the page before said comes next
  /// @param numbers those with these numbers alone, up to 30, parted by line breaks
  @Get("/conversations/{id}/products")
  ProductListJson listProductsForConversation(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) HttpRequest<?> request,
      @PathVariable String id,
      @QueryValue @Nullable String template,
      @QueryValue @Nullable String language,
      @QueryValue @Nullable String search,
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String numbers) {
    return products.ofConversation(
        caller,
        Fields.conversation(id),
        wanted(request, template, language, search, after, numbers));
  }

  /// Products that may stand in a template of an inbox.
  ///
  /// @param search words of their names or numbers
  /// @param after what the page before said comes next
  /// @param numbers those with these numbers alone, up to 30, parted by line breaks
  @Get("/inboxes/{id}/products")
  ProductListJson listProducts(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) HttpRequest<?> request,
      @PathVariable String id,
      @QueryValue @Nullable String template,
      @QueryValue @Nullable String language,
      @QueryValue @Nullable String search,
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String numbers) {
    return products.ofInbox(
        caller, Fields.inbox(id), wanted(request, template, language, search, after, numbers));
  }

  private static ListProducts.Wanted wanted(
      HttpRequest<?> request,
      @Nullable String template,
      @Nullable String language,
      @Nullable String search,
      @Nullable String after,
      @Nullable String numbers) {
    GatewayRequest asked = GatewayRequest.of(request);
    return new ListProducts.Wanted(
        template, language, asked.whole("search", search), after, asked.whole("numbers", numbers));
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
