package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;

/// The tokens with which telephone systems ask. For admins.
@Controller("/v1/telephone-tokens")
@MayRefuse
@Tag(name = "Telephone systems")
class TelephoneTokenController {
  private final EditTelephoneTokens tokens;

  TelephoneTokenController(EditTelephoneTokens tokens) {
    this.tokens = tokens;
  }

  /// All tokens, newest first, without what is secret of them.
  @Get
  TelephoneTokenListJson listTelephoneTokens(@Parameter(hidden = true) Caller caller) {
    return tokens.list(caller);
  }

  /// Makes a token. It is in the answer, and nowhere else ever.
  @Post
  @Status(HttpStatus.CREATED)
  NewTelephoneTokenJson makeTelephoneToken(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body TelephoneTokenRequest request) {
    return tokens.make(caller, key, request);
  }

  /// Revokes a token: it opens nothing from now on.
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  void revokeTelephoneToken(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    tokens.revoke(caller, id);
  }
}
