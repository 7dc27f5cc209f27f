package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// Where one file is to be stored.
///
/// @param id names the file in the reply it goes with
/// @param url takes the file by PUT, within fifteen minutes
/// @param type the `Content-Type` to send with it
@Serdeable
@Schema(name = "Upload")
record UploadJson(String id, String url, String type) {}
