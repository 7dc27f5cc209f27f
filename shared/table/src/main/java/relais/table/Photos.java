package relais.table;

import java.util.Base64;
import java.util.Optional;

/// Pictures of agents. A picture never changes under its name, which nobody can guess: whoever has
/// it may see the picture.
public final class Photos {
  private final Table table;

  public Photos(Table table) {
    this.table = table;
  }

  /// A small picture.
  ///
  /// @param type its MIME type, of an image
  @SuppressWarnings("ArrayRecordComponent") // written and sent, never compared
  public record Photo(String name, String type, byte[] content) {}

  /// A134: one picture.
  public Optional<Photo> find(String name) {
    return table
        .get(TableKeys.photo(name))
        .map(
            item ->
                new Photo(
                    name, item.text("type"), Base64.getDecoder().decode(item.text("content"))));
  }

  /// A134: keeps a picture. The same one again changes nothing.
  public void save(Photo photo) {
    table.put(
        Item.at(TableKeys.photo(photo.name()))
            .text("type", photo.type())
            .text("content", Base64.getEncoder().encodeToString(photo.content())));
  }

  /// A134: forgets a picture.
  public void remove(String name) {
    table.delete(TableKeys.photo(name));
  }
}
