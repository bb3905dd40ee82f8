package ai.nmt.interop;

import ai.nmt.io.InputException;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * An optimiser's state in which all parameters lie in a row: fairseq's half precision training
 * keeps its single precision parameters so, in one row or in one per device.
 */
final class FlatState {
  private static final int CHUNK = 1 << 16;

  private FlatState() {}

  /**
   * The parameters' parts of the rows.
   *
   * @param file where the rows lie
   * @param rows one-dimensional tensors without gaps; the last one may end in zeros that belong to
   *     no parameter
   * @param model the parameters in their order
   * @return a part of each parameter's shape by its name
   * @throws InputException where the rows do not hold exactly these parameters
   */
  static Map<String, TorchTensor> parts(
      TorchFile file, List<TorchTensor> rows, Map<String, TorchTensor> model) {
    long total = model.values().stream().mapToLong(TorchTensor::elements).sum();
    Map<String, TorchTensor> parts = new HashMap<>();
    Iterator<TorchTensor> following = rows.iterator();
    TorchTensor row = following.next();
    long used = 0;
    for (Map.Entry<String, TorchTensor> parameter : model.entrySet()) {
      List<Long> shape = parameter.getValue().shape();
      long size = parameter.getValue().elements();
      if (used == row.elements() && following.hasNext()) {
        row = following.next();
        used = 0;
      }
      if (size > row.elements() - used) {
        throw misfit(rows, total);
      }
      parts.put(
          parameter.getKey(),
          new TorchTensor(row.storage(), row.offset() + used, shape, rowMajor(shape)));
      used += size;
    }
    if (following.hasNext() || !isZero(file, row, used)) {
      throw misfit(rows, total);
    }
    return parts;
  }

  private static InputException misfit(List<TorchTensor> rows, long total) {
    return new InputException(
        "its optimiser's state of %,d numbers does not fit its model of %,d"
            .formatted(rows.stream().mapToLong(TorchTensor::elements).sum(), total));
  }

  /** Whether a row has nothing but zeros from an index on. */
  private static boolean isZero(TorchFile file, TorchTensor row, long from) {
    for (long first = from; first < row.elements(); first += CHUNK) {
      long count = Math.min(CHUNK, row.elements() - first);
      TorchTensor chunk =
          new TorchTensor(row.storage(), row.offset() + first, List.of(count), List.of(1L));
      for (float number : file.floats(chunk)) {
        if (number != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Long> rowMajor(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.get(axis);
    }
    return List.of(strides);
  }
}
