package relais.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import relais.conversation.AccentColour;
import relais.conversation.ChatSettings;
import relais.conversation.FormSettings;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.SiteOrigin;

/// What is set on a chat or a form, as a part of its inbox's item.
final class SiteItem {
  private SiteItem() {}

  static Item write(ChatSettings chat) {
    List<Item> texts = new ArrayList<>();
    chat.texts()
        .forEach(
            (language, words) ->
                texts.add(
                    Item.empty()
                        .text("language", language.code())
                        .text("title", words.title())
                        .text("greeting", words.greeting())
                        .text("away", words.away())));
    return Item.empty()
        .texts("origins", chat.origins().stream().map(SiteOrigin::value).toList())
        .text("accent", chat.accent().value())
        .text("fallback", chat.fallback().code())
        .maps("texts", texts)
        .text("asksName", chat.preChat().name().word())
        .text("asksEmail", chat.preChat().email().word())
        .map("hours", InboxItem.hours(chat.hours()))
        .text("mail", chat.mail() == null ? null : chat.mail().value());
  }

  static ChatSettings readChat(Item item) {
    Map<Language, ChatSettings.Texts> texts = new EnumMap<>(Language.class);
    for (Item words : item.maps("texts")) {
      texts.put(
          InboxItem.language(words.text("language")),
          new ChatSettings.Texts(words.text("title"), words.text("greeting"), words.text("away")));
    }
    String mail = item.findText("mail");
    return new ChatSettings(
        origins(item),
        new AccentColour(item.text("accent")),
        InboxItem.language(item.text("fallback")),
        texts,
        new ChatSettings.PreChat(
            ChatSettings.Asked.of(item.text("asksName")),
            ChatSettings.Asked.of(item.text("asksEmail"))),
        InboxItem.hours(item.findMap("hours")),
        mail == null ? null : new InboxId(mail));
  }

  static Item write(FormSettings form) {
    List<Item> texts = new ArrayList<>();
    form.texts()
        .forEach(
            (language, words) ->
                texts.add(
                    Item.empty()
                        .text("language", language.code())
                        .text("title", words.title())
                        .text("intro", words.intro())
                        .text("thanks", words.thanks())));
    return Item.empty()
        .text("mail", form.mail().value())
        .texts("origins", form.origins().stream().map(SiteOrigin::value).toList())
        .text("accent", form.accent().value())
        .text("fallback", form.fallback().code())
        .maps("texts", texts)
        .maps(
            "fields",
            form.fields().stream()
                .map(
                    field ->
                        Item.empty()
                            .text("name", field.name())
                            .text("label", field.label())
                            .text("kind", field.kind().word())
                            .flag("required", field.required())
                            .texts("options", field.options()))
                .toList())
        .flag("takesFiles", form.takesFiles());
  }

  static FormSettings readForm(Item item) {
    Map<Language, FormSettings.Texts> texts = new EnumMap<>(Language.class);
    for (Item words : item.maps("texts")) {
      texts.put(
          InboxItem.language(words.text("language")),
          new FormSettings.Texts(words.text("title"), words.text("intro"), words.text("thanks")));
    }
    return new FormSettings(
        new InboxId(item.text("mail")),
        origins(item),
        new AccentColour(item.text("accent")),
        InboxItem.language(item.text("fallback")),
        texts,
        item.maps("fields").stream()
            .map(
                field ->
                    new FormSettings.Field(
                        field.text("name"),
                        field.text("label"),
                        FormSettings.Kind.of(field.text("kind")),
                        field.flag("required"),
                        field.texts("options")))
            .toList(),
        item.flag("takesFiles"));
  }

  private static List<SiteOrigin> origins(Item item) {
    return item.texts("origins").stream().map(SiteOrigin::new).toList();
  }
}
