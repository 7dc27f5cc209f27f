package relais.portal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.form.FormPost;
import relais.conversation.FormSettings;
import relais.conversation.Inbox;
import relais.conversation.Language;

/// A contact form as a page of its own, or within a page of a site. It works without scripts; with
/// them it only tells the site how tall it is.
///
/// @param framed whether it stands within a page of a site
/// @param submission names what will be sent: sent twice, it is one message
/// @param wrong what is to be mended, by field
/// @param given what was written before
/// @param notice what stands above it; null for nothing
record FormPage(
    Inbox.Form form,
    Language language,
    boolean framed,
    String submission,
    Map<String, FormPost.Fault> wrong,
    Map<String, String> given,
    @Nullable String notice) {

  /// The same with what was written into it before.
  FormPage with(String submission, Map<String, String> given) {
    return new FormPage(form, language, framed, submission, Map.of(), given, notice);
  }

  /// The page with the form on it.
  String html() {
    FormWords words = FormWords.of(language);
    FormSettings settings = form.form();
    FormSettings.Texts texts = settings.textsFor(language);
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(Html.text(title(texts))).append("</h1>");
    if (!texts.intro().isBlank()) {
      body.append("<p class=\"intro\">").append(Html.text(texts.intro())).append("</p>");
    }
    String above = notice != null ? notice : wrong.isEmpty() ? null : words.wrongAbove();
    if (above != null) {
      body.append("<p class=\"notice\" role=\"alert\">").append(Html.text(above)).append("</p>");
    }
    body.append("<form method=\"post\" enctype=\"multipart/form-data\" novalidate action=\"/forms/")
        .append(Html.text(form.id().value()))
        .append("?language=")
        .append(language.code())
        .append(framed ? "&amp;framed=1" : "")
        .append("\">")
        .append(hidden("submission", submission))
        .append(hidden("language", language.code()))
        .append("<div class=\"trap\" aria-hidden=\"true\"><label>")
        .append(Html.text(words.trap()))
        .append("<input name=\"")
        .append(FormPost.TRAP)
        .append("\" tabindex=\"-1\" autocomplete=\"off\"></label></div>");
    line(body, "name", words.name(), true, "text", "name");
    line(body, "email", words.email(), true, "email", "email");
    line(body, "subject", words.subject(), true, "text", "off");
    for (FormSettings.Field field : settings.fields()) {
      switch (field.kind()) {
        case LINE -> line(body, field.name(), field.label(), field.required(), "text", "off");
        case LINES -> lines(body, field.name(), field.label(), field.required());
        case CHOICE -> choice(body, field, words);
      }
    }
    lines(body, "message", words.message(), true);
    if (settings.takesFiles()) {
      open(body, "files", words.files(), false);
      body.append("<input type=\"file\" multiple")
          .append(attributes("files"))
          .append("><p class=\"soft\">")
          .append(Html.text(words.filesHint()))
          .append("</p>");
      close(body, "files");
    }
    body.append("<button>").append(Html.text(words.send())).append("</button></form>");
    return page(title(texts), body.toString());
  }

  /// The page that says thanks.
  String thanks() {
    FormSettings.Texts texts = form.form().textsFor(language);
    String sent = FormWords.of(language).sent();
    return page(
        sent,
        "<h1 tabindex=\"-1\">%s</h1><p class=\"thanks\" role=\"status\">%s</p>"
            .formatted(Html.text(sent), Html.text(texts.thanks())));
  }

  private String title(FormSettings.Texts texts) {
    return texts.title().isBlank() ? form.name() : texts.title();
  }

  private String page(String title, String body) {
    return """
    <!doctype html><html lang="%s"><head><meta charset="utf-8">\
    <meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title>\
    <style>%s</style>%s</head><body%s><main>%s</main></body></html>\
    """
        .formatted(
            language.code(),
            Html.text(title),
            style(),
            framed ? "<script src=\"/widget/frame.js\" defer></script>" : "",
            framed ? " class=\"framed\"" : "",
            body);
  }

  /// What the page's policy allows by its hash: nothing in it comes from outside.
  String style() {
    return """
    :root{color-scheme:light dark;--accent:%1$s;--ink:%2$s;--back:#fff;--text:#1d2321;--soft:#5a6562;\
    --line:#8b9692;--wrong:#b3261e}
    @media(prefers-color-scheme:dark){:root{--back:#161a19;--text:#e8edeb;--soft:#a9b4b0;\
    --line:#75807c;--wrong:#ffb4ab}}
    *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);\
    font:1rem/1.5 system-ui,sans-serif}
    main{max-width:38rem;margin:0 auto;padding:2rem 1.25rem}body.framed main{padding:.25rem}
    h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}.intro{color:var(--soft);\
    white-space:pre-line;margin:0 0 1.5rem}
    .field{margin:0 0 1.25rem}label,legend{display:block;font-weight:600;margin:0 0 .25rem}
    .soft{color:var(--soft);font-weight:400}
    input,textarea,select{width:100%%;font:inherit;color:inherit;background:transparent;\
    border:1px solid var(--line);border-radius:.5rem;padding:.6rem .75rem;min-height:2.75rem}
    select option{color:#1d2321;background:#fff}
    textarea{min-height:9rem;resize:vertical}[aria-invalid=true]{border:2px solid var(--wrong)}
    :focus-visible{outline:3px solid currentColor;outline-offset:2px}
    .wrong{color:var(--wrong);margin:.25rem 0 0}.notice{border-left:4px solid var(--wrong);\
    padding:.5rem 1rem;margin:0 0 1.5rem}
    button{font:inherit;font-weight:600;background:var(--accent);color:var(--ink);border:1px solid \
    var(--line);border-radius:.5rem;padding:.6rem 1.5rem;min-height:2.75rem;cursor:pointer}
    .trap{position:absolute;left:-100vw;width:1px;height:1px;overflow:hidden}
    .thanks{white-space:pre-line}
    """
        .formatted(form.form().accent().value(), form.form().accent().ink());
  }

  private void line(
      StringBuilder body, String name, String label, boolean required, String type, String fills) {
    open(body, name, label, required);
    body.append("<input type=\"%s\" autocomplete=\"%s\" maxlength=\"200\"".formatted(type, fills))
        .append(attributes(name))
        .append(required ? " required" : "")
        .append(" value=\"")
        .append(Html.text(given.getOrDefault(name, "")))
        .append("\">");
    close(body, name);
  }

  private void lines(StringBuilder body, String name, String label, boolean required) {
    open(body, name, label, required);
    body.append("<textarea")
        .append(attributes(name))
        .append(required ? " required" : "")
        .append(">\n")
        .append(Html.text(given.getOrDefault(name, "")))
        .append("</textarea>");
    close(body, name);
  }

  private void choice(StringBuilder body, FormSettings.Field field, FormWords words) {
    open(body, field.name(), field.label(), field.required());
    body.append("<select")
        .append(attributes(field.name()))
        .append(field.required() ? " required" : "")
        .append("><option value=\"\">")
        .append(Html.text(words.choose()))
        .append("</option>");
    for (String option : field.options()) {
      body.append("<option%s>".formatted(option.equals(given.get(field.name())) ? " selected" : ""))
          .append(Html.text(option))
          .append("</option>");
    }
    body.append("</select>");
    close(body, field.name());
  }

  private void open(StringBuilder body, String name, String label, boolean required) {
    body.append("<div class=\"field\"><label for=\"f-%s\">".formatted(name))
        .append(Html.text(label))
        .append(
            required
                ? ""
                : " <span class=\"soft\">(%s)</span>"
                    .formatted(Html.text(FormWords.of(language).optional())))
        .append("</label>");
  }

  private String attributes(String name) {
    return " id=\"f-%1$s\" name=\"%1$s\"".formatted(name)
        + (wrong.containsKey(name)
            ? " aria-invalid=\"true\" aria-describedby=\"w-%s\"".formatted(name)
            : "");
  }

  private void close(StringBuilder body, String name) {
    FormPost.Fault fault = wrong.get(name);
    if (fault != null) {
      body.append("<p class=\"wrong\" id=\"w-%s\">".formatted(name))
          .append(Html.text(FormWords.of(language).fault(fault)))
          .append("</p>");
    }
    body.append("</div>");
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, Html.text(value));
  }

  /// Which sites may frame the page: those the form names, and the app, where admins look at it.
  static String framers(FormSettings form, String appOrigin) {
    return String.join(
        " ",
        java.util.stream.Stream.concat(
                form.origins().stream().map(relais.conversation.SiteOrigin::value),
                java.util.stream.Stream.of(appOrigin))
            .distinct()
            .toList());
  }

  static FormPage empty(Inbox.Form form, Language language, boolean framed, String submission) {
    return new FormPage(form, language, framed, submission, Map.of(), Map.of(), null);
  }

  /// The languages that the form has words in.
  static Language language(FormSettings form, List<String> wanted) {
    return wanted.stream()
        .flatMap(tag -> Language.find(tag).stream())
        .filter(found -> form.texts().isEmpty() || form.texts().containsKey(found))
        .findFirst()
        .orElse(form.fallback());
  }
}
