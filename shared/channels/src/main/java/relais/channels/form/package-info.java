/// The contact form: what a browser sends for it becomes an inbound item for an inbox of mail.
///
/// Start with [FormPost].
@NullMarked
package relais.channels.form;

import org.jspecify.annotations.NullMarked;
