package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.InputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The merges of a byte pair encoding, the first learned first.
 *
 * <p>File format (subword-nmt's): {@code #version: 0.2}, then one merge per line, its two symbols
 * separated by a space. Without the first line the version is 0.1.
 *
 * @param version how the end of a word is marked
 * @param merges the merges
 */
public record BpeCodes(Version version, List<Merge> merges) {
  private static final String VERSION_MARK = "#version:";

  /** End of a word, as a symbol of its own in 0.1 and as a part of the last one in 0.2. */
  static final String END_OF_WORD = "</w>";

  /** Versions of the format. */
  public enum Version {
    /** The end of a word is a symbol of its own. */
    V0_1,
    /** The end of a word is part of its last character's symbol. */
    V0_2
  }

  /**
   * Two symbols that become one.
   *
   * @param left first symbol
   * @param right second symbol
   */
  public record Merge(String left, String right) {
    /**
     * The symbol they become.
     *
     * @return the two joined
     */
    public String merged() {
      return left + right;
    }
  }

  /** Copies the list. */
  public BpeCodes {
    merges = List.copyOf(merges);
  }

  /**
   * Reads a file.
   *
   * @param file file in subword-nmt's format
   * @return the codes
   * @throws InputException if the file is missing or damaged
   */
  public static BpeCodes load(Path file) {
    return parse(readLines(file, "BPE codes file"), "the BPE codes file " + file);
  }

  /**
   * Reads the lines of a file.
   *
   * @param lines lines in subword-nmt's format
   * @param where what error messages call the file
   * @return the codes
   * @throws InputException if a line is damaged
   */
  public static BpeCodes parse(List<String> lines, String where) {
    Version version = Version.V0_1;
    int first = 0;
    if (!lines.isEmpty() && lines.get(0).startsWith(VERSION_MARK)) {
      version = version(where, lines.get(0));
      first = 1;
    }
    List<Merge> merges = new ArrayList<>(lines.size());
    for (int i = first; i < lines.size(); i++) {
      String[] symbols = lines.get(i).split(" ", -1);
      if (symbols.length != 2 || symbols[0].isEmpty() || symbols[1].isEmpty()) {
        throw new InputException(
            "line "
                + (i + 1)
                + " of "
                + where
                + " is '"
                + lines.get(i)
                + "'; expected: two symbols separated by one space");
      }
      merges.add(new Merge(symbols[0], symbols[1]));
    }
    return new BpeCodes(version, merges);
  }

  private static Version version(String where, String line) {
    String number = line.substring(VERSION_MARK.length()).strip();
    return switch (number) {
      case "0.1" -> Version.V0_1;
      case "0.2" -> Version.V0_2;
      default ->
          throw new InputException(where + " has version " + number + "; known are 0.1 and 0.2");
    };
  }

  /** Lines of a file without spaces and carriage returns at the ends; none for final breaks. */
  static List<String> readLines(Path file, String kind) {
    String text;
    try {
      text = ByteOrderMark.dropped(Files.readString(file, UTF_8), "the " + kind + " " + file);
    } catch (NoSuchFileException e) {
      throw new InputException("the " + kind + " " + file + " does not exist", e);
    } catch (CharacterCodingException e) {
      throw new InputException("the " + kind + " " + file + " is not UTF-8", e);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    List<String> lines = new ArrayList<>();
    if (end > 0) {
      for (String line : text.substring(0, end).split("\n", -1)) {
        lines.add(WordCounts.stripEnds(line));
      }
    }
    return lines;
  }

  /**
   * The first merges.
   *
   * @param count how many; all if there are fewer
   * @return codes of the same version
   */
  public BpeCodes first(int count) {
    return new BpeCodes(version, merges.subList(0, Math.min(count, merges.size())));
  }

  /**
   * Writes the file format.
   *
   * @param output receives UTF-8 text; flushed, not closed
   * @throws IOException if writing fails
   */
  public void write(OutputStream output) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(output, UTF_8));
    if (version == Version.V0_2) {
      writer.write(VERSION_MARK + " 0.2\n");
    }
    for (Merge merge : merges) {
      writer.append(merge.left()).append(' ').append(merge.right()).append('\n');
    }
    writer.flush();
  }
}
