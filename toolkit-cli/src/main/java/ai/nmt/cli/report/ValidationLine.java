package ai.nmt.cli.report;

import ai.nmt.train.ValidationResult;
import java.util.StringJoiner;

/** A validation as fairseq-validate prints it. */
public final class ValidationLine {
  private ValidationLine() {}

  /**
   * The line.
   *
   * @param result what was found
   * @return for example {@code | valid on 'valid' subset | loss 4.012 | nll_loss 2.381 | ppl 5.21}
   */
  public static String of(ValidationResult result) {
    StringJoiner line = new StringJoiner(" | ");
    line.add("| valid on '%s' subset".formatted(result.subset()));
    TrainingFields.ofValidation(result, null)
        .forEach((name, value) -> line.add(name + " " + value));
    return line.toString();
  }
}
