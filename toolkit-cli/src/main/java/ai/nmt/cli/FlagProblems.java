package ai.nmt.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The flags of one command line that cannot be used, told in one message. */
final class FlagProblems {
  /** A flag with, where it is known, what is wrong with it. */
  private record Problem(String flag, Optional<String> reason) {}

  private final List<Problem> problems = new ArrayList<>();
  private final Collection<String> names;

  /**
   * Begins without problems.
   *
   * @param names what may have been meant by an unknown flag
   */
  FlagProblems(Collection<String> names) {
    this.names = names;
  }

  /** Adds a flag that nothing is known of. */
  void addUnknown(String flag) {
    add(new Problem(flag, Optional.empty()));
  }

  /** Adds a flag that is known, but refused. */
  void addRefused(String flag, String reason) {
    add(new Problem(flag, Optional.of(reason)));
  }

  private void add(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Returns the message. */
  String message() {
    if (problems.size() == 1) {
      Problem problem = problems.get(0);
      return problem
          .reason
          .map(reason -> "%s cannot be used here: %s.".formatted(problem.flag, reason))
          .orElseGet(
              () -> "unknown option '%s'.%s".formatted(problem.flag, suggestion(problem.flag)));
    }
    StringBuilder message = new StringBuilder("these options cannot be used here:");
    for (Problem problem : problems) {
      String text = problem.reason.orElseGet(() -> "unknown." + suggestion(problem.flag));
      message.append("%n  %s: %s".formatted(problem.flag, text));
    }
    return message.toString();
  }

  private String suggestion(String flag) {
    return NearestMatch.of(flag, names.stream()).map(" Did you mean '%s'?"::formatted).orElse("");
  }
}
