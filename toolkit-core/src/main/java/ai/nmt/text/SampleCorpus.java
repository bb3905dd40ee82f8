package ai.nmt.text;

import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ai.nmt.io.NamedOutput;
import ai.nmt.random.Seeds;
import ai.nmt.random.SplitMix64;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/**
 * A small English-German corpus made of nothing but rules: sentences around numbers and dates in
 * words, spelled out by ICU.
 *
 * <p>What it asks of a model is what makes translation hard: order (<i>twenty-three</i>,
 * <i>dreiundzwanzig</i>), words built from pieces, agreement of ordinals, verbs at the end. Each
 * number from 100 upwards and each date belongs to exactly one of the three parts, so a sentence of
 * the test part holds only numbers and dates that training has never shown.
 *
 * <p>The text is tokenised: tokens are separated by one space.
 */
public final class SampleCorpus {
  private static final int SMALLEST_HELD_OUT = 100;
  private static final int SHARES = 10;
  private static final LocalDate FIRST_DAY = LocalDate.of(1500, 1, 1);
  private static final int DAYS = 200_000;

  private final SampleCorpusOptions options;
  private final SampleSentences sentences;

  /** The parts of the corpus, named as their files. */
  enum Part {
    TRAIN,
    VALID,
    TEST;

    String fileName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A sentence and its translation.
   *
   * @param english the English sentence
   * @param german the German sentence
   */
  public record Pair(String english, String german) {}

  /**
   * Makes a corpus.
   *
   * @param options its size and form
   */
  public SampleCorpus(SampleCorpusOptions options) {
    this.options = options;
    this.sentences = new SampleSentences(options.subwords());
  }

  /**
   * Writes {@code train}, {@code valid} and {@code test}, each as {@code .en} and {@code .de}.
   *
   * @param folder folder to write to; made where it is missing
   * @throws InputException if the folder cannot be made
   * @throws IOException if writing fails
   */
  public void write(Path folder) throws IOException {
    makeFolder(folder);
    write(folder, Part.TRAIN, options.train());
    write(folder, Part.VALID, options.valid());
    write(folder, Part.TEST, options.test());
  }

  private static void makeFolder(Path folder) {
    try {
      Folders.make(folder);
    } catch (IOException e) {
      throw InputException.cannotWrite(folder, e);
    }
  }

  private void write(Path folder, Part part, int pairs) throws IOException {
    try (BufferedWriter english = NamedOutput.writer(folder.resolve(part.fileName() + ".en"));
        BufferedWriter german = NamedOutput.writer(folder.resolve(part.fileName() + ".de"))) {
      for (int i = 0; i < pairs; i++) {
        Pair pair = pair(part, i);
        english.append(pair.english()).append('\n');
        german.append(pair.german()).append('\n');
      }
    }
  }

  /** Pair {@code index} of a part; does not depend on the other pairs. */
  Pair pair(Part part, int index) {
    RandomGenerator random =
        new SplitMix64(Seeds.derive(options.seed(), "sample-" + part.fileName(), index));
    return sentences.pair(random, numbers(part, random), () -> date(part, random));
  }

  private SampleSentences.Numbers numbers(Part part, RandomGenerator random) {
    return largest -> {
      int limit = Math.min(largest, options.largest());
      while (true) {
        int number = number(limit, random);
        if (partOf(number) == part) {
          return number;
        }
      }
    };
  }

  /** A number of 1 to n digits, each count of digits equally likely. */
  private static int number(int limit, RandomGenerator random) {
    int digits = 1 + random.nextInt(Integer.toString(limit).length());
    int low = (int) Math.pow(10, digits - 1.0);
    int high = Math.min(limit, 10 * low - 1);
    return low + random.nextInt(high - low + 1);
  }

  private LocalDate date(Part part, RandomGenerator random) {
    while (true) {
      int day = random.nextInt(DAYS);
      if (partOf("date", day) == part) {
        return FIRST_DAY.plusDays(day);
      }
    }
  }

  /** The only part in which a number occurs. */
  Part partOf(int number) {
    return number < SMALLEST_HELD_OUT ? Part.TRAIN : partOf("number", number);
  }

  private Part partOf(String kind, int value) {
    long share = Math.floorMod(Seeds.derive(options.seed(), kind, value), SHARES);
    return share == 0 ? Part.VALID : share == 1 ? Part.TEST : Part.TRAIN;
  }
}
