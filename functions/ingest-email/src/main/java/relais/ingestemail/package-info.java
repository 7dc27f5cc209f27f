/// SES receipts and SES sending events arrive here and leave on the inbound queue.
@NullMarked
package relais.ingestemail;

import org.jspecify.annotations.NullMarked;
