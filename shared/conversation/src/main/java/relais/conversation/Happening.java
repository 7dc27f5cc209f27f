package relais.conversation;

import org.jspecify.annotations.Nullable;

/// What an event says. With actor and time it is the timeline, the audit log and the source of
/// every figure.
public sealed interface Happening {
  /// The conversation began.
  record Created(InboxId inbox, TeamId team) implements Happening {}

  /// It has another owner.
  ///
  /// @param from null when nobody owned it
  /// @param to null when nobody owns it now
  record Assigned(@Nullable UserId from, @Nullable UserId to) implements Happening {}

  /// Another team has it.
  record MovedToTeam(TeamId from, TeamId to) implements Happening {}

  /// A label was put on.
  record Labelled(LabelId label) implements Happening {}

  /// A label was taken off.
  record Unlabelled(LabelId label) implements Happening {}

  /// It is done.
  record Closed() implements Happening {}

  /// It is open again.
  record Reopened() implements Happening {}

  /// A rule matched; what it changed follows as events of their own.
  ///
  /// @param name what the rule was called then
  /// @param matched the words that were found
  record RuleApplied(RuleId rule, long version, String name, String matched) implements Happening {}

  /// Somebody who had no part in it before wrote to the conversation's own address.
  record Joined(Identity who) implements Happening {}

  /// The contact is known under another identity too: the channel says so, or a colleague.
  record Identified(Identity who) implements Happening {}

  /// The contact, who was known by an address alone, is called so since.
  record Named(String name) implements Happening {}

  /// Somebody else is the one it is with: who wrote a mail that was passed on, or again who passed
  /// it on.
  record ContactChanged(Identity from, Identity to) implements Happening {}

  /// Somebody says that an address is right after all: nobody is warned of it any more.
  ///
  /// @param kind what was held against it
  record Unmarked(Identity address, AddressMark.Kind kind) implements Happening {}

  /// It has to do with another conversation since.
  record Linked(Conversation.Relation relation) implements Happening {}
}
