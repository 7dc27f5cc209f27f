package relais.local;

import java.util.ArrayList;
import java.util.List;
import relais.conversation.Settings;
import relais.conversation.User;

/// The page where a person chooses who they are.
final class SignInPage {
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private record Words(String title, String explanation, String admin, String agent) {}

  private SignInPage() {}

  static String html(Settings settings, Language language) {
    Words words = words(language);
    StringBuilder people = new StringBuilder();
    for (User user : settings.users()) {
      people.append(
          """
          <li><button name="user" value="%s">
            <span class="initials" aria-hidden="true">%s</span>
            <span class="who"><strong>%s</strong><span>%s</span></span>
          </button></li>
          """
              .formatted(
                  Html.escape(user.id().value()),
                  Html.escape(initials(user.name())),
                  Html.escape(user.name()),
                  Html.escape(about(user, settings, words))));
    }
    return """
    <!doctype html>
    <html lang="%s">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s · %s</title>
      <link rel="stylesheet" href="/local/pages.css">
    </head>
    <body class="sign-in">
      <main>
        <p class="workspace">%s</p>
        <h1>%s</h1>
        <p>%s</p>
        <form method="post">
          <ul class="people">
          %s</ul>
        </form>
      </main>
    </body>
    </html>
    """
        .formatted(
            language.word(),
            Html.escape(words.title()),
            Html.escape(settings.workspace().name()),
            Html.escape(settings.workspace().name()),
            Html.escape(words.title()),
            Html.escape(words.explanation()),
            people);
  }

  private static Words words(Language language) {
    return switch (language) {
      case ENGLISH ->
          new Words(
              "Who are you today?",
              "This is a workspace on your own machine: choose a colleague, no password needed.",
              "Admin",
              "Agent");
      case FRENCH ->
          new Words(
              "Qui êtes-vous aujourd’hui ?",
              "Cet espace de travail tourne sur votre machine : choisissez un collègue, sans mot"
                  + " de passe.",
              "Admin",
              "Agent");
      case ITALIAN ->
          new Words(
              "Chi sei oggi?",
              "Questo spazio di lavoro gira sul tuo computer: scegli un collega, senza password.",
              "Amministratore",
              "Agente");
      case DUTCH ->
          new Words(
              "Wie ben je vandaag?",
              "Deze werkruimte draait op je eigen computer: kies een collega, een wachtwoord is"
                  + " niet nodig.",
              "Beheerder",
              "Medewerker");
    };
  }

  private static String about(User user, Settings settings, Words words) {
    List<String> parts = new ArrayList<>();
    parts.add(
        switch (user.role()) {
          case ADMIN -> words.admin();
          case AGENT -> words.agent();
        });
    settings.teams().stream()
        .filter(team -> user.teams().contains(team.id()))
        .forEach(team -> parts.add(team.name()));
    return String.join(" · ", parts);
  }

  private static String initials(String name) {
    StringBuilder initials = new StringBuilder();
    String[] parts = name.split(" ", -1);
    initials.append(parts[0], 0, parts[0].offsetByCodePoints(0, parts[0].isEmpty() ? 0 : 1));
    if (parts.length > 1) {
      String last = parts[parts.length - 1];
      initials.append(last, 0, last.offsetByCodePoints(0, last.isEmpty() ? 0 : 1));
    }
    return initials.toString();
  }
}
