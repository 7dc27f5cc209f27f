package relais.channels.telegram;

import java.util.ArrayList;
import java.util.List;
import relais.channels.Content;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;

/// Reads a message that is laid out like a page: blocks of words, files and places, some of them
/// within others. The words go line by line.
final class TelegramRichText {
  private final List<String> lines = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private TelegramRichText() {}

  static Content content(Piece message) {
    TelegramRichText page = new TelegramRichText();
    page.blocks(message.at("blocks"));
    if (page.lines.isEmpty() && page.parts.isEmpty()) {
      page.parts.add(new Part.Unknown("rich_message", message.raw()));
    }
    return new Content(String.join("\n", page.lines), page.parts);
  }

  private void blocks(Piece blocks) {
    blocks.each().forEach(this::block);
  }

  private void block(Piece block) {
    line(words(block.at("summary")));
    line(words(block.at("text")));
    line(words(block.at("expression")));
    blocks(block.at("blocks"));
    for (Piece item : block.at("items").each()) {
      int before = lines.size();
      blocks(item.at("blocks"));
      String label = item.word("label");
      if (label != null && lines.size() > before) {
        lines.set(before, label + " " + lines.get(before));
      }
    }
    for (Piece row : block.at("cells").each()) {
      line(String.join(" | ", row.each().stream().map(cell -> words(cell.at("text"))).toList()));
    }
    file(block);
    Piece caption = block.at("caption");
    line(words(caption));
    line(words(caption.at("credit")));
    line(words(block.at("credit")));
  }

  private void file(Piece block) {
    if (block.has("photo")) {
      parts.add(TelegramMessages.photo(block.at("photo")));
    }
    file(block.at("animation"), Kind.ANIMATION);
    file(block.at("audio"), Kind.AUDIO);
    file(block.at("video"), Kind.VIDEO);
    file(block.at("voice_note"), Kind.VOICE);
    Piece place = block.at("location");
    if (place.isObject()) {
      parts.add(new Part.Place(place.word("latitude"), place.word("longitude"), null, null, null));
    }
  }

  private void file(Piece file, Kind kind) {
    if (file.isObject()) {
      parts.add(TelegramMessages.file(kind, file));
    }
  }

  private void line(String words) {
    if (!words.isBlank()) {
      lines.add(words);
    }
  }

  /// Words are a text, a list of such, or an object that says how the words in it look.
  private static String words(Piece piece) {
    String text = piece.text();
    if (text != null) {
      return text;
    }
    if (piece.isList()) {
      return String.join("", piece.each().stream().map(TelegramRichText::words).toList());
    }
    if (!piece.isObject()) {
      return "";
    }
    String shown = words(piece.at("text"));
    String instead = piece.wordOf("alternative_text", "expression");
    String url = piece.word("url");
    return (shown.isEmpty() && instead != null ? instead : shown)
        + (url == null || url.equals(shown) ? "" : " (" + url + ")");
  }
}
