package ai.nmt.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON header of a safetensors file.
 *
 * @param metadata the entries of {@code __metadata__}
 * @param tensors the tensors in the order of their bytes, without gaps
 */
record SafetensorsHeader(Map<String, String> metadata, List<TensorInfo> tensors) {
  /** The metadata entry with the file's checksum. */
  static final String CHECKSUM = "checksum";

  private static final String METADATA = "__metadata__";
  private static final String CHECKSUM_KIND = "crc32c:";
  private static final String NO_CHECKSUM = CHECKSUM_KIND + "00000000";

  /** The bytes of the file before its tensors: header length, then the header. */
  private static final int ALIGNMENT = 8;

  SafetensorsHeader {
    metadata = Map.copyOf(metadata);
    tensors = List.copyOf(tensors);
  }

  /** The size of all tensors in bytes. */
  long dataSize() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }

  /**
   * The bytes before the first tensor, with zeros for the checksum: length and header, padded with
   * spaces so that the tensors are aligned.
   */
  byte[] toBytes() {
    byte[] json = json().getBytes(UTF_8);
    int padded = Math.toIntExact((json.length + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT);
    byte[] bytes = new byte[Long.BYTES + padded];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
    return bytes;
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name(METADATA).beginObject();
      json.name(CHECKSUM).value(NO_CHECKSUM);
      for (Map.Entry<String, String> entry : new java.util.TreeMap<>(metadata).entrySet()) {
        json.name(entry.getKey()).value(entry.getValue());
      }
      json.endObject();
      for (TensorInfo tensor : tensors) {
        json.name(tensor.name()).beginObject().name("dtype").value(tensor.type().name());
        json.name("shape").beginArray();
        for (long dimension : tensor.shape().getShape()) {
          json.value(dimension);
        }
        json.endArray().name("data_offsets").beginArray();
        json.value(tensor.begin()).value(tensor.end()).endArray().endObject();
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer cannot fail", e);
    }
    return text.toString();
  }

  /** Puts a checksum into the bytes that {@link #toBytes} made. */
  static void putChecksum(byte[] header, int checksum) {
    byte[] digits = "%08x".formatted(checksum).getBytes(ISO_8859_1);
    System.arraycopy(digits, 0, header, checksumPosition(header), digits.length);
  }

  /** The header's bytes as they were when the checksum was taken. */
  static byte[] withoutChecksum(byte[] header) {
    byte[] bytes = header.clone();
    Arrays.fill(bytes, checksumPosition(bytes), checksumPosition(bytes) + 8, (byte) '0');
    return bytes;
  }

  /** Whether a checksum of ours stands at the head of the metadata. */
  static boolean hasChecksum(byte[] header) {
    byte[] start = beforeChecksum();
    return header.length >= Long.BYTES + start.length + 8
        && Arrays.equals(header, Long.BYTES, Long.BYTES + start.length, start, 0, start.length);
  }

  /** The checksum's hexadecimal digits. */
  static String checksum(byte[] header) {
    return new String(header, checksumPosition(header), 8, ISO_8859_1);
  }

  private static int checksumPosition(byte[] header) {
    if (!hasChecksum(header)) {
      throw new IllegalArgumentException("the header does not begin with a checksum");
    }
    return Long.BYTES + beforeChecksum().length;
  }

  private static byte[] beforeChecksum() {
    return "{\"%s\":{\"%s\":\"%s".formatted(METADATA, CHECKSUM, CHECKSUM_KIND).getBytes(UTF_8);
  }

  /**
   * Reads a header.
   *
   * @param json header's bytes, without the length before them
   * @return the header, its tensors in the order of their bytes
   * @throws IOException where it is not a safetensors header; the message says why
   */
  static SafetensorsHeader parse(byte[] json) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<TensorInfo> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (JsonReader reader = new JsonReader(new StringReader(decode(json)))) {
      reader.setStrictness(Strictness.STRICT);
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (!names.add(name)) {
          throw new IOException("its header names tensor " + name + " twice");
        }
        if (name.equals(METADATA)) {
          readMetadata(reader, metadata);
        } else {
          tensors.add(readTensor(reader, name));
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("its header goes on after the JSON object");
      }
    } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
      throw new IOException("its header is not a safetensors header: " + e.getMessage(), e);
    }
    tensors.sort(java.util.Comparator.comparingLong(TensorInfo::begin));
    checkContiguous(tensors);
    return new SafetensorsHeader(metadata, tensors);
  }

  private static String decode(byte[] json) throws IOException {
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(json))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its header is not UTF-8", e);
    }
  }

  private static void readMetadata(JsonReader reader, Map<String, String> metadata)
      throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      metadata.put(reader.nextName(), reader.nextString());
    }
    reader.endObject();
  }

  private static TensorInfo readTensor(JsonReader reader, String name) throws IOException {
    TensorType type = null;
    long[] shape = null;
    long[] offsets = null;
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "dtype" -> type = TensorType.valueOf(reader.nextString());
        case "shape" -> shape = readNumbers(reader);
        case "data_offsets" -> offsets = readNumbers(reader);
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw new IOException("its header lacks dtype, shape or data_offsets of tensor " + name);
    }
    return new TensorInfo(name, type, new Shape(shape), offsets[0], offsets[1]);
  }

  private static long[] readNumbers(JsonReader reader) throws IOException {
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      long number = reader.nextLong();
      if (number < 0) {
        throw new IOException("its header has the negative size or offset " + number);
      }
      numbers.add(number);
    }
    reader.endArray();
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private static void checkContiguous(List<TensorInfo> tensors) throws IOException {
    long end = 0;
    for (TensorInfo tensor : tensors) {
      if (tensor.begin() != end) {
        throw new IOException("its tensors overlap or leave a gap before " + tensor.name());
      }
      end = tensor.end();
    }
  }
}
