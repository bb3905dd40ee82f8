package ai.nmt.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TFRecord's frame around a record: its length (u64), the masked CRC32C of the length (u32), the
 * record, the masked CRC32C of the record (u32), all little endian.
 */
final class RecordFrame {
  /** Checksums of data that hold checksums are weak, so TFRecord rotates them and adds this. */
  private static final int MASK = 0xa282ead8;

  private static final int ROTATION = 15;

  private RecordFrame() {}

  /** The framed record. */
  static byte[] around(byte[] record) {
    ByteBuffer frame =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + record.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(record.length);
    frame.putInt(maskedChecksum(frame.array(), Long.BYTES));
    frame.put(record);
    frame.putInt(maskedChecksum(record, record.length));
    return frame.array();
  }

  /** The masked CRC32C of the first bytes of an array. */
  static int maskedChecksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), ROTATION) + MASK;
  }
}
