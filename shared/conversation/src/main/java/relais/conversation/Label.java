package relais.conversation;

/// A sticker on conversations.
///
/// @param colour one of the names the app has a pair of accessible colours for
public record Label(LabelId id, String name, String colour) {}
