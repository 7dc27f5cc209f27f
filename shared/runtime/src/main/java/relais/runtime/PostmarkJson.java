package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import relais.conversation.Postmark;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;

/// What was known of a mail when it came, as it travels on the queue.
final class PostmarkJson {
  private PostmarkJson() {}

  static void write(JsonGenerator json, @Nullable Postmark postmark) throws IOException {
    if (postmark == null) {
      return;
    }
    json.writeObjectFieldStart("postmark");
    json.writeStringField("storedAt", postmark.storedAt().toString());
    json.writeNumberField("copies", postmark.copies());
    text(json, "digest", postmark.digest());
    Verdicts verdicts = postmark.verdicts();
    if (verdicts != null) {
      json.writeObjectFieldStart("verdicts");
      json.writeStringField("spf", verdicts.spf().word());
      json.writeStringField("dkim", verdicts.dkim().word());
      json.writeStringField("dmarc", verdicts.dmarc().word());
      text(json, "dmarcPolicy", verdicts.dmarcPolicy());
      json.writeStringField("spam", verdicts.spam().word());
      json.writeStringField("virus", verdicts.virus().word());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static @Nullable Postmark read(Fields item) {
    Fields postmark = item.objectOrNull("postmark");
    if (postmark == null) {
      return null;
    }
    Fields verdicts = postmark.objectOrNull("verdicts");
    return new Postmark(
        postmark.instant("storedAt"),
        (int) postmark.number("copies"),
        verdicts == null
            ? null
            : new Verdicts(
                Verdict.of(verdicts.text("spf")),
                Verdict.of(verdicts.text("dkim")),
                Verdict.of(verdicts.text("dmarc")),
                verdicts.textOrNull("dmarcPolicy"),
                Verdict.of(verdicts.text("spam")),
                Verdict.of(verdicts.text("virus"))),
        postmark.textOrNull("digest"));
  }
}
