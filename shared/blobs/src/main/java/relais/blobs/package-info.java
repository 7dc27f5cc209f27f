/// The S3 buckets: raw originals, bodies and attachments.
@NullMarked
package relais.blobs;

import org.jspecify.annotations.NullMarked;
