package ai.nmt.io;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The numbers of the lines of a text file that are left out. Immutable. */
public final class DroppedLines {
  private static final DroppedLines NONE = new DroppedLines(new long[0], Long.MAX_VALUE);

  private final long[] numbers;
  private final long last;

  /** Sorted numbers up to the last line to keep; all behind it are dropped. */
  private DroppedLines(long[] numbers, long last) {
    this.numbers = numbers;
    this.last = last;
  }

  /**
   * No lines.
   *
   * @return the empty set
   */
  public static DroppedLines none() {
    return NONE;
  }

  /**
   * Some lines.
   *
   * @param numbers line numbers from 1, in any order; a number may come more than once
   * @param last every line behind this one is left out as well
   * @return the set
   */
  public static DroppedLines of(LongStream numbers, long last) {
    return new DroppedLines(
        numbers.filter(number -> number <= last).sorted().distinct().toArray(), last);
  }

  /**
   * How many lines up to the last one are left out.
   *
   * @return 0 or more
   */
  public long count() {
    return numbers.length;
  }

  /**
   * Whether a line is left out.
   *
   * @param number its number, from 1
   * @return true if it is
   */
  public boolean contains(long number) {
    return number > last || Arrays.binarySearch(numbers, number) >= 0;
  }

  /** Whether any line of a range is left out; both ends belong to it. */
  boolean containsAny(long from, long to) {
    if (to > last) {
      return true;
    }
    int place = Arrays.binarySearch(numbers, from);
    int next = place >= 0 ? place : -place - 1;
    return next < numbers.length && numbers[next] <= to;
  }
}
