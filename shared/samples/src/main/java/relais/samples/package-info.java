/// For tests: one word gets a test its AWS; builders and sample mails.
@NullMarked
package relais.samples;

import org.jspecify.annotations.NullMarked;
