package ai.nmt.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a checkpoint is to hold: gathered first, then written in one step. */
public final class CheckpointContent {
  private final Map<String, String> metadata;
  private final Map<String, NDArray> tensors = new LinkedHashMap<>();

  /** Begins with the format's name and version alone. */
  public CheckpointContent() {
    this.metadata = Checkpoint.format();
  }

  /**
   * Adds a section.
   *
   * @param name section's name
   * @param value a value that Gson can write: a record, a collection, a map
   * @return this
   * @throws IllegalArgumentException where the name is taken
   */
  public CheckpointContent section(String name, Object value) {
    if (name.equals(SafetensorsHeader.CHECKSUM)
        || metadata.putIfAbsent(name, json(value)) != null) {
      throw new IllegalArgumentException("the checkpoint has a section " + name + " already");
    }
    return this;
  }

  /**
   * Adds the sections of another checkpoint, as they are written there.
   *
   * @param other an open checkpoint
   * @param except names of sections that are left out
   * @return this
   * @throws IllegalArgumentException where a name is taken
   */
  public CheckpointContent sectionsOf(Checkpoint other, Set<String> except) {
    for (String name : other.sectionNames()) {
      if (!except.contains(name) && metadata.putIfAbsent(name, other.json(name)) != null) {
        throw new IllegalArgumentException("the checkpoint has a section " + name + " already");
      }
    }
    return this;
  }

  /**
   * A section's value as it stands in the file.
   *
   * @param value a value that Gson can write
   * @return JSON; NaN and infinity are written as such
   */
  public static String json(Object value) {
    return Checkpoint.GSON.toJson(value);
  }

  /**
   * Adds a tensor; the array is read when the checkpoint is written.
   *
   * @param name tensor's name
   * @param array the array, on any device
   * @return this
   * @throws IllegalArgumentException where the name is taken
   */
  public CheckpointContent tensor(String name, NDArray array) {
    if (tensors.putIfAbsent(name, array) != null) {
      throw new IllegalArgumentException("the checkpoint has a tensor " + name + " already");
    }
    return this;
  }

  /**
   * Writes the checkpoint; it replaces a file of that name in one step.
   *
   * @param file where it is to appear; its folder exists
   * @throws ai.nmt.io.InputException where the disk is full or the folder cannot be written to
   */
  public void write(Path file) {
    try (AtomicFile atomic = AtomicFile.create(file)) {
      SafetensorsWriter.write(atomic.channel(), tensors, metadata);
      atomic.commit();
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }
}
