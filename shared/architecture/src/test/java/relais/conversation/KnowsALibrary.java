package relais.conversation;

import com.tngtech.archunit.lang.ArchRule;

/// A fault on purpose: a rule of the inbox that knows a library. Which one makes no difference.
public record KnowsALibrary(ArchRule library) {}
