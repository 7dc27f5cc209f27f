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

/// The inboxes with their settings. For admins.
@Controller("/v1/inboxes")
@MayRefuse
@Tag(name = "Inboxes")
class InboxController {
  private final ShowInboxes show;
  private final EditInboxes inboxes;
  private final CheckDomains domains;
  private final ShowConnection connection;
  private final SendTestMessage testMessage;

  InboxController(
      ShowInboxes show,
      EditInboxes inboxes,
      CheckDomains domains,
      ShowConnection connection,
      SendTestMessage testMessage) {
    this.show = show;
    this.inboxes = inboxes;
    this.domains = domains;
    this.connection = connection;
    this.testMessage = testMessage;
  }

  /// All inboxes and how they are doing.
  @Get
  InboxListJson listInboxes(@Parameter(hidden = true) Caller caller) {
    return show.all(caller);
  }

  /// Creates an inbox for mail.
  @Post
  @Status(HttpStatus.CREATED)
  InboxSettingsJson createInbox(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body NewInboxRequest request) {
    return inboxes.create(caller, key, request);
  }

  /// Everything that can be set on an inbox for mail.
  @Get("/{id}/settings")
  InboxSettingsJson showInboxSettings(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return inboxes.show(caller, Fields.inbox(id));
  }

  /// Sets everything on an inbox for mail.
  @Put("/{id}/settings")
  InboxSettingsJson changeInboxSettings(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body InboxSettingsRequest request) {
    return inboxes.change(caller, Fields.inbox(id), seen, request);
  }

  /// Looks whether the domains of an inbox for mail have the records that mail needs. Takes a few
  /// seconds when somebody does not answer.
  @Get("/{id}/domains")
  DomainListJson checkDomains(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return domains.check(caller, Fields.inbox(id));
  }

  /// The newest test message of an inbox, and what providers ask who may forward to it.
  @Get("/{id}/connection")
  ConnectionJson showConnection(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return connection.show(caller, Fields.inbox(id));
  }

  /// Sends a mail from an inbox to itself.
  @Post("/{id}/test-messages")
  @Status(HttpStatus.CREATED)
  TestMessageJson sendTestMessage(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key) {
    return testMessage.send(caller, key, Fields.inbox(id));
  }
}
