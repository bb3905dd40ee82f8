package ai.nmt.torchfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The parts of an uncompressed zip archive and where they lie (PKWARE's APPNOTE 6.3.9, sections 4.3
 * and 4.5.3).
 *
 * <p>Java's own reader says neither where a part lies nor whether its checksum is right.
 */
final class ZipParts {
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int CENTRAL_SIGNATURE = 0x02014b50;
  static final int END_SIGNATURE = 0x06054b50;
  static final int END64_SIGNATURE = 0x06064b50;
  static final int LOCATOR64_SIGNATURE = 0x07064b50;
  static final int LOCAL_BYTES = 30;
  static final int CENTRAL_BYTES = 46;
  static final int END_BYTES = 22;
  static final int END64_BYTES = 56;
  static final int LOCATOR64_BYTES = 20;
  static final long MAX32 = 0xffffffffL;
  static final int MAX16 = 0xffff;
  static final int EXTRA64 = 1;

  private static final int CHECK_BYTES = 1 << 20;

  /**
   * A part.
   *
   * @param name its name
   * @param crc CRC-32 of its bytes
   * @param size its bytes
   * @param header where its local header lies
   * @param start where its bytes lie
   */
  record Part(String name, int crc, long size, long header, long start) {}

  /** Where the list of parts lies. */
  private record Directory(long start, long size, long entries) {}

  private final FileBytes file;
  private final Directory directory;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** Reads the list of parts and verifies each part's place and checksum. */
  ZipParts(FileBytes file) throws IOException {
    this.file = file;
    this.directory = findDirectory();
    readDirectory();
    checkOverlaps();
    for (Part part : parts.values()) {
      checkSum(part);
    }
  }

  Map<String, Part> parts() {
    return parts;
  }

