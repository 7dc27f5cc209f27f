/// The one DynamoDB table: keys, access patterns, conditional writes.
@NullMarked
package relais.table;

import org.jspecify.annotations.NullMarked;
