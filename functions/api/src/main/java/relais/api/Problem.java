package relais.api;

import java.util.List;

/// A request that cannot be done, with the words for the person who asked. Carries the whole answer
/// and no stack: it is expected.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient ProblemJson json;

  private Problem(ProblemCode code, ProblemJson json) {
    super(code.word(), null, false, false);
    this.code = code;
    this.json = json;
  }

  static Problem of(ProblemCode code, String detail) {
    return new Problem(code, ProblemJson.of(code, detail));
  }

  /// What was asked for does not exist, or not for this user: the answer is the same.
  static Problem notFound() {
    return of(
        ProblemCode.NOT_FOUND,
        "There is nothing under this address that you can see. Check the link, or ask whether it"
            + " went to another team.");
  }

  /// A field, parameter or header is not right.
  ///
  /// @param field as the request calls it
  static Problem field(String field, String detail) {
    return new Problem(
        ProblemCode.INVALID_FIELD,
        ProblemJson.of(ProblemCode.INVALID_FIELD, detail).withField(field));
  }

  static Problem crossed(ProblemCode code, String detail, List<CrossingJson> crossings) {
    return new Problem(code, ProblemJson.of(code, detail).withCrossedBy(crossings));
  }

  ProblemCode code() {
    return code;
  }

  ProblemJson json() {
    return json;
  }
}
