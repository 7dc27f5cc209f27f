package relais.api;

import relais.conversation.Settings;

/// A telephone system that asks with a token of its own. It is no user: nothing but the questions
/// of [TelephonyController] takes one.
///
/// @param token the id of its token
record TelephoneSystem(String token, Settings settings) {}
