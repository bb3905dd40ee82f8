package ai.nmt.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one pickle of protocol 2, which every Python 3 reads.
 *
 * <p>Values are those of {@link Unpickler}; besides, an {@link OrderedDict}, a {@link Call} and a
 * {@link Persistent} id. Equal values are written anew each time: nothing is shared.
 */
public final class Pickler {
  private static final int PROTOCOL = 2;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  /**
   * Python's {@code collections.OrderedDict}.
   *
   * @param entries its entries, in order
   */
  public record OrderedDict(Map<String, Object> entries) {
    /** Copies the entries. */
    public OrderedDict {
      entries = new LinkedHashMap<>(entries);
    }
  }

  /**
   * What a function of Python returns; whoever reads the pickle calls it.
   *
   * @param function the function
   * @param arguments what it is given
   */
  public record Call(PythonClass function, Tuple arguments) {}

  /**
   * An object outside the pickle.
   *
   * @param id what identifies it
   */
  public record Persistent(Tuple id) {}

  private Pickler() {}

  /**
   * Writes a value.
   *
   * @param value the value
   * @return the pickle
   * @throws IllegalArgumentException where a value is of a type that has no place in a pickle
   */
  public static byte[] pickle(Object value) {
    Pickler pickler = new Pickler();
    pickler.output.write(Opcode.PROTO);
    pickler.output.write(PROTOCOL);
    pickler.write(value);
    pickler.output.write(Opcode.STOP);
    return pickler.output.toByteArray();
  }

  private void write(Object value) {
    if (!scalar(value) && !container(value)) {
      throw new IllegalArgumentException("a pickle holds no " + value.getClass().getName());
    }
  }

  private boolean scalar(Object value) {
    if (value == null) {
      output.write(Opcode.NONE);
    } else if (value instanceof Boolean truth) {
      output.write(truth ? Opcode.NEWTRUE : Opcode.NEWFALSE);
    } else if (value instanceof Integer || value instanceof Long) {
      integer(((Number) value).longValue());
    } else if (value instanceof Double number) {
      output.write(Opcode.BINFLOAT);
      output.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof PythonClass name) {
      global(name);
    } else {
      return false;
    }
    return true;
  }

  private boolean container(Object value) {
    if (value instanceof Tuple tuple) {
      tuple(tuple);
    } else if (value instanceof List<?> list) {
      output.write(Opcode.EMPTY_LIST);
      output.write(Opcode.MARK);
      list.forEach(this::write);
      output.write(Opcode.APPENDS);
    } else if (value instanceof Map<?, ?> map) {
      output.write(Opcode.EMPTY_DICT);
      entries(map);
    } else if (value instanceof OrderedDict dictionary) {
      call(new Call(new PythonClass("collections", "OrderedDict"), Tuple.of()));
      entries(dictionary.entries());
    } else if (value instanceof PythonObject object) {
      global(object.type());
      tuple(object.arguments());
      output.write(Opcode.NEWOBJ);
      write(object.attributes());
      output.write(Opcode.BUILD);
    } else if (value instanceof Call call) {
      call(call);
    } else if (value instanceof Persistent persistent) {
      tuple(persistent.id());
      output.write(Opcode.BINPERSID);
    } else {
      return false;
    }
    return true;
  }

  private void call(Call call) {
    global(call.function());
    tuple(call.arguments());
    output.write(Opcode.REDUCE);
  }

  private void entries(Map<?, ?> map) {
    output.write(Opcode.MARK);
    map.forEach(
        (key, value) -> {
          write(key);
          write(value);
        });
    output.write(Opcode.SETITEMS);
  }

  private void tuple(Tuple tuple) {
    if (tuple.items().isEmpty()) {
      output.write(Opcode.EMPTY_TUPLE);
      return;
    }
    output.write(Opcode.MARK);
    tuple.items().forEach(this::write);
    output.write(Opcode.TUPLE);
  }

  private void integer(long value) {
    if (value == (int) value) {
      output.write(Opcode.BININT);
      littleEndian(value, Integer.BYTES);
    } else {
      output.write(Opcode.LONG1);
      output.write(Long.BYTES);
      littleEndian(value, Long.BYTES);
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    output.write(Opcode.BINUNICODE);
    littleEndian(bytes.length, Integer.BYTES);
    output.writeBytes(bytes);
  }

  private void global(PythonClass name) {
    output.write(Opcode.GLOBAL);
    output.writeBytes(
        (name.module() + "\n" + name.name() + "\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void littleEndian(long value, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    output.write(buffer.putLong(value).array(), 0, bytes);
  }
}
