/// The rules of a shared inbox: who owns a conversation, what a reply changes, when it reopens.
///
/// Start with the SPEC.
@NullMarked
package relais.conversation;

import org.jspecify.annotations.NullMarked;
