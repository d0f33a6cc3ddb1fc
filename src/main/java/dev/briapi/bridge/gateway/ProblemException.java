package dev.briapi.bridge.gateway;

/** Ends a request of the API with a problem document. */
public class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public ProblemException(int status, String detail) {
    this(Problem.of(status, detail));
  }

  public Problem problem() {
    return problem;
  }
}
