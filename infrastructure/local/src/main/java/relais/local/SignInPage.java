package relais.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relais.conversation.Settings;
import relais.conversation.User;

/// The page where a person chooses who they are.
final class SignInPage {
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private record Words(String title, String explanation, String admin, String agent) {}

  private static final Map<String, Words> WORDS =
      Map.of(
          "en",
          new Words(
              "Who are you today?",
              "This is the demo workspace on your own machine: choose a colleague, no password"
                  + " needed.",
              "Admin",
              "Agent"),
          "fr",
          new Words(
              "Qui êtes-vous aujourd’hui ?",
              "Voici l’espace de démonstration sur votre propre machine : choisissez un collègue,"
                  + " sans mot de passe.",
              "Admin",
              "Agent"),
          "it",
          new Words(
              "Chi sei oggi?",
              "Questo è l’ambiente dimostrativo sul tuo computer: scegli un collega, senza"
                  + " password.",
              "Amministratore",
              "Agente"),
          "nl",
          new Words(
              "Wie ben je vandaag?",
              "Dit is de demo-omgeving op je eigen computer: kies een collega, een wachtwoord is"
                  + " niet nodig.",
              "Beheerder",
              "Medewerker"));

  private SignInPage() {}

  static String html(Settings settings, String language) {
    Words words = WORDS.getOrDefault(language, WORDS.get("en"));
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
            language,
            Html.escape(words.title()),
            Html.escape(settings.workspaceName()),
            Html.escape(settings.workspaceName()),
            Html.escape(words.title()),
            Html.escape(words.explanation()),
            people);
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
