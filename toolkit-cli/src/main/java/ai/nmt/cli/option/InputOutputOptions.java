package ai.nmt.cli.option;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Files to read and to write, standard input and output unless named. */
public final class InputOutputOptions {
  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "File to read. Default: standard input.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write. Default: standard output.")
  private Path output;

  /** Opens the input; closing it leaves standard input open. */
  public InputStream input() throws IOException {
    if (input != null) {
      return Files.newInputStream(input);
    }
    return new FilterInputStream(System.in) {
      @Override
      public void close() {
        // Standard input belongs to the process.
      }
    };
  }

  /** Opens the output; closing it flushes standard output and leaves it open. */
  public OutputStream output() throws IOException {
    if (output != null) {
      return new BufferedOutputStream(Files.newOutputStream(output));
    }
    return new StandardOutput(System.out);
  }
}
