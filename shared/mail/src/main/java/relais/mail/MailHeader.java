package relais.mail;

/// One header field as it arrived, unfolded and decoded, for rules that look at a named header.
///
/// @param name in the sender's spelling; compare without regard to case
/// @param value one line, encoded words decoded
public record MailHeader(String name, String value) {}
