package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What sites show their visitors: chats and contact forms. For admins.
@Controller("/v1/inboxes")
@MayRefuse
@Tag(name = "Sites")
class SiteController {
  private final EditSites sites;

  SiteController(EditSites sites) {
    this.sites = sites;
  }

  /// Creates a chat.
  @Post("/chats")
  @Status(HttpStatus.CREATED)
  ChatSettingsJson createChat(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body NewSiteInboxRequest request) {
    return sites.createChat(caller, key, request);
  }

  /// Everything that can be set on a chat.
  @Get("/{id}/chat")
  ChatSettingsJson showChat(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return sites.chat(caller, Fields.inbox(id));
  }

  /// Sets everything on a chat.
  @Put("/{id}/chat")
  ChatSettingsJson changeChat(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body ChatSettingsRequest request) {
    return sites.changeChat(caller, Fields.inbox(id), seen, request);
  }

  /// Makes a new secret for the site, which is shown this once.
  @Post("/{id}/chat/secret")
  IdentitySecretJson newChatSecret(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return sites.newSecret(caller, Fields.inbox(id));
  }

  /// Creates a contact form.
  @Post("/forms")
  @Status(HttpStatus.CREATED)
  FormSettingsJson createForm(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body NewSiteInboxRequest request) {
    return sites.createForm(caller, key, request);
  }

  /// Everything that can be set on a contact form.
  @Get("/{id}/form")
  FormSettingsJson showForm(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return sites.form(caller, Fields.inbox(id));
  }

  /// Sets everything on a contact form.
  @Put("/{id}/form")
  FormSettingsJson changeForm(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body FormSettingsRequest request) {
    return sites.changeForm(caller, Fields.inbox(id), seen, request);
  }
}
