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

  ChatController(FollowChat follow) {
    this.follow = follow;
  }

  /// Where the visitor of a chat is and what they are doing.
  @Get("/{id}/presence")
  ChatPresenceJson showPresence(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return follow.presence(caller, Fields.conversation(id));
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
