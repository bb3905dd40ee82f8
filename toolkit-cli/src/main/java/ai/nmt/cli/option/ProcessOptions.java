package ai.nmt.cli.option;

import ai.nmt.io.InputException;
import picocli.CommandLine.Option;

/** How many processes train together, in fairseq's words: one. */
public final class ProcessOptions {
  @Option(
      names = "--distributed-world-size",
      paramLabel = "N",
      description = "Number of processes that train together; only 1 is offered so far.")
  private int worldSize = 1;

  @Option(
      names = "--ddp-backend",
      paramLabel = "NAME",
      description = "Accepted for fairseq's sake: one process has nothing to exchange.")
  @SuppressWarnings("UnusedVariable") // scripts written for fairseq give it
  private String backend;

  /**
   * Checks what was asked for.
   *
   * @throws InputException for several processes
   */
  public void check() {
    if (worldSize != 1) {
      throw new InputException(
          ("--distributed-world-size %d: training in several processes is not offered so far; leave"
                  + " the flag out. --update-freq, multiplied by %d, gives updates of the same size")
              .formatted(worldSize, worldSize));
    }
  }
}
