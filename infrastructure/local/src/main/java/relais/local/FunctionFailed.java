package relais.local;

/// A function could not start, or threw; its event counts as not handled.
final class FunctionFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  FunctionFailed(String message) {
    super(message);
  }

  FunctionFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
