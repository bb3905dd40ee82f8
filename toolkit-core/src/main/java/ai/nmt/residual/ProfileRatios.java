package ai.nmt.residual;

import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Admin's profiled ω: one number per residual sub-layer, in the order of the forward pass. As a
 * file ({@code profile.ratio.init}) it is a line {@code index ratio} per sub-layer: the encoder's
 * 1, 2, ..., then the decoder's from 1 again.
 *
 * @param encoder ratios of the encoder's sub-layers (self-attention, feed-forward per layer)
 * @param decoder ratios of the decoder's (self-attention, cross-attention, feed-forward per layer)
 */
public record ProfileRatios(List<Double> encoder, List<Double> decoder) {
  /** The file's customary name. */
  public static final String FILE_NAME = "profile.ratio.init";

  /** Copies the lists. */
  public ProfileRatios {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
  }

  /**
   * Reads a file.
   *
   * @param path the file
   * @return the ratios
   * @throws InputException if the file cannot be read or is not of this format
   */
  public static ProfileRatios read(Path path) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException e) {
      throw new InputException(
          "cannot read Admin's ratios from "
              + path
              + ": make them with --init-type adaptive-profiling, or use --init-type admin,"
              + " which needs no file",
          e);
    }
    List<List<Double>> stacks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).trim().split("\\s+", -1);
      if (fields.length != 2 || !fields[0].matches("[0-9]{1,9}")) {
        throw malformed(path, i, lines.get(i));
      }
      int index = Integer.parseInt(fields[0]);
      if (index == 1) {
        stacks.add(new ArrayList<>());
      }
      if (stacks.isEmpty() || stacks.size() > 2 || index != last(stacks).size() + 1) {
        throw malformed(path, i, lines.get(i));
      }
      try {
        last(stacks).add(Double.valueOf(fields[1]));
      } catch (NumberFormatException e) {
        throw malformed(path, i, lines.get(i));
      }
    }
    if (stacks.size() != 2) {
      throw new InputException(
          path
              + " holds ratios of "
              + stacks.size()
              + " stacks, expected the encoder's and the"
              + " decoder's, each numbered from 1");
    }
    return new ProfileRatios(stacks.get(0), stacks.get(1));
  }

  private static List<Double> last(List<List<Double>> stacks) {
    return stacks.get(stacks.size() - 1);
  }

  private static InputException malformed(Path path, int line, String text) {
    return new InputException(
        path
            + ", line "
            + (line + 1)
            + ": \""
            + text
            + "\" is not \"index ratio\" with the indices 1, 2, ... of the encoder's sub-layers"
            + " and then 1, 2, ... of the decoder's");
  }

  /**
   * Writes the file.
   *
   * @param path the file, replaced where it exists
   * @throws ai.nmt.io.InputException if it cannot be written
   */
  public void write(Path path) {
    List<String> lines = new ArrayList<>();
    for (List<Double> stack : List.of(encoder, decoder)) {
      for (int i = 0; i < stack.size(); i++) {
        lines.add((i + 1) + " " + stack.get(i));
      }
    }
    String text = String.join("\n", lines) + "\n";
    AtomicFile.write(path, output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
