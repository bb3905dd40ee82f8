package ai.nmt.cli.option;

import ai.nmt.train.guard.OnNan;
import picocli.CommandLine.Option;

/** What becomes of a training that goes wrong. */
@InGroup(HelpGroup.OPTIMISER)
public final class FaultOptions {
  @Option(
      names = "--on-nan",
      paramLabel = "POLICY",
      description =
          "An update whose loss or gradient is NaN or infinite: abort ends training, skip leaves it"
              + " out, rollback goes back to checkpoint_last and on with the data that follows.")
  private OnNan onNan = OnNan.ABORT;

  /** Returns what was asked for. */
  public OnNan onNan() {
    return onNan;
  }
}
