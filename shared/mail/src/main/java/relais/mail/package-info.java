/// Reads and writes mail: addresses, threading headers, MIME, quoted text, bounces.
///
/// Start with the SPEC. Nothing here knows AWS or the inbox.
@NullMarked
package relais.mail;

import org.jspecify.annotations.NullMarked;
