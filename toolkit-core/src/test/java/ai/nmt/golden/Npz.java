package ai.nmt.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads numpy's {@code .npz} files. */
public final class Npz {
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \\((?<shape>[^)]*)\\)");

  private Npz() {}

  /**
   * Reads all arrays of a file.
   *
   * @param path the file
   * @return arrays by name, without {@code .npy}
   */
  public static Map<String, GoldenArray> read(Path path) {
    Map<String, GoldenArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        arrays.put(name, parse(zip.getInputStream(entry).readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
    return arrays;
  }

  private static GoldenArray parse(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean longHeader = bytes[6] > 1;
    int length = longHeader ? buffer.getInt(8) : buffer.getShort(8);
    int start = longHeader ? 12 : 10;
    Matcher header = HEADER.matcher(new String(bytes, start, length, ISO_8859_1));
    if (!header.find()) {
      throw new IllegalArgumentException("not a C-ordered .npy");
    }
    long[] shape =
        Arrays.stream(header.group("shape").split(",", -1))
            .map(String::trim)
            .filter(text -> !text.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    buffer.position(start + length);
    return values(buffer, header.group("type"), shape);
  }

  private static GoldenArray values(ByteBuffer buffer, String type, long[] shape) {
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    switch (type) {
      case "<f4" -> {
        float[] values = new float[size];
        buffer.asFloatBuffer().get(values);
        return new GoldenArray(shape, values, null);
      }
      case "<i8" -> {
        long[] values = new long[size];
        buffer.asLongBuffer().get(values);
        return new GoldenArray(shape, null, values);
      }
      default -> throw new IllegalArgumentException("numpy type " + type);
    }
  }
}
