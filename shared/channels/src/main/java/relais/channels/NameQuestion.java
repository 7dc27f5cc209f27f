package relais.channels;

/// A call that asks a provider what a customer is called.
public record NameQuestion(ProviderCall call, Reading reading) {
  /// Reads what came back.
  @FunctionalInterface
  public interface Reading {
    /// What the provider tells.
    ///
    /// @param status of HTTP
    Told told(int status, byte[] body);
  }

  /// What a provider tells of a customer.
  public sealed interface Told {
    /// They are called so.
    record Name(String name) implements Told {}

    /// It will never tell: they do not want it, or have none.
    record Nothing() implements Told {}

    /// It could not tell.
    ///
    /// @param code for logs
    /// @param passing whether a later try may do
    record Failed(String code, boolean passing) implements Told {}
  }
}
