package relais.channels;

import java.util.function.IntFunction;
import relais.conversation.EntryId;

/// Where the files of a message lie, by their place among them.
@FunctionalInterface
public interface FileKeys {
  IntFunction<String> of(EntryId message);
}
