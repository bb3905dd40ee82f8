package ai.nmt.cli.report;

import ai.nmt.jbleu.PairedTest;

/** Says in words what a paired test tells. */
final class TestExplanation {
  private TestExplanation() {}

  /**
   * The explanation.
   *
   * @param test the test
   * @param baseline the baseline's name
   * @param intervals whether scores are shown with intervals
   * @return paragraphs that end with an empty line
   */
  static String of(PairedTest test, String baseline, boolean intervals) {
    String title = test.description();
    String shown =
        intervals
            ? "the score, with the mean and the 95% confidence interval of the resamples"
            : "the score";
    String rule = "-".repeat(title.length());
    return """
        %s
        %s
        %s
         - Each system is compared with %s; shown is %s.
         - p is roughly the probability of a difference at least this large
           between two systems that are in truth equally good.
         - An asterisk marks p < 0.05: chance is then an unlikely reason for the difference.
           Whether the system is better or worse, the scores themselves tell.

        """
        .formatted(rule, title, rule, baseline, shown);
  }
}
