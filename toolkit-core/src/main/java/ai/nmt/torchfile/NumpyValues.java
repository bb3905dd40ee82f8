package ai.nmt.torchfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.nmt.pickle.PythonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** NumPy's numbers, which slip into the figures that a training records. */
final class NumpyValues {
  private NumpyValues() {}

  /** What {@code _codecs.encode(text, 'latin1')} returns: how protocol 2 writes bytes. */
  static Object bytes(List<Object> arguments) throws IOException {
    if (TorchClasses.argument(arguments, 0) instanceof String text) {
      return text.getBytes(ISO_8859_1);
    }
    throw new IOException("it is damaged: bytes that are no text");
  }

  /** A number: its type and its bytes. */
  static Object scalar(List<Object> arguments) throws IOException {
    if (TorchClasses.argument(arguments, 0) instanceof PythonObject type
        && TorchClasses.argument(arguments, 1) instanceof byte[] bytes) {
      Object code = type.arguments().items().isEmpty() ? null : type.arguments().items().get(0);
      return number(String.valueOf(code), bytes);
    }
    throw new IOException("it is damaged: a NumPy number without type or bytes");
  }

  private static Object number(String code, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    String expected = code + "/" + bytes.length;
    return switch (expected) {
      case "f8/8" -> buffer.getDouble();
      case "f4/4" -> (double) buffer.getFloat();
      case "f2/2" -> (double) HalfFloat.toFloat(buffer.getShort());
      case "i8/8" -> buffer.getLong();
      case "i4/4" -> (long) buffer.getInt();
      case "i2/2" -> (long) buffer.getShort();
      case "i1/1" -> (long) buffer.get();
      case "u1/1" -> (long) Byte.toUnsignedInt(buffer.get());
      case "b1/1" -> buffer.get() != 0;
      default -> throw new IOException("it holds a NumPy number of type and length " + expected);
    };
  }
}
