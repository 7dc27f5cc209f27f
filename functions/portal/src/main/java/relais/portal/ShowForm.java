package relais.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import relais.conversation.Inbox;
import relais.conversation.Language;
import relais.conversation.Settings;
import relais.runtime.Environment;
import relais.runtime.Ids;

/// A contact form to be filled in, or the thanks for it.
@Singleton
final class ShowForm {
  private static final int SUBMISSION_BYTES = 16;

  private final Environment environment;
  private final Ids ids;

  ShowForm(Environment environment, Ids ids) {
    this.environment = environment;
    this.ids = ids;
  }

  PortalAnswer show(PortalRequest request, Inbox.Form form, Settings settings) {
    if (settings.findMailOf(form).isEmpty()) {
      // Its inbox for mail is gone: what it brought could not be answered.
      return PortalAnswer.notFound();
    }
    FormPage page =
        FormPage.empty(
            form, language(request, form), isFramed(request), ids.secret(SUBMISSION_BYTES));
    return request.query().containsKey("sent")
        ? answer(200, page, page.thanks())
        : answer(200, page, page.html());
  }

  /// A page with the policy it is shown under.
  PortalAnswer answer(int status, FormPage page, String html) {
    return new PortalAnswer(
        status,
        Map.of(
            "content-type",
            "text/html; charset=utf-8",
            "content-security-policy",
            "default-src 'none'; style-src 'sha256-%s'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors %s"
                .formatted(
                    sha256(page.style()),
                    FormPage.framers(page.form().form(), environment.appOrigin()))),
        html);
  }

  static boolean isFramed(PortalRequest request) {
    return request.query().containsKey("framed");
  }

  /// What the address says, then what the browser prefers, in its order.
  static Language language(PortalRequest request, Inbox.Form form) {
    List<String> wanted = new ArrayList<>();
    wanted.add(request.query().getOrDefault("language", ""));
    String accepted = request.header("accept-language");
    if (accepted != null) {
      for (String part : accepted.split(",", -1)) {
        wanted.add(part.split(";", 2)[0]);
      }
    }
    return FormPage.language(form.form(), wanted);
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }
}
