package relais.portal;

import relais.channels.form.FormPost;
import relais.conversation.Language;

/// What every contact form says beside what its admin wrote.
///
/// @param trap what people who cannot see the page are told about the field for machines
record FormWords(
    String name,
    String email,
    String subject,
    String message,
    String files,
    String filesHint,
    String send,
    String optional,
    String choose,
    String trap,
    String wrongAbove,
    String missing,
    String tooLong,
    String noAddress,
    String noChoice,
    String manyFiles,
    String tooLarge,
    String tooOften,
    String again,
    String sent) {
  private static final FormWords ENGLISH =
      new FormWords(
          "Your name",
          "Your e-mail address",
          "Subject",
          "Your message",
          "Files",
          "Up to 10 files, 4 MB in all.",
          "Send",
          "optional",
          "Please choose",
          "Leave this field empty",
          "Please look at what is marked below. Nothing was sent yet.",
          "Please fill this in.",
          "This is too long. Please shorten it.",
          "This is not an e-mail address. Please write it as name@example.com.",
          "Please choose one of these.",
          "These are more than 10 files.",
          "What you sent is larger than 4 MB. Please send fewer or smaller files.",
          "You have sent several messages in a short time. Please wait ten minutes.",
          "That did not work, and nothing was lost here. Please send it again in a moment.",
          "Your message was sent");
  private static final FormWords FRENCH =
      new FormWords(
          "Votre nom",
          "Votre adresse e-mail",
          "Objet",
          "Votre message",
          "Fichiers",
          "10 fichiers au plus, 4 Mo en tout.",
          "Envoyer",
          "facultatif",
          "Veuillez choisir",
          "Laissez ce champ vide",
          "Veuillez vérifier ce qui est signalé ci-dessous. Rien n’a encore été envoyé.",
          "Veuillez remplir ce champ.",
          "C’est trop long. Veuillez raccourcir.",
          "Ce n’est pas une adresse e-mail. Écrivez-la comme nom@exemple.fr.",
          "Veuillez choisir parmi ces réponses.",
          "Il y a plus de 10 fichiers.",
          "Votre envoi dépasse 4 Mo. Envoyez moins de fichiers, ou de plus petits.",
          "Vous avez envoyé plusieurs messages en peu de temps. Veuillez attendre dix minutes.",
          "Cela n’a pas fonctionné. Veuillez renvoyer votre message dans un instant.",
          "Votre message a été envoyé");
  private static final FormWords ITALIAN =
      new FormWords(
          "Il suo nome",
          "Il suo indirizzo e-mail",
          "Oggetto",
          "Il suo messaggio",
          "File",
          "Al massimo 10 file, 4 MB in tutto.",
          "Invia",
          "facoltativo",
          "Scelga una risposta",
          "Lasci vuoto questo campo",
          "Controlli quanto segnalato qui sotto. Non è ancora stato inviato nulla.",
          "Compili questo campo.",
          "È troppo lungo. Lo accorci, per favore.",
          "Non è un indirizzo e-mail. Lo scriva come nome@esempio.it.",
          "Scelga una di queste risposte.",
          "Ci sono più di 10 file.",
          "L’invio supera 4 MB. Invii meno file, o più piccoli.",
          "Ha inviato più messaggi in poco tempo. Attenda dieci minuti.",
          "Non ha funzionato. Rinvii il messaggio tra un momento.",
          "Il suo messaggio è stato inviato");
  private static final FormWords DUTCH =
      new FormWords(
          "Uw naam",
          "Uw e-mailadres",
          "Onderwerp",
          "Uw bericht",
          "Bestanden",
          "Hooguit 10 bestanden, samen 4 MB.",
          "Versturen",
          "niet verplicht",
          "Maak een keuze",
          "Laat dit veld leeg",
          "Kijk na wat hieronder is aangegeven. Er is nog niets verstuurd.",
          "Vul dit in.",
          "Dit is te lang. Maak het korter.",
          "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
          "Kies een van deze antwoorden.",
          "Dit zijn meer dan 10 bestanden.",
          "Wat u stuurde is groter dan 4 MB. Stuur minder of kleinere bestanden.",
          "U heeft in korte tijd meerdere berichten verstuurd. Wacht tien minuten.",
          "Dat is niet gelukt. Stuur het over een ogenblik opnieuw.",
          "Uw bericht is verstuurd");

  static FormWords of(Language language) {
    return switch (language) {
      case ENGLISH -> ENGLISH;
      case FRENCH -> FRENCH;
      case ITALIAN -> ITALIAN;
      case DUTCH -> DUTCH;
    };
  }

  String fault(FormPost.Fault fault) {
    return switch (fault) {
      case MISSING -> missing;
      case TOO_LONG -> tooLong;
      case NO_ADDRESS -> noAddress;
      case NO_CHOICE -> noChoice;
      case MANY_FILES -> manyFiles;
    };
  }
}
