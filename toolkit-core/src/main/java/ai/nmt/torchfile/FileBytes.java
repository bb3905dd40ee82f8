package ai.nmt.torchfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** A file's bytes at any place. */
final class FileBytes {
  private final FileChannel channel;
  private final long size;

  FileBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  /** Reads bytes into a new little-endian buffer; their number is checked first. */
  ByteBuffer read(long start, int count) throws IOException {
    if (start < 0 || count < 0 || start > size - count) {
      throw new EOFException(
          "it is truncated: bytes %,d to %,d are needed, the file has %,d"
              .formatted(start, start + count, size));
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    readFully(bytes, start);
    return bytes.flip();
  }

  /** Fills a buffer. */
  void readFully(ByteBuffer buffer, long start) throws IOException {
    long position = start;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, position);
      if (count < 0) {
        throw new EOFException("it is truncated: it ends at byte " + position);
      }
      position += count;
    }
  }
}
