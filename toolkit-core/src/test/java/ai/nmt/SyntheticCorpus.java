package ai.nmt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.nmt.random.SplitMix64;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Binarised data of any size, written at the speed of the disk: uniformly random ids in sentences
 * whose lengths are those of text (log-normal, 25 tokens on average, targets as long as their
 * sources give or take a fifth).
 *
 * <p>Needs a few megabytes of memory: the lengths are drawn anew for each part of the files.
 */
public final class SyntheticCorpus {
  private static final int VOCABULARY = 2_000;
  private static final int SPECIAL_SYMBOLS = 4;
  private static final int QUANTILES = 1 << 16;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int UINT16_CODE = 8;

  private final int pairs;
  private final long seed;
  private final double[] sourceLengths = logNormal(22, 0.5);
  private final double[] ratios = logNormal(1, 0.2);

  private SyntheticCorpus(int pairs, long seed) {
    this.pairs = pairs;
    this.seed = seed;
  }

  /**
   * Writes a corpus from the command line.
   *
   * @param arguments folder, number of pairs, seed
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
  }

  /**
   * Writes dictionaries and training data for the languages {@code xx} and {@code yy}, some 129
   * bytes a pair.
   *
   * @param folder where to; made if it does not exist
   * @param pairs number of pairs
   * @param seed seed of lengths and ids
   */
  public static void write(Path folder, int pairs, long seed) throws IOException {
    Files.createDirectories(folder);
    DictionaryBuilder builder = new DictionaryBuilder();
    for (int i = SPECIAL_SYMBOLS; i < VOCABULARY; i++) {
      builder.add("w" + i, 2L * VOCABULARY - i);
    }
    Dictionary dictionary = builder.build(DictionaryLimits.defaults());
    dictionary.save(folder.resolve("dict.xx.txt"));
    dictionary.save(folder.resolve("dict.yy.txt"));
    SyntheticCorpus corpus = new SyntheticCorpus(pairs, seed);
    Stream.of(false, true).parallel().forEach(target -> corpus.writeSide(folder, target));
  }

  /** Values of a log-normal distribution: one drawn uniformly from them follows it. */
  private static double[] logNormal(double median, double deviation) {
    Random random = new Random(1);
    double[] values = new double[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      values[i] = median * Math.exp(deviation * random.nextGaussian());
    }
    return values;
  }

  /** The lengths of one side in order; each object draws the same ones. */
  private final class Lengths {
    private final boolean target;
    private final SplitMix64 random = new SplitMix64(seed);

    Lengths(boolean target) {
      this.target = target;
    }

    int next() {
      long bits = random.nextLong();
      double length = sourceLengths[(int) (bits & (QUANTILES - 1))];
      double ratio = target ? ratios[(int) (bits >>> 48)] : 1;
      return 1 + (int) Math.round(length * ratio);
    }
  }

  private void writeSide(Path folder, boolean target) {
    Path prefix = folder.resolve("train.xx-yy." + (target ? "yy" : "xx"));
    try {
      writeData(prefix.resolveSibling(prefix.getFileName() + ".bin"), target);
      writeIndex(prefix.resolveSibling(prefix.getFileName() + ".idx"), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeData(Path file, boolean target) throws IOException {
    Lengths lengths = new Lengths(target);
    SplitMix64 random = new SplitMix64(target ? ~seed : seed + 1);
    int range = VOCABULARY - SPECIAL_SYMBOLS;
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer buffer = buffer();
      for (int i = 0; i < pairs; i++) {
        int length = lengths.next();
        makeRoom(buffer, channel, 2 * length);
        for (int word = 1; word < length; word++) {
          int uniform = (int) (random.nextLong() >>> 48);
          buffer.putShort((short) (SPECIAL_SYMBOLS + ((uniform * range) >>> 16)));
        }
        buffer.putShort((short) Dictionary.EOS);
      }
      makeRoom(buffer, channel, BUFFER_BYTES);
    }
  }

  private void writeIndex(Path file, boolean target) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer buffer = buffer();
      buffer.put("MMIDIDX\0\0".getBytes(ISO_8859_1)).putLong(1).put((byte) UINT16_CODE);
      buffer.putLong(pairs);
      Lengths lengths = new Lengths(target);
      for (int i = 0; i < pairs; i++) {
        makeRoom(buffer, channel, Integer.BYTES);
        buffer.putInt(lengths.next());
      }
      Lengths again = new Lengths(target);
      long position = 0;
      for (int i = 0; i < pairs; i++) {
        makeRoom(buffer, channel, Long.BYTES);
        buffer.putLong(position);
        position += 2L * again.next();
      }
      makeRoom(buffer, channel, BUFFER_BYTES);
    }
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void makeRoom(ByteBuffer buffer, FileChannel channel, int bytes)
      throws IOException {
    if (buffer.remaining() < bytes) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }
  }
}
