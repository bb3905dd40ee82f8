package ai.nmt.text;

import ai.nmt.random.SplitMix64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Seeded lines of everything that a string can hold but a line feed. */
public final class RandomLines {
  private static final String SIGNIFICANT = " .,'\"&<>|[]@-`:;%()/?!\t\r\u00A0«»„“”’…";

  private RandomLines() {}

  /** Some lines; empty ones, control characters and lone surrogates among them. */
  public static List<String> of(int count, long seed) {
    RandomGenerator random = new SplitMix64(seed);
    return IntStream.range(0, count).mapToObj(i -> line(random)).toList();
  }

  private static String line(RandomGenerator random) {
    StringBuilder line = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(8)) {
        case 0 -> line.append((char) random.nextInt(0x20));
        case 1 -> line.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 2 -> line.append((char) (0xD800 + random.nextInt(0x800)));
        case 3 -> line.append((char) random.nextInt(0x600));
        case 4, 5 -> line.append(SIGNIFICANT.charAt(random.nextInt(SIGNIFICANT.length())));
        default -> line.append((char) ('!' + random.nextInt(94)));
      }
    }
    return line.toString().replace('\n', ' ');
  }
}
