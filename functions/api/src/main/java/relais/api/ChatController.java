package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What happens at a chat beside what is said.
@Controller("/v1/conversations")
@MayRefuse
@Tag(name = "Chats")
class ChatController {
  private final FollowChat follow;
  private final TellProvider tellProvider;

  ChatController(FollowChat follow, TellProvider tellProvider) {
    this.follow = follow;
    this.tellProvider = tellProvider;
  }

  /// Where the visitor of a chat is and what they are doing.
  @Get("/{id}/presence")
  ChatPresenceJson showPresence(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return follow.presence(caller, Fields.conversation(id));
  }

  /// Says that the caller looks at what the customer of a chat wrote.
  @Post("/{id}/seen")
  @Status(HttpStatus.NO_CONTENT)
  void saySeen(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    tellProvider.seen(caller, Fields.conversation(id));
  }

  /// Says that the caller is writing a reply in a chat, or no longer.
  @Post("/{id}/typing")
  @Status(HttpStatus.NO_CONTENT)
  void sayTyping(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Body TypingRequest request) {
    follow.types(caller, Fields.conversation(id), request);
  }
}
