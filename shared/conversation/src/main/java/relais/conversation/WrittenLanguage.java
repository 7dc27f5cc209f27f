package relais.conversation;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.mail.ReceivedMail;

/// Which of the product's languages something is written in (decision 121).
///
/// Counts the small words that every text in a language has and its neighbours lack. Words of three
/// languages the product does not speak count against: without them German would pass for Dutch.
public final class WrittenLanguage {
  private static final int MAX_CHARACTERS = 4_000;
  private static final int ENOUGH = 2;
  private static final Pattern GAP = Pattern.compile("[^\\p{L}]+");

  private static final Map<Language, Set<String>> WORDS = new EnumMap<>(Language.class);
  private static final Set<Set<String>> OTHERS = new HashSet<>();

  static {
    WORDS.put(
        Language.ENGLISH,
        words(
            """
            the and you your for is are was were have has had not this that with from my our it we
            they been would could please thanks thank hello dear regards order when where what
            how can will did does there their which about still
            """));
    WORDS.put(
        Language.FRENCH,
        words(
            """
            le les des du un une et est vous je nous mon ma mes votre vos pas pour dans avec sur
            que qui ne au aux ce cette suis êtes sont été bonjour merci cordialement où quand
            comment avez ai j l d c qu commande mais plus chez
            """));
    WORDS.put(
        Language.ITALIAN,
        words(
            """
            il lo gli della del dei delle di che è sono non per con una un mio mia vostro vostra
            vi mi ho ha abbiamo avete questo questa quando dove come buongiorno salve grazie
            cordiali saluti ordine ma ancora alla nel più anche ciao
            """));
    WORDS.put(
        Language.DUTCH,
        words(
            """
            de het een en van ik je jullie u uw mijn onze niet is zijn dat dit voor met op maar ook
            nog naar bij heb heeft hebben kunt kan wordt waar wanneer hoe hallo beste geachte groet
            groeten bedankt dank bestelling graag er aan
            """));
    OTHERS.add(
        words(
            """
            der die das und ist nicht ich sie ihr ihre wir mein meine ein eine mit für auf von zu
            dem den haben habe hat wurde bitte danke hallo grüße freundlichen noch aber bei auch
            """));
    OTHERS.add(
        words(
            """
            el los las de del y es una un que no por para con mi su pedido gracias hola saludos
            está son pero cuando donde cómo muy usted ustedes he ha
            """));
    OTHERS.add(
        words(
            """
            o os as da do dos das e é não um uma que por para com meu minha seu pedido obrigado
            obrigada olá quando onde está são mas você vocês muito
            """));
  }

  private WrittenLanguage() {}

  /// What the mail says it is in (Content-Language, RFC 3282), else what its new words look like;
  /// empty when neither says so clearly.
  public static Optional<Language> find(ReceivedMail mail) {
    return mail.findHeader("Content-Language")
        .flatMap(tags -> Language.find(tags.split(",", 2)[0]))
        .or(() -> find(mail.subject() + "\n" + mail.visibleText()));
  }

  /// What a text looks like; empty when it could be none of these languages, or several.
  public static Optional<Language> find(String text) {
    String[] said =
        GAP.split(
            text.substring(0, Math.min(text.length(), MAX_CHARACTERS)).toLowerCase(Locale.ROOT));
    Language best = null;
    int most = 0;
    int second = 0;
    for (Map.Entry<Language, Set<String>> each : WORDS.entrySet()) {
      int count = count(said, each.getValue());
      if (count > most) {
        second = most;
        most = count;
        best = each.getKey();
      } else {
        second = Math.max(second, count);
      }
    }
    for (Set<String> other : OTHERS) {
      second = Math.max(second, count(said, other));
    }
    return isClear(best, most, second) ? Optional.ofNullable(best) : Optional.empty();
  }

  private static boolean isClear(@Nullable Language best, int most, int second) {
    return best != null && most >= ENOUGH && most * 4 >= second * 5;
  }

  private static int count(String[] said, Set<String> words) {
    int count = 0;
    for (String word : said) {
      if (words.contains(word)) {
        count++;
      }
    }
    return count;
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
