/// The AWS parts of one machine, made as template.yaml says: table, queues and buckets in this JVM.
@NullMarked
package relais.embedded;

import org.jspecify.annotations.NullMarked;
