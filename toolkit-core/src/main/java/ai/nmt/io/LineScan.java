package ai.nmt.io;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * What is wrong with the lines of a text file.
 *
 * @param file text file
 * @param lines how many lines it has
 * @param invalid numbers of the lines that are not valid UTF-8, rising
 * @param tooLong numbers of the lines that are longer than allowed, rising
 */
public record LineScan(Path file, long lines, List<Long> invalid, List<Long> tooLong) {
  /** Copies the lists. */
  public LineScan {
    invalid = List.copyOf(invalid);
    tooLong = List.copyOf(tooLong);
  }

  /**
   * Scans a file with several threads.
   *
   * @param file text file
   * @param ends what ends its lines
   * @param longest most characters (code points) of a line; 0 = any number
   * @param pipeline workers; stays open
   * @param progress told how many bytes of text were done, again and again
   * @return what was found
   * @throws InputException if the file cannot be read
   */
  public static LineScan of(
      Path file, LineEnds ends, int longest, BlockPipeline pipeline, LongConsumer progress) {
    long[] lines = {0};
    LongStream.Builder invalid = LongStream.builder();
    LongStream.Builder tooLong = LongStream.builder();
    pipeline.run(
        file,
        ends,
        block -> new LineFaults(block, longest),
        faults -> {
          lines[0] += faults.block().lineCount();
          faults.invalid().forEach(invalid::add);
          faults.tooLong().forEach(tooLong::add);
          progress.accept(faults.block().byteCount());
        });
    return new LineScan(
        file, lines[0], invalid.build().boxed().toList(), tooLong.build().boxed().toList());
  }

  /**
   * All lines that cannot be used.
   *
   * @return their numbers
   */
  public LongStream unusable() {
    return LongStream.concat(
        invalid.stream().mapToLong(Long::longValue), tooLong.stream().mapToLong(Long::longValue));
  }
}
