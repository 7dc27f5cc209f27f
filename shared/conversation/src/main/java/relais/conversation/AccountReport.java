package relais.conversation;

import org.jspecify.annotations.Nullable;

/// What a provider tells about an account of ours, rather than about a message.
public sealed interface AccountReport {
  /// A template has changed. What is null has not, or is not told.
  ///
  /// @param id the provider's own for it; null when it does not say
  /// @param name of the template; null when it does not say
  /// @param language of the template; null when it does not say
  /// @param category in lower case
  record TemplateChanged(
      @Nullable String id,
      @Nullable String name,
      @Nullable String language,
      MessageTemplate.@Nullable State state,
      MessageTemplate.@Nullable Quality quality,
      @Nullable String category)
      implements AccountReport {
    /// Whether it speaks of this template.
    public boolean isAbout(MessageTemplate template) {
      if (name == null || language == null) {
        return id != null && id.equals(template.id());
      }
      return name.equals(template.name()) && language.equals(template.language());
    }
  }

  /// The number is rated otherwise, or may reach more or fewer customers.
  ///
  /// @param quality null when it is not told
  /// @param limit how many customers a day may be written to first, in the provider's word; null
  ///     when it is not told
  record NumberChanged(MessageTemplate.@Nullable Quality quality, @Nullable String limit)
      implements AccountReport {}

  /// Anything else about the account that an admin should know.
  ///
  /// @param field the provider's word for the sort of news
  /// @param event the provider's word for what happened; empty when it has none
  /// @param words the finer words; empty when there are none
  record News(String field, String event, String words) implements AccountReport {}
}
