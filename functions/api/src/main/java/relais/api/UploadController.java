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

/// Files on their way into a reply.
@Controller("/v1/uploads")
@MayRefuse
@Tag(name = "Uploads")
class UploadController {
  private final AttachFiles attachFiles;

  UploadController(AttachFiles attachFiles) {
    this.attachFiles = attachFiles;
  }

  /// A link that takes one file, for the caller's next reply.
  @Post
  @Status(HttpStatus.CREATED)
  UploadJson beginUpload(@Parameter(hidden = true) Caller caller, @Body UploadRequest request) {
    return attachFiles.upload(caller, request);
  }

  /// A link to a picture that the caller stored for a reply, to be shown while it is written.
  @Get("/{id}")
  LinkJson linkUpload(@Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return attachFiles.link(caller, id);
  }
}
