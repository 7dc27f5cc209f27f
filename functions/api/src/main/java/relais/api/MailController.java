package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;

/// What is done with mail beside answering it: passing it on, answering the invitation in it, and
/// finding out who is behind it.
@Controller("/v1/conversations/{id}")
@MayRefuse
@Tag(name = "Conversations")
class MailController {
  private final ForwardMail forward;
  private final AnswerInvitation answer;
  private final ChangeContact contact;

  MailController(ForwardMail forward, AnswerInvitation answer, ChangeContact contact) {
    this.forward = forward;
    this.answer = answer;
    this.contact = contact;
  }

  /// Passes a message, or the whole conversation, on to somebody outside. Their answer comes back
  /// as a side thread.
  @Post("/forwards")
  @Status(HttpStatus.CREATED)
  EntryWrittenJson forwardMail(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body ForwardRequest request) {
    return forward.forward(caller, Fields.conversation(id), seen, key, request);
  }

  /// A forward as its receivers would get it.
  @Post("/forwards/preview")
  BodyJson previewForward(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Body ForwardRequest request) {
    return forward.preview(caller, Fields.conversation(id), request);
  }

  /// Answers the invitation in a message.
  @Post("/messages/{entry}/answer")
  @Status(HttpStatus.CREATED)
  EntryWrittenJson answerInvitation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body InvitationAnswerRequest request) {
    return answer.answer(caller, Fields.conversation(id), Fields.entry(entry), seen, key, request);
  }

  /// Makes who wrote a mail that was passed on the contact of the conversation, or again who passed
  /// it on.
  @Post("/contact")
  ConversationChangedJson changeContact(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Body ContactRequest request) {
    return contact.change(caller, Fields.conversation(id), request);
  }
}
