package relais.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Who is signed in, what there is, and how to stay up to date.
@Controller("/v1")
@MayRefuse
@Tag(name = "Workspace")
class WorkspaceController {
  private final ShowCounts counts;
  private final SetAvailability availability;
  private final ChangeWorkspace changeWorkspace;
  private final IssueLiveTicket tickets;
  private final KeepWritingHabit writingHabit;
  private final KeepPhoto photo;
  private final SetTelephone telephone;

  WorkspaceController(
      ShowCounts counts,
      SetAvailability availability,
      ChangeWorkspace changeWorkspace,
      IssueLiveTicket tickets,
      KeepWritingHabit writingHabit,
      KeepPhoto photo,
      SetTelephone telephone) {
    this.counts = counts;
    this.availability = availability;
    this.changeWorkspace = changeWorkspace;
    this.tickets = tickets;
    this.writingHabit = writingHabit;
    this.photo = photo;
    this.telephone = telephone;
  }

  /// The caller and the workspace they work in.
  @Get("/session")
  SessionJson showSession(@Parameter(hidden = true) Caller caller) {
    return SessionJson.of(caller.user(), caller.settings());
  }

  /// How many conversations stand in each view.
  @Get("/counts")
  CountsJson showCounts(@Parameter(hidden = true) Caller caller) {
    return counts.show(caller);
  }

  /// Says whether conversations are assigned to the caller.
  @Put("/me/availability")
  AvailabilityJson setAvailability(
      @Parameter(hidden = true) Caller caller, @Body AvailabilityRequest request) {
    return availability.set(caller, request);
  }

  /// How the caller's mail looks unless they say otherwise.
  @Get("/me/writing")
  WritingHabitJson showWritingHabit(@Parameter(hidden = true) Caller caller) {
    return writingHabit.show(caller);
  }

  /// Says how the caller's mail looks unless they say otherwise.
  @Put("/me/writing")
  WritingHabitJson keepWritingHabit(
      @Parameter(hidden = true) Caller caller, @Body WritingHabitRequest request) {
    return writingHabit.keep(caller, request);
  }

  /// Says which number of the caller's own is rung when they call a customer.
  @Put("/me/telephone")
  TelephoneJson setTelephone(
      @Parameter(hidden = true) Caller caller, @Body TelephoneRequest request) {
    return telephone.set(caller, request);
  }

  /// Keeps a picture that shows the caller, to colleagues and to customers in a chat.
  @Put("/me/photo")
  PhotoJson keepPhoto(@Parameter(hidden = true) Caller caller, @Body PhotoRequest request) {
    return photo.keep(caller, request);
  }

  /// Shows the caller by their initials again.
  @Delete("/me/photo")
  PhotoJson removePhoto(@Parameter(hidden = true) Caller caller) {
    return photo.remove(caller);
  }

  /// Says for how long replies can be taken back before they go out.
  @Put("/workspace/undo-window")
  SessionJson.WorkspaceJson setUndoWindow(
      @Parameter(hidden = true) Caller caller, @Body UndoWindowRequest request) {
    return changeWorkspace.setUndoWindow(caller, request);
  }

  /// Says whether replies of agents who say nothing else quote what they answer.
  @Put("/workspace/quoting")
  SessionJson.WorkspaceJson setQuoting(
      @Parameter(hidden = true) Caller caller, @Body QuotingRequest request) {
    return changeWorkspace.setQuoting(caller, request);
  }

  /// A ticket that opens one live connection within a minute.
  @Post("/live/tickets")
  LiveTicketJson issueLiveTicket(@Parameter(hidden = true) Caller caller) {
    return tickets.issue(caller);
  }
}
