package relais.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/// The inboxes with their settings. For admins.
@Controller("/v1/inboxes")
@MayRefuse
@Tag(name = "Inboxes")
class InboxController {
  private final ShowInboxes show;

  InboxController(ShowInboxes show) {
    this.show = show;
  }

  /// All inboxes and how they are doing.
  @Get
  InboxListJson listInboxes(@Parameter(hidden = true) Caller caller) {
    return show.all(caller);
  }
}
