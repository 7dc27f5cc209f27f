package relais.table;

import java.util.Optional;

/// A fault on purpose: absence as a box.
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record KeepsAnOptional(Optional<String> owner) {}
