package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.CallbackReference;
import relais.channels.Envelope;
import relais.channels.FileLimits;
import relais.channels.FileLimits.Portion;
import relais.channels.Outgoing;
import relais.channels.Outgoing.File.Source;
import relais.channels.Part.File.Kind;
import relais.channels.SendingChannel;
import relais.channels.Written;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;

/// Files of ours on each channel: which it takes, in how many portions, and how each leaves.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FilesOutTest {
  private static final FileLimits.Sending PNG = new FileLimits.Sending("image/png", 1_000);
  private static final FileLimits.Sending PDF = new FileLimits.Sending("application/pdf", 1_000);
  private static final FileLimits.Sending MP3 = new FileLimits.Sending("audio/mpeg", 1_000);
  private static final Outgoing.Album TWO_LINKS =
      new Outgoing.Album(
          List.of(
              file("a.png", "Here", new Source.Link("https://files.example/a")),
              file("b.png", null, new Source.Link("https://files.example/b"))));

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "whatsapp, image/png, 5242880, IMAGE",
        "whatsapp, image/png, 5242881, DOCUMENT",
        "whatsapp, application/zip, 104857601, none",
        "messenger, image/gif, 26214400, ANIMATION",
        "messenger, application/pdf, 26214401, none",
        "instagram, image/png, 8388608, IMAGE",
        "instagram, image/png, 8388609, none",
        "instagram, application/pdf, 10, none",
        "telegram, image/jpeg, 10485761, DOCUMENT",
        "telegram, audio/ogg, 10, VOICE",
        "telegram, text/plain, 52428801, none",
        "sms, image/gif, 5242880, IMAGE",
        "sms, application/pdf, 614401, none",
        "sms, application/zip, 10, none",
        "custom, application/zip, 10, DOCUMENT"
      })
  void P700_type_and_size_decide_as_what_a_file_goes(
      String word, String type, long size, String kind) {
    assertThat(channel(word).fileLimits().findKind(new FileLimits.Sending(type, size)))
        .isEqualTo(Optional.ofNullable(kind).map(Kind::valueOf));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whatsapp", "messenger", "instagram"})
  void P701_where_the_provider_takes_one_file_each_is_a_portion(String word) {
    assertThat(portions(word, "Here they are", PNG, PNG))
        .containsExactly(
            new Portion("Here they are", List.of()),
            new Portion(null, List.of(0)),
            new Portion(null, List.of(1)));
  }

  @Test
  void P701_words_stand_with_a_file_that_comes_alone_and_can_bear_them() {
    assertThat(portions("whatsapp", "Here", PNG)).containsExactly(new Portion("Here", List.of(0)));
    assertThat(portions("telegram", "Here", PDF)).containsExactly(new Portion("Here", List.of(0)));
    assertThat(portions("whatsapp", "Listen", MP3)).hasSize(2);
    assertThat(portions("whatsapp", "x".repeat(1_025), PNG)).hasSize(2);
    assertThat(portions("messenger", "Here", PNG)).hasSize(2);
    assertThat(portions("whatsapp", "", PNG, PDF)).hasSize(2);
  }

  @Test
  void P701_where_the_provider_takes_several_they_leave_as_one() {
    assertThat(portions("sms", "Here", PNG, PDF))
        .containsExactly(new Portion("Here", List.of(0, 1)));
    assertThat(portions("custom", "Here", PNG, MP3, PDF))
        .containsExactly(new Portion("Here", List.of(0, 1, 2)));
    assertThat(portions("telegram", "Here", PNG, PNG))
        .containsExactly(new Portion("Here", List.of(0, 1)));
    assertThat(portions("telegram", "Here", PNG, PNG, PDF))
        .containsExactly(
            new Portion("Here", List.of()),
            new Portion(null, List.of(0, 1)),
            new Portion(null, List.of(2)));
  }

  @Test
  void P702_a_portion_bears_its_own_name_which_comes_back() {
    MessageReference.Ours third =
        new MessageReference.Ours(
            new ConversationId("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            new EntryId("01ARZ3NDEKTSV4RRFFQ69G5FAW"),
            2);
    assertThat(CallbackReference.read(CallbackReference.write(third))).isEqualTo(third);
    assertThat(CallbackReference.write(third)).endsWith("/2");
    assertThat(CallbackReference.read(CallbackReference.write(third) + "/1")).isNull();
  }

  @Test
  void P703_telegram_gets_an_album_as_a_form() {
    Written.Request request =
        request(
            "telegram",
            new Identity("telegram", "500"),
            new Outgoing.Album(
                List.of(file("a.png", "Here", bytes("one")), file("b.png", null, bytes("two")))));
    assertThat(request.path()).isEqualTo("/bot{token}/sendMediaGroup");
    assertThat(request.contentType()).startsWith("multipart/form-data; boundary=");
    assertThat(new String(request.body(), UTF_8))
        .contains(
            "name=\"chat_id\"\r\n\r\n500\r\n",
            "[{\"type\":\"photo\",\"media\":\"attach://file0\",\"caption\":\"Here\"},"
                + "{\"type\":\"photo\",\"media\":\"attach://file1\"}]",
            "name=\"file1\"; filename=\"b.png\"\r\nContent-Type: image/png\r\n\r\ntwo\r\n");
  }

  @Test
  void P703_a_short_message_takes_words_and_links_in_one() {
    Written.Request request = request("sms", new Identity("phone", "+31612345678"), TWO_LINKS);
    assertThat(new String(request.body(), UTF_8))
        .contains(
            "Body=Here",
            "MediaUrl=https%3A%2F%2Ffiles.example%2Fa",
            "MediaUrl=https%3A%2F%2Ffiles.example%2Fb");
  }

  @Test
  void P703_a_channel_of_ones_own_gets_links_with_the_words() {
    Written.Request request = request("custom", new Identity("custom", "v1"), TWO_LINKS);
    assertThat(new String(request.body(), UTF_8))
        .contains(
            "\"text\":\"Here\"",
            "{\"kind\":\"image\",\"url\":\"https://files.example/b\",\"name\":\"b.png\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"whatsapp", "messenger", "instagram", "telegram", "sms", "custom"})
  void P704_limits_are_told_for_every_channel_that_can_be_written_on(String word) {
    FileLimits limits = channel(word).fileLimits();
    assertThat(limits.most()).isPositive();
    assertThat(limits.together()).isPositive();
    for (FileLimits.Sort sort : limits.sorts()) {
      String type = sort.types().isEmpty() ? "application/x-any" : sort.types().iterator().next();
      assertThat(limits.findKind(new FileLimits.Sending(type, 1))).contains(sort.kind());
      assertThat(limits.largest(type)).isGreaterThanOrEqualTo(sort.bytes());
    }
    List<FileLimits.Sending> many = new ArrayList<>(Collections.nCopies(limits.most(), PNG));
    assertThat(limits.portions("x", many).stream().mapToInt(each -> each.files().size()).sum())
        .isEqualTo(limits.most());
  }

  private static List<Portion> portions(String word, String text, FileLimits.Sending... files) {
    return channel(word).fileLimits().portions(text, List.of(files));
  }

  private static Source bytes(String text) {
    return new Source.Content("image/png", text.getBytes(UTF_8));
  }

  private static Outgoing.File file(String name, @Nullable String caption, Source source) {
    return new Outgoing.File(Kind.IMAGE, source, caption, name);
  }

  private static Written.Request request(String word, Identity to, Outgoing message) {
    Envelope envelope =
        new Envelope("1001", word.equals("sms") ? "+31201234567" : null, to, null, null, false);
    return (Written.Request) channel(word).write(message, envelope);
  }

  private static SendingChannel channel(String word) {
    return Channels.findSending(Channel.of(word)).orElseThrow();
  }
}
