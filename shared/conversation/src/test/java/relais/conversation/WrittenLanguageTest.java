package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.mail.MailReader;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WrittenLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Where is my order?|ENGLISH
          Hello, the lamp you sent is broken.|ENGLISH
          Could you please send an invoice for this|ENGLISH
          I have not received a reply yet. Regards, Jo|ENGLISH
          Bonjour, où est ma commande ?|FRENCH
          Je n'ai pas reçu votre facture|FRENCH
          Merci de m'envoyer le bon de retour. Cordialement|FRENCH
          La lampe que vous avez livrée est cassée|FRENCH
          Buongiorno, dove è il mio ordine?|ITALIAN
          Non ho ancora ricevuto la fattura|ITALIAN
          Vorrei restituire questa lampada, grazie|ITALIAN
          Salve, quando arriva il pacco?|ITALIAN
          Waar blijft mijn bestelling?|DUTCH
          Beste mensen, de lamp is kapot aangekomen|DUTCH
          Ik heb nog geen factuur ontvangen|DUTCH
          Kunt u mij een nieuwe sturen? Met vriendelijke groet|DUTCH
          """)
  void C158_a_short_mail_is_in_the_language_it_is_written_in(String text, Language language) {
    assertThat(WrittenLanguage.find(text)).contains(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Wo bleibt meine Bestellung? Ich habe noch nichts bekommen|German
          Guten Tag, die Lampe ist nicht angekommen. Mit freundlichen Grüßen|German
          Hola, no he recibido el pedido|Spanish
          Olá, onde está o meu pedido?|Portuguese
          12345|numbers
          Lamp|one word
          Где мой заказ?|Russian
          """)
  void C158_what_is_in_another_language_or_says_too_little_is_in_none(String text, String why) {
    assertThat(WrittenLanguage.find(text)).as(why).isEmpty();
  }

  @Test
  void C158_what_the_mail_says_of_itself_counts_more() {
    assertThat(WrittenLanguage.find(MailReader.read(mail("fr-CH, en")))).contains(Language.FRENCH);
    assertThat(WrittenLanguage.find(MailReader.read(mail("ru")))).contains(Language.ENGLISH);
  }

  private static byte[] mail(String language) {
    return """
    From: Jo <jo@example.org>
    To: support@harbourgoods.example
    Subject: The lamp
    Content-Language: %s

    Hello, the lamp you sent is broken.
    """
        .formatted(language)
        .getBytes(StandardCharsets.UTF_8);
  }
}
