package ai.nmt.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The tensors of an open file, of whatever format; their numbers are read when asked for. */
public abstract class TensorSource implements AutoCloseable {
  /**
   * The file's path.
   *
   * @return the path it was opened with
   */
  public abstract Path path();

  /**
   * The tensors in the file.
   *
   * @return their names, in the file's order
   */
  public abstract List<String> names();

  /**
   * A tensor's number format.
   *
   * @param name tensor's name
   * @return the format in the file
   * @throws InputException where the file has no such tensor
   */
  public abstract TensorType type(String name);

  /**
   * A tensor's shape.
   *
   * @param name tensor's name
   * @return its shape; no dimensions for a scalar
   * @throws InputException where the file has no such tensor
   */
  public abstract Shape shape(String name);

  /**
   * Reads some of a tensor's numbers.
   *
   * @param name tensor's name
   * @param first index of the first number in row-major order
   * @param into numbers of the tensor's own format, little endian, are put here up to its limit
   * @throws IOException where reading fails
   */
  public abstract void read(String name, long first, ByteBuffer into) throws IOException;

  /**
   * Overwrites an array in place with a tensor of the file.
   *
   * @param name tensor's name
   * @param target array of the tensor's shape and type, on any device; a single precision array may
   *     also be given a tensor of half, bfloat16 or double precision
   * @throws InputException where the file has no such tensor or one of another shape or type, or
   *     where reading fails
   */
  public final void copyTo(String name, NDArray target) {
    TensorType stored = type(name);
    TensorType wanted = TensorType.of(target.getDataType());
    boolean fits = stored == wanted || (wanted == TensorType.F32 && stored.isFloating());
    if (!shape(name).equals(target.getShape()) || !fits) {
      throw new InputException(
          "%s: tensor %s is %s%s, but the model needs %s%s; use the model's own configuration"
              .formatted(path(), name, stored, shape(name), wanted, target.getShape()));
    }
    fill(name, target);
  }

  /**
   * Reads a tensor into a new array.
   *
   * @param manager manager that owns the array
   * @param name tensor's name
   * @return the array, of the tensor's shape and type
   * @throws InputException where the file has no such tensor, or where reading fails
   */
  public final NDArray load(NDManager manager, String name) {
    NDArray array = manager.zeros(shape(name), type(name).dataType());
    fill(name, array);
    return array;
  }

  private void fill(String name, NDArray target) {
    TensorType stored = type(name);
    try {
      long[] first = {0};
      TensorChunks.write(
          target,
          stored.dataType(),
          piece -> {
            int count = piece.remaining() / stored.bytes();
            read(name, first[0], piece);
            first[0] += count;
          });
    } catch (IOException e) {
      throw new InputException(
          "%s: reading %s failed: %s".formatted(path(), name, InputException.reason(e)), e);
    }
  }

  /**
   * The error for a tensor that is not there.
   *
   * @param name the tensor's name
   * @return the exception to throw
   */
  protected final InputException missing(String name) {
    return new InputException(
        "%s holds no tensor %s; it belongs to a model of another architecture"
            .formatted(path(), name));
  }

  @Override
  public abstract void close();
}
