package ai.nmt.cli.option;

import java.io.IOException;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the filters that stand for Moses scripts share. */
public final class MosesFilterOptions {
  @Mixin private FilterOptions filter;

  @Option(
      names = "-b",
      description =
          "As in Moses, write at once what is done: it is so anyway, whenever no more input waits.")
  @SuppressWarnings("UnusedVariable") // taken for the sake of scripts that give it
  private boolean unbuffered;

  /** Runs a function over each line of standard input; returns the number of lines. */
  public long run(UnaryOperator<String> stage) throws IOException {
    return filter.run(stage);
  }
}
