package relais.api;

import io.micronaut.http.HttpRequest;
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

/// How inboxes are connected to their providers. For admins.
@Controller("/v1")
@MayRefuse
@Tag(name = "Inboxes")
class AccountController {
  private final ConnectInboxes connections;

  AccountController(ConnectInboxes connections) {
    this.connections = connections;
  }

  /// The channels that inboxes can be connected to.
  @Get("/channels")
  ChannelListJson listChannels(@Parameter(hidden = true) Caller caller) {
    caller.mustAdminister();
    return ChannelListJson.all();
  }

  /// Connects a new inbox to an account at a provider.
  @Post("/accounts")
  @Status(HttpStatus.CREATED)
  AccountJson connectInbox(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Parameter(hidden = true) HttpRequest<?> asked,
      @Body AccountRequest request) {
    return connections.create(caller, key, request, webhooks(asked));
  }

  /// How an inbox is connected, without its secrets.
  @Get("/inboxes/{id}/account")
  AccountJson showAccount(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) HttpRequest<?> asked,
      @PathVariable String id) {
    return connections.show(caller, Fields.inbox(id), webhooks(asked));
  }

  /// Connects an inbox anew. Its conversations stay.
  @Put("/inboxes/{id}/account")
  AccountJson changeAccount(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) HttpRequest<?> asked,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body AccountRequest request) {
    return connections.change(caller, Fields.inbox(id), seen, request, webhooks(asked));
  }

  /// Tries a connection and sets up at the provider what can be set up from here.
  @Post("/inboxes/{id}/account/test")
  AccountJson.TestJson testAccount(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) HttpRequest<?> asked,
      @PathVariable String id) {
    return connections.test(caller, Fields.inbox(id), webhooks(asked));
  }

  /// Providers call the API itself, not the address the app is at.
  private static String webhooks(HttpRequest<?> asked) {
    return GatewayRequest.of(asked).origin() + "/webhooks";
  }
}
