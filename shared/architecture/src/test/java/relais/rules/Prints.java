package relais.rules;

/// A fault on purpose: a line without fields.
public final class Prints {
  private Prints() {}

  static void say() {
    System.out.println("here");
  }
}
