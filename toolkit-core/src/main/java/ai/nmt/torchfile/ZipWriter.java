package ai.nmt.torchfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes an uncompressed zip archive whose parts begin at multiples of 64 bytes, as torch's do, so
 * that they can be mapped into memory. Sizes and places beyond 4 GiB are written in zip's 64-bit
 * fields.
 */
final class ZipWriter {
  /** Writes the bytes of a part. */
  @FunctionalInterface
  interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  private static final int ALIGNMENT = 64;
  private static final int UTF8_NAMES = 0x800;
  private static final short VERSION = 20;
  private static final short VERSION64 = 45;
  private static final int EXTRA_HEADER = 4;
  private static final int EXTRA64_SIZES = 16;
  private static final int CRC_PLACE = 14;

  /** The extra field in which torch hides its padding. */
  private static final short PADDING = 0x4246;

  private record Written(String name, int crc, long size, long header) {}

  private final FileChannel channel;
  private final List<Written> parts = new ArrayList<>();

  ZipWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Writes a part.
   *
   * @param name its name
   * @param size its bytes
   * @param content writes exactly that many bytes
   */
  void add(String name, long size, Content content) throws IOException {
    byte[] bytes = name.getBytes(UTF_8);
    long header = channel.position();
    write(localHeader(bytes, size, header));
    long start = channel.position();
    CRC32 crc = new CRC32();
    content.writeTo(checking(crc));
    if (channel.position() - start != size) {
      throw new IllegalStateException(
          "part %s has %,d bytes, %,d were announced"
              .formatted(name, channel.position() - start, size));
    }
    ByteBuffer sum = buffer(Integer.BYTES).putInt((int) crc.getValue()).flip();
    while (sum.hasRemaining()) {
      channel.write(sum, header + CRC_PLACE + sum.position());
    }
    parts.add(new Written(name, (int) crc.getValue(), size, header));
  }

  private WritableByteChannel checking(CRC32 crc) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        crc.update(source.duplicate());
        ZipWriter.this.write(source);
        return count;
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() {
        // The file goes on after the part.
      }
    };
  }

  private static ByteBuffer localHeader(byte[] name, long size, long header) {
    boolean large = size >= ZipParts.MAX32;
    int fixed =
        ZipParts.LOCAL_BYTES
            + name.length
            + (large ? EXTRA_HEADER + EXTRA64_SIZES : 0)
            + EXTRA_HEADER;
    int padding = (int) ((ALIGNMENT - (header + fixed) % ALIGNMENT) % ALIGNMENT);
    ByteBuffer bytes = buffer(fixed + padding);
    bytes.putInt(ZipParts.LOCAL_SIGNATURE);
    common(bytes, large, 0, size);
    bytes.putShort((short) name.length);
    bytes.putShort((short) (fixed + padding - ZipParts.LOCAL_BYTES - name.length));
    bytes.put(name);
    if (large) {
      bytes.putShort((short) ZipParts.EXTRA64).putShort((short) EXTRA64_SIZES);
      bytes.putLong(size).putLong(size);
    }
    byte[] zeros = new byte[padding];
    Arrays.fill(zeros, (byte) 'Z');
    return bytes.putShort(PADDING).putShort((short) padding).put(zeros).flip();
  }

  /** The fields that both kinds of header share, from the needed version to the sizes. */
  private static void common(ByteBuffer bytes, boolean large, int crc, long size) {
    int shown = (int) Math.min(size, ZipParts.MAX32);
    bytes.putShort(large ? VERSION64 : VERSION).putShort((short) UTF8_NAMES).putShort((short) 0);
    bytes.putInt(0).putInt(crc).putInt(shown).putInt(shown);
  }

  /** Writes the list of parts; nothing may follow. */
  void finish() throws IOException {
    long start = channel.position();
    for (Written part : parts) {
      write(centralHeader(part));
    }
    long size = channel.position() - start;
    if (start >= ZipParts.MAX32 || parts.size() >= ZipParts.MAX16) {
      write(end64(start, size));
    }
    ByteBuffer end = buffer(ZipParts.END_BYTES);
    short count = (short) Math.min(parts.size(), ZipParts.MAX16);
    end.putInt(ZipParts.END_SIGNATURE).putInt(0).putShort(count).putShort(count);
    end.putInt((int) Math.min(size, ZipParts.MAX32));
    end.putInt((int) Math.min(start, ZipParts.MAX32)).putShort((short) 0);
    write(end.flip());
  }

  private static ByteBuffer centralHeader(Written part) {
    boolean largeSize = part.size() >= ZipParts.MAX32;
    boolean largePlace = part.header() >= ZipParts.MAX32;
    int extra = (largeSize ? EXTRA64_SIZES : 0) + (largePlace ? Long.BYTES : 0);
    int extraBytes = extra == 0 ? 0 : EXTRA_HEADER + extra;
    byte[] name = part.name().getBytes(UTF_8);
    ByteBuffer bytes = buffer(ZipParts.CENTRAL_BYTES + name.length + extraBytes);
    bytes.putInt(ZipParts.CENTRAL_SIGNATURE).putShort(VERSION64);
    common(bytes, extra > 0, part.crc(), part.size());
    bytes.putShort((short) name.length).putShort((short) extraBytes);
    bytes.putShort((short) 0).putInt(0).putInt(0);
    bytes.putInt((int) Math.min(part.header(), ZipParts.MAX32));
    bytes.put(name);
    if (extra > 0) {
      bytes.putShort((short) ZipParts.EXTRA64).putShort((short) extra);
    }
    if (largeSize) {
      bytes.putLong(part.size()).putLong(part.size());
    }
    if (largePlace) {
      bytes.putLong(part.header());
    }
    return bytes.flip();
  }

  private ByteBuffer end64(long start, long size) {
    ByteBuffer bytes = buffer(ZipParts.END64_BYTES + ZipParts.LOCATOR64_BYTES);
    bytes.putInt(ZipParts.END64_SIGNATURE).putLong(ZipParts.END64_BYTES - 12L);
    bytes.putShort(VERSION64).putShort(VERSION64).putInt(0).putInt(0);
    bytes.putLong(parts.size()).putLong(parts.size()).putLong(size).putLong(start);
    bytes.putInt(ZipParts.LOCATOR64_SIGNATURE).putInt(0).putLong(start + size).putInt(1);
    return bytes.flip();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
