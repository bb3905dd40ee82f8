package ai.nmt.cli.option;

import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.jbleu.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads translations and references line by line, together: line n of each is the same segment. Not
 * thread-safe.
 */
public final class SegmentReader implements Iterator<Segment>, AutoCloseable {
  private static final char COLUMNS = '\t';

  private final List<TextSource> systems;
  private final List<TextSource> references;
  private final int referencesPerFile;
  private final List<String> names;
  private final long[] tokenised;

  // Whether standard input holds several systems; then its first line, which was read to find out.
  private final boolean columns;
  private String pending;

  private SegmentReader(
      List<TextSource> systems, List<TextSource> references, int referencesPerFile) {
    this.systems = systems;
    this.references = references;
    this.referencesPerFile = referencesPerFile;
    this.columns = false;
    this.names = systems.stream().map(TextSource::name).toList();
    this.tokenised = new long[names.size()];
  }

  private SegmentReader(
      TextSource input, String first, List<TextSource> references, int referencesPerFile) {
    this.systems = List.of(input);
    this.references = references;
    this.referencesPerFile = referencesPerFile;
    this.columns = true;
    this.pending = first;
    int count = first == null ? 1 : columns(first).size();
    this.names = Stream.iterate(1, n -> n + 1).limit(count).map(n -> "System " + n).toList();
    this.tokenised = new long[count];
  }

  /** Reads each system from a file of its own. */
  static SegmentReader ofFiles(
      List<TextSource> systems, List<TextSource> references, int referencesPerFile) {
    return new SegmentReader(systems, references, referencesPerFile);
  }

  /** Reads the systems from the columns of one stream. */
  static SegmentReader ofColumns(
      TextSource input, List<TextSource> references, int referencesPerFile) {
    String first = input.hasNext() ? input.next() : null;
    return new SegmentReader(input, first, references, referencesPerFile);
  }

  /**
   * What the systems are called.
   *
   * @return the files' names, or numbers where they are columns of standard input
   */
  public List<String> systems() {
    return names;
  }

  /**
   * Whether the systems are named by their files.
   *
   * @return false where they come from standard input
   */
  public boolean hasFileNames() {
    return !columns;
  }

  /**
   * The number of references of every segment.
   *
   * @return at least 1
   */
  public int references() {
    return references.size() * referencesPerFile;
  }

  /**
   * How many lines of a system's translations end in a full stop by itself.
   *
   * @param system the system's position
   * @return the number in what was read so far
   */
  public long tokenisedLines(int system) {
    return tokenised[system];
  }

  @Override
  public boolean hasNext() {
    boolean more = pending != null || systems.get(0).hasNext();
    boolean same =
        Stream.concat(systems.stream().skip(1), references.stream())
            .allMatch(source -> source.hasNext() == more);
    if (!same) {
      throw differentCounts();
    }
    return more;
  }

  @Override
  public Segment next() {
    List<String> hypotheses = columns ? nextColumns() : nextOf(systems);
    for (int s = 0; s < hypotheses.size(); s++) {
      if (hypotheses.get(s).endsWith(" .")) {
        tokenised[s]++;
      }
    }
    List<String> texts = nextOf(references);
    return new Segment(hypotheses, referencesPerFile == 1 ? texts : split(texts.get(0)));
  }

  private static List<String> nextOf(List<TextSource> sources) {
    List<String> lines = new ArrayList<>(sources.size());
    for (TextSource source : sources) {
      lines.add(source.next());
    }
    return lines;
  }

  private List<String> nextColumns() {
    TextSource input = systems.get(0);
    String line = pending == null ? input.next() : pending;
    pending = null;
    List<String> texts = columns(line);
    if (texts.size() != names.size()) {
      throw new InputException(
          "%s, line %d: %s between tabs, but the first line has %d"
              .formatted(
                  input.name(),
                  input.lineNumber(),
                  Counted.of(texts.size(), "translation"),
                  names.size()));
    }
    return texts;
  }

  private static List<String> columns(String line) {
    return Arrays.stream(line.split(String.valueOf(COLUMNS), -1))
        .map(Segment::stripTrailing)
        .toList();
  }

  /** The references of one line; tabs behind the last one belong to it. */
  private List<String> split(String line) {
    String[] texts = line.split(String.valueOf(COLUMNS), referencesPerFile);
    if (texts.length != referencesPerFile) {
      TextSource source = references.get(0);
      throw new InputException(
          "%s, line %d: %s between tabs, but --num-refs is %d"
              .formatted(
                  source.name(),
                  source.lineNumber(),
                  Counted.of(texts.length, "reference"),
                  referencesPerFile));
    }
    return List.of(texts);
  }

  private InputException differentCounts() {
    List<TextSource> sources = Stream.concat(systems.stream(), references.stream()).toList();
    long[] counts = new long[sources.size()];
    for (int i = 0; i < counts.length; i++) {
      TextSource source = sources.get(i);
      while (source.hasNext()) {
        source.next();
      }
      counts[i] = source.lineNumber();
    }
    int other = 1;
    while (counts[other] == counts[0]) {
      other++;
    }
    return new InputException(
        "%s has %s, but %s has %,d; line n of both must be translations of the same segment"
            .formatted(
                sources.get(other).name(),
                Counted.of(counts[other], "line"),
                sources.get(0).name(),
                counts[0]));
  }

  @Override
  public void close() {
    systems.forEach(TextSource::close);
    references.forEach(TextSource::close);
  }
}
