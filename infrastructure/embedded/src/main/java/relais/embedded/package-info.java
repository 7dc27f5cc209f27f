/// The AWS parts of one machine, made as template.yaml says: table, queues, buckets and parameters
/// in this JVM.
///
/// Start with [Template] for what the system consists of, [EmbeddedAws] for the servers and
/// [Provisioning] for making in them what the template describes. Functions are described here but
/// run elsewhere.
@NullMarked
package relais.embedded;

import org.jspecify.annotations.NullMarked;
