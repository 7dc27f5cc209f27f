/// The ledger compares what the bucket of originals has received with what the table knows became
/// of it, and names every original that is missing.
///
/// Start with [Reconciliation], which is the comparison, and [Stocktaking], which walks through the
/// bucket page by page. What the ledger keeps is in [relais.table.Ledger].
@NullMarked
package relais.ledger;

import org.jspecify.annotations.NullMarked;
