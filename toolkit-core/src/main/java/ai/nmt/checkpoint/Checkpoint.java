package ai.nmt.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.nmt.io.InputException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An open checkpoint: a safetensors file of the toolkit, whole and of a known version, or another
 * program's file that is shown as one.
 */
public final class Checkpoint implements AutoCloseable {
  /** Version of the sections and tensor names; a reader refuses higher ones. */
  public static final int FORMAT_VERSION = 1;

  /** Prefix of the optimiser's tensors. */
  public static final String OPTIMIZER_PREFIX = "optimizer.";

  /** Prefix of the moving average of the parameters. */
  public static final String AVERAGE_PREFIX = "ema.";

  static final String FORMAT = "format";
  static final String FORMAT_NAME = "ai.nmt.checkpoint";
  static final String FORMAT_VERSION_KEY = "format_version";

  /** Special floating-point values appear in meters: the first best loss is infinity. */
  static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .registerTypeAdapterFactory(new DefaultedRecords())
          .create();

  /** Entries of the metadata that are no sections. */
  private static final Set<String> NO_SECTIONS =
      Set.of(SafetensorsHeader.CHECKSUM, FORMAT, FORMAT_VERSION_KEY);

  private final TensorSource file;
  private final Map<String, String> sections;

  private Checkpoint(TensorSource file, Map<String, String> metadata) {
    this.file = file;
    this.sections = new LinkedHashMap<>(metadata);
    this.sections.keySet().removeAll(NO_SECTIONS);
  }

  /**
   * Shows another program's file as a checkpoint.
   *
   * @param file its tensors, under the toolkit's names; closed with the checkpoint
   * @param sections what its other content says, as sections: values that Gson can write
   * @return the checkpoint
   */
  public static Checkpoint of(TensorSource file, Map<String, Object> sections) {
    Map<String, String> json = new LinkedHashMap<>();
    sections.forEach((name, value) -> json.put(name, GSON.toJson(value)));
    return new Checkpoint(file, json);
  }

  /**
   * Opens a checkpoint and checks its checksum.
   *
   * @param path a file that {@link CheckpointContent#write} wrote
   * @return the open checkpoint; close it after use
   * @throws InputException where the file is missing, truncated, damaged, not a checkpoint of this
   *     toolkit, or of a later version
   */
  public static Checkpoint open(Path path) {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      checkFormat(file);
    } catch (InputException e) {
      file.close();
      throw e;
    }
    return new Checkpoint(file, file.metadata());
  }

  private static void checkFormat(SafetensorsFile file) {
    Map<String, String> metadata = file.metadata();
    if (!FORMAT_NAME.equals(metadata.get(FORMAT)) || !file.isChecked()) {
      throw new InputException(
          "%s is a safetensors file, but not a checkpoint of this toolkit: its metadata does not"
                  .formatted(file.path())
              + " begin with a checksum and say format = "
              + FORMAT_NAME);
    }
    String version = metadata.getOrDefault(FORMAT_VERSION_KEY, "");
    if (!version.matches("[1-9][0-9]{0,3}") || Integer.parseInt(version) > FORMAT_VERSION) {
      throw new InputException(
          "%s has checkpoint format version '%s'; this program reads versions up to %d: use a newer"
                  .formatted(file.path(), version, FORMAT_VERSION)
              + " version of the toolkit");
    }
  }

  /**
   * The file's path.
   *
   * @return the path it was opened with
   */
  public Path path() {
    return file.path();
  }

  /**
   * Whether a section exists.
   *
   * @param name section's name
   * @return true where {@link #section} can read it
   */
  public boolean hasSection(String name) {
    return sections.containsKey(name);
  }

  /**
   * The sections.
   *
   * @return their names
   */
  public Set<String> sectionNames() {
    return Collections.unmodifiableSet(sections.keySet());
  }

  /**
   * Reads a section. Numbers and switches that a record got after the section was written have the
   * values of its {@code defaults()}.
   *
   * @param name section's name
   * @param type type that it was written from
   * @param <T> that type
   * @return the section's value
   * @throws InputException where the checkpoint lacks it or holds another kind of value
   */
  public <T> T section(String name, Class<T> type) {
    String json = sections.get(name);
    if (json == null) {
      throw new InputException(
          "%s has no section '%s' in its metadata; it was not written by training"
              .formatted(path(), name));
    }
    try {
      return GSON.fromJson(json, type);
    } catch (JsonParseException | IllegalArgumentException e) {
      throw unreadable(name, type, e);
    } catch (RuntimeException e) {
      // What a record's constructor refuses comes wrapped.
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw unreadable(name, type, refused);
      }
      throw e;
    }
  }

  private InputException unreadable(String name, Class<?> type, RuntimeException problem) {
    return new InputException(
        "%s: section '%s' of its metadata cannot be read as %s: %s"
            .formatted(path(), name, type.getSimpleName(), reason(problem)),
        problem);
  }

  /** What Gson wraps it names by its class, and adds a line with a link. */
  private static String reason(RuntimeException problem) {
    boolean wraps = problem instanceof JsonParseException && problem.getCause() != null;
    String message = (wraps ? problem.getCause() : problem).getMessage();
    return String.valueOf(message).lines().findFirst().orElse("it is damaged");
  }

  /** The metadata that every checkpoint of the toolkit begins with. */
  static Map<String, String> format() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_NAME);
    metadata.put(FORMAT_VERSION_KEY, Integer.toString(FORMAT_VERSION));
    return metadata;
  }

  /** A section as it is written; null where the checkpoint lacks it. */
  String json(String name) {
    return sections.get(name);
  }

  /**
   * The tensors' names.
   *
   * @return parameters' names as fairseq's, those of the optimiser under {@link #OPTIMIZER_PREFIX},
   *     those of the moving average under {@link #AVERAGE_PREFIX}
   */
  public List<String> tensorNames() {
    return file.names();
  }

  /**
   * Whether a tensor belongs to the training alone, and not to the model.
   *
   * @param name tensor's name
   * @return true for the optimiser's state and the moving average
   */
  public static boolean isTrainingState(String name) {
    return name.startsWith(OPTIMIZER_PREFIX) || name.startsWith(AVERAGE_PREFIX);
  }

  /**
   * The tensors themselves.
   *
   * @return the open file with their types and shapes; closed with this checkpoint
   */
  public TensorSource tensors() {
    return file;
  }

  /**
   * Overwrites an array in place with a tensor of the checkpoint.
   *
   * @param name tensor's name
   * @param target array of its shape and type
   * @throws InputException where the checkpoint has no such tensor or another shape or type
   */
  public void copyTo(String name, NDArray target) {
    file.copyTo(name, target);
  }

  @Override
  public void close() {
    file.close();
  }
}
