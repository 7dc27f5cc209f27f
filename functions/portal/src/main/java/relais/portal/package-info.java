/// Customers ask here: the chat on a site, contact forms.
///
/// Start with [AnswerCustomer], which finds out what is asked. What a visitor may see is decided in
/// `relais.conversation`; what becomes of what they send, behind the inbound queue.
@NullMarked
package relais.portal;

import org.jspecify.annotations.NullMarked;
