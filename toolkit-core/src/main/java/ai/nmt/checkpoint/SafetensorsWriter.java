package ai.nmt.checkpoint;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Writes tensors and metadata as a safetensors file with a checksum. */
final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /**
   * Writes a file.
   *
   * @param channel where to write
   * @param tensors tensors by name, on any device; read in place, piece by piece
   * @param metadata entries of {@code __metadata__}; the checksum is added
   * @throws IOException where writing fails
   */
  static void write(
      WritableByteChannel channel, Map<String, NDArray> tensors, Map<String, String> metadata)
      throws IOException {
    List<Map.Entry<String, NDArray>> ordered = new ArrayList<>(tensors.entrySet());
    // Wide numbers first keeps every tensor aligned to its own width; otherwise the given order.
    ordered.sort(Comparator.comparingInt(entry -> -entry.getValue().getDataType().getNumOfBytes()));
    byte[] header = new SafetensorsHeader(metadata, layout(ordered)).toBytes();
    CRC32C checksum = new CRC32C();
    checksum.update(header);
    for (Map.Entry<String, NDArray> tensor : ordered) {
      TensorChunks.read(tensor.getValue(), checksum::update);
    }
    SafetensorsHeader.putChecksum(header, (int) checksum.getValue());
    writeFully(channel, ByteBuffer.wrap(header));
    for (Map.Entry<String, NDArray> tensor : ordered) {
      TensorChunks.read(tensor.getValue(), piece -> writeFully(channel, piece));
    }
  }

  private static List<TensorInfo> layout(List<Map.Entry<String, NDArray>> tensors) {
    List<TensorInfo> infos = new ArrayList<>();
    long begin = 0;
    for (Map.Entry<String, NDArray> tensor : tensors) {
      NDArray array = tensor.getValue();
      long end = begin + array.size() * array.getDataType().getNumOfBytes();
      TensorType type = TensorType.of(array.getDataType());
      infos.add(new TensorInfo(tensor.getKey(), type, array.getShape(), begin, end));
      begin = end;
    }
    return infos;
  }

  private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
