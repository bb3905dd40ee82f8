package ai.nmt.tensorboard;

import ai.nmt.io.AppendedFile;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An event file of TensorBoard, open for writing; each event is in the file when its method
 * returns.
 *
 * <p>A training that goes on writes a new file beside those of its earlier runs. TensorBoard reads
 * the files of a folder in the order of their names and forgets, at the beginning of each, what the
 * earlier ones say of the steps from the new file's first step on.
 */
public final class EventFile implements AutoCloseable {
  /** Says that sessions which begin again say so by an event; TensorBoard's current version. */
  private static final String FILE_VERSION = "brain.Event:2";

  private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d+)\\..*");

  /** Field numbers of {@code tensorflow.Event}. */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  /** Field numbers of {@code tensorflow.Summary} and of its values. */
  private static final int VALUE = 1;

  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  /** Field number and value of {@code tensorflow.SessionLog} for a session that begins. */
  private static final int STATUS = 1;

  private static final int START = 1;
  private static final int MILLISECONDS = 1000;

  private final AppendedFile file;
  private final Clock clock;

  private EventFile(AppendedFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Begins a file.
   *
   * @param directory the folder, made where it is missing; TensorBoard shows it as one run
   * @param firstStep the first step that will be written: events of earlier files from this step on
   *     are void
   * @return the open file
   * @throws InputException where it cannot be written
   */
  public static EventFile create(Path directory, long firstStep) {
    return create(directory, firstStep, Clock.systemUTC());
  }

  static EventFile create(Path directory, long firstStep, Clock clock) {
    try {
      Folders.make(directory);
      Path path = directory.resolve(name(directory, clock.millis() / MILLISECONDS));
      EventFile file = new EventFile(AppendedFile.create(path), clock);
      file.begin(firstStep);
      return file;
    } catch (IOException e) {
      throw InputException.cannotWrite(directory, e);
    }
  }

  /** Writes what every file begins with; one that has no room for it goes away again. */
  private void begin(long firstStep) throws IOException {
    try {
      write(new ProtoMessage().number(WALL_TIME, now()).text(VERSION, FILE_VERSION));
      write(event(firstStep).message(SESSION_LOG, new ProtoMessage().integer(STATUS, START)));
    } catch (InputException | UncheckedIOException e) {
      close();
      Files.deleteIfExists(path());
      throw e;
    }
  }

  /** A name after those of all files in the folder, even of one made within the same second. */
  private static String name(Path directory, long now) throws IOException {
    long second = now;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Matcher other = NAME.matcher(file.getFileName().toString());
        if (other.matches()) {
          second = Math.max(second, Long.parseLong(other.group(1)) + 1);
        }
      }
    }
    return "events.out.tfevents.%010d.%s.%d"
        .formatted(second, hostName(), ProcessHandle.current().pid());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The name is for people; a machine without one writes events all the same.
      return "localhost";
    }
  }

  /**
   * Writes numbers of one step.
   *
   * @param step the number of updates
   * @param values tag to value; stored as 32-bit floats, NaN and infinity included
   * @throws InputException where the file cannot be written to
   * @throws UncheckedIOException where the disk is full; the numbers are then left out whole
   */
  public void scalars(long step, Map<String, Double> values) {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(
        (tag, value) ->
            summary.message(
                VALUE, new ProtoMessage().text(TAG, tag).number(SIMPLE_VALUE, value.floatValue())));
    write(event(step).message(SUMMARY, summary));
  }

  private ProtoMessage event(long step) {
    return new ProtoMessage().number(WALL_TIME, now()).integer(STEP, step);
  }

  private double now() {
    return (double) clock.millis() / MILLISECONDS;
  }

  private void write(ProtoMessage event) {
    file.append(RecordFrame.around(event.toBytes()));
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }
}
