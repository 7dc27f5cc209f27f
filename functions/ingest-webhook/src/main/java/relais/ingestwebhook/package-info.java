/// Provider webhooks arrive here: verify, store, enqueue, answer; nothing else.
@NullMarked
package relais.ingestwebhook;

import org.jspecify.annotations.NullMarked;
