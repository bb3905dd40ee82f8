package ai.nmt.cli.option;

import ai.nmt.io.BlockFilter;
import ai.nmt.io.BlockStage;
import ai.nmt.text.LineFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What the filters from standard input to standard output share. */
public final class FilterOptions {
  @Option(
      names = {"-threads", "--threads", "--num-workers"},
      paramLabel = "N",
      description = "Threads; they do not change the result. Default: all processors.",
      showDefaultValue = Visibility.NEVER)
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Runs a function over each line of standard input; returns the number of lines. */
  public long run(UnaryOperator<String> stage) throws IOException {
    return new LineFilter(stage, threads)
        .run(StandardInput.openText(), new StandardOutput(System.out));
  }

  /** Runs a function over the lines of a stream, block by block; returns the number of lines. */
  public long run(BlockStage stage, InputStream input, OutputStream output) throws IOException {
    return new BlockFilter(stage, threads).run(input, output);
  }

  /** Runs a function over each line of a stream; returns the number of lines. */
  public long run(LineFilter.NumberedStage stage, InputStream input, OutputStream output)
      throws IOException {
    return new LineFilter(stage, threads).run(input, output);
  }
}
