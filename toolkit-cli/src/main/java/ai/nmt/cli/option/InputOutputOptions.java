package ai.nmt.cli.option;

import ai.nmt.io.AtomicFile;
import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.NamedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
  public InputStream input() {
    return input == null
        ? StandardInput.openText()
        : ByteOrderMark.dropped(NamedInput.open(input), input.toString());
  }

  /**
   * Writes the output: standard output, or a file that appears complete or not at all.
   *
   * @param content what writes it
   * @throws IOException if standard output cannot be written, or the content cannot be read
   */
  public void write(AtomicFile.Content content) throws IOException {
    if (output == null) {
      OutputStream stream = new StandardOutput(System.out);
      content.writeTo(stream);
      stream.flush();
      return;
    }
    Path file = Files.isSymbolicLink(output) && Files.exists(output) ? output.toRealPath() : output;
    AtomicFile.write(
        file,
        stream -> {
          try {
            content.writeTo(stream);
          } catch (IOException e) {
            // The stream names the file itself; what is left is what cannot be read.
            throw new UncheckedIOException(e);
          }
        });
  }
}