  private Directory findDirectory() throws IOException {
    int tail = (int) Math.min(file.size(), END_BYTES + MAX16);
    ByteBuffer bytes = file.read(file.size() - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END_SIGNATURE
          && at + END_BYTES + Short.toUnsignedInt(bytes.getShort(at + 20)) == tail) {
        return directory(bytes, at, file.size() - tail + at);
      }
    }
    throw new IOException("it is truncated: the end of its zip archive is missing");
  }

  private Directory directory(ByteBuffer bytes, int at, long end) throws IOException {
    // torch writes the 64-bit record always, whether or not a number needs it.
    if (end >= LOCATOR64_BYTES
        && file.read(end - LOCATOR64_BYTES, Integer.BYTES).getInt() == LOCATOR64_SIGNATURE) {
      return directory64(end);
    }
    return checked(
        new Directory(
            Integer.toUnsignedLong(bytes.getInt(at + 16)),
            Integer.toUnsignedLong(bytes.getInt(at + 12)),
            Short.toUnsignedLong(bytes.getShort(at + 10))),
        end);
  }

  private Directory directory64(long end) throws IOException {
    ByteBuffer locator = file.read(end - LOCATOR64_BYTES, LOCATOR64_BYTES);
    long at = locator.getLong(8);
    if (at < 0 || at != end - LOCATOR64_BYTES - END64_BYTES) {
      throw damaged("its end record refers to a larger one that is not there");
    }
    ByteBuffer record = file.read(at, END64_BYTES);
    if (record.getInt(0) != END64_SIGNATURE) {
      throw damaged("its large end record is not where it should be");
    }
    return checked(new Directory(record.getLong(48), record.getLong(40), record.getLong(32)), at);
  }

  private static Directory checked(Directory directory, long end) throws IOException {
    boolean fits =
        directory.start() >= 0
            && directory.size() >= 0
            && directory.size() <= Integer.MAX_VALUE - 8
            && directory.start() == end - directory.size()
            && directory.entries() >= 0
            && directory.entries() <= directory.size() / CENTRAL_BYTES;
    if (!fits) {
      throw damaged("the list of its parts does not lie before the end record");
    }
    return directory;
  }

  private void readDirectory() throws IOException {
    ByteBuffer list = file.read(directory.start(), (int) directory.size());
    for (long i = 0; i < directory.entries(); i++) {
      if (list.remaining() < CENTRAL_BYTES || list.getInt(list.position()) != CENTRAL_SIGNATURE) {
        throw damaged("the list of its parts is shorter than announced");
      }
      Part part = readEntry(list);
      if (parts.put(part.name(), part) != null) {
        throw damaged("it has two parts named " + part.name());
      }
    }
    if (list.hasRemaining()) {
      throw damaged("the list of its parts is longer than announced");
    }
  }

  private Part readEntry(ByteBuffer list) throws IOException {
    ByteBuffer entry = list.slice(list.position(), CENTRAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int nameBytes = Short.toUnsignedInt(entry.getShort(28));
    int extraBytes = Short.toUnsignedInt(entry.getShort(30));
    int commentBytes = Short.toUnsignedInt(entry.getShort(32));
    list.position(list.position() + CENTRAL_BYTES);
    if (list.remaining() < nameBytes + extraBytes + commentBytes) {
      throw damaged("the list of its parts ends within a part");
    }
    byte[] name = new byte[nameBytes];
    list.get(name);
    ByteBuffer extra = list.slice(list.position(), extraBytes).order(ByteOrder.LITTLE_ENDIAN);
    list.position(list.position() + extraBytes + commentBytes);
    long[] sizes = sizes(entry, extra);
    if (entry.getShort(10) != 0 || (entry.getShort(8) & 1) != 0 || sizes[0] != sizes[1]) {
      throw damaged("its parts are compressed or encrypted, which torch.save never does");
    }
    return locate(name, entry.getInt(16), sizes[0], sizes[2]);
  }

  /** Size, compressed size and place; those that exceed 32 bits stand in an extra field. */
  private static long[] sizes(ByteBuffer entry, ByteBuffer extra) throws IOException {
    long[] sizes = {
      Integer.toUnsignedLong(entry.getInt(24)),
      Integer.toUnsignedLong(entry.getInt(20)),
      Integer.toUnsignedLong(entry.getInt(42))
    };
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      if (length > extra.remaining()) {
        throw damaged("an extra field in the list of its parts is cut off");
      }
      int end = extra.position() + length;
      for (int i = 0; id == EXTRA64 && i < sizes.length; i++) {
        if (sizes[i] == MAX32 && end - extra.position() >= Long.BYTES) {
          sizes[i] = extra.getLong();
        }
      }
      extra.position(end);
    }
    return sizes;
  }

  private Part locate(byte[] name, int crc, long size, long header) throws IOException {
    String text = new String(name, UTF_8);
    if (header < 0 || size < 0 || header > directory.start() - LOCAL_BYTES - name.length) {
      throw damaged("part " + text + " lies outside the file");
    }
    ByteBuffer local = file.read(header, LOCAL_BYTES + name.length);
    boolean same =
        local.getInt(0) == LOCAL_SIGNATURE
            && Short.toUnsignedInt(local.getShort(26)) == name.length
            && local.slice(LOCAL_BYTES, name.length).equals(ByteBuffer.wrap(name));
    if (!same) {
      throw damaged("part " + text + " is not where the list of parts says");
    }
    long start = header + LOCAL_BYTES + name.length + Short.toUnsignedInt(local.getShort(28));
    if (size > directory.start() - start) {
      throw damaged("part " + text + " is larger than the file");
    }
    return new Part(text, crc, size, header, start);
  }

  /** Parts that share bytes would let a small file claim much. */
  private void checkOverlaps() throws IOException {
    List<Part> sorted = new ArrayList<>(parts.values());
    sorted.sort(Comparator.comparingLong(Part::header));
    long end = 0;
    for (Part part : sorted) {
      if (part.header() < end) {
        throw damaged("part " + part.name() + " overlaps another one");
      }
      end = part.start() + part.size();
    }
  }

  private void checkSum(Part part) throws IOException {
    CRC32 sum = new CRC32();
    for (long done = 0; done < part.size(); done += CHECK_BYTES) {
      int size = (int) Math.min(CHECK_BYTES, part.size() - done);
      sum.update(file.read(part.start() + done, size));
    }
    if ((int) sum.getValue() != part.crc()) {
      throw damaged(
          "the checksum of its part %s is %08x, but its bytes give %08x"
              .formatted(part.name(), part.crc(), (int) sum.getValue()));
    }
  }

  private static IOException damaged(String what) {
    return new IOException("it is damaged: " + what);
  }
}
