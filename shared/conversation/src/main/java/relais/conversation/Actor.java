package relais.conversation;

/// Who did it. Nothing happens to a conversation without one (requirement 001-10).
public sealed interface Actor {
  /// A member of the team, by hand.
  record Agent(UserId user) implements Actor {}

  /// The customer.
  record Customer(ContactId contact) implements Actor {}

  /// A rule, in the version that matched.
  record ByRule(RuleId rule, long version) implements Actor {}

  /// Somebody who writes for the team without Relais: in the provider's own app, or in another one
  /// that is connected to the same account. Nobody tells who.
  record Outside() implements Actor {}

  /// The product itself: assignment, delivery, clean-up.
  record Relais(String part) implements Actor {}
}
