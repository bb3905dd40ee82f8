package ai.nmt.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one pickle without executing anything in it.
 *
 * <p>Recursion does not occur, whatever the nesting, and memory stays within a small multiple of
 * the bytes read.
 */
public final class Unpickler {
  private static final int HIGHEST_PROTOCOL = 5;

  /** Finds what a persistent id stands for. */
  @FunctionalInterface
  public interface PersistentLoad {
    /**
     * Finds an object outside the pickle.
     *
     * @param id what the pickle says about it
     * @return the object
     * @throws IOException where there is none
     */
    Object load(Object id) throws IOException;
  }

  private final PickleInput input;
  private final PickleClasses classes;
  private final PersistentLoad persistent;
  private final PickleStack stack = new PickleStack();
  private final Map<Long, Object> memo = new HashMap<>();

  /** A class on the stack: its name and what makes its values. */
  private record KnownClass(PythonClass name, PickleClasses.Factory factory) {}

  /**
   * Makes a reader.
   *
   * @param input the pickle; read up to its end mark, not beyond
   * @param classes the allow-list
   * @param persistent finds what lies outside the pickle
   */
  public Unpickler(PickleInput input, PickleClasses classes, PersistentLoad persistent) {
    this.input = input;
    this.classes = classes;
    this.persistent = persistent;
  }

  /**
   * Reads the pickle.
   *
   * @return its value; classes that the file holds as values are {@link PythonClass}
   * @throws IOException where it is truncated, damaged, of an unknown protocol, or names a class or
   *     function that is not allowed; the message names it
   */
  public Object load() throws IOException {
    int operation = input.readByte();
    while (operation != Opcode.STOP) {
      if (!number(operation) && !text(operation) && !container(operation) && !object(operation)) {
        throw new IOException(
            "it is damaged or of another kind: unknown pickle operation 0x%02x at byte %,d"
                .formatted(operation, input.position() - 1));
      }
      operation = input.readByte();
    }
    Object value = plain(stack.pop());
    stack.requireEmpty();
    return value;
  }

  /** What a value is once it is inside another one: a class becomes its name. */
  private static Object plain(Object value) {
    return value instanceof KnownClass known ? known.name() : value;
  }

  private boolean number(int operation) throws IOException {
    switch (operation) {
      case Opcode.NONE -> stack.push(null);
      case Opcode.NEWTRUE -> stack.push(true);
      case Opcode.NEWFALSE -> stack.push(false);
      case Opcode.BININT -> stack.push((long) (int) input.readUnsigned(4));
      case Opcode.BININT1 -> stack.push(input.readUnsigned(1));
      case Opcode.BININT2 -> stack.push(input.readUnsigned(2));
      case Opcode.LONG1 -> stack.push(input.readInteger(input.readUnsigned(1)));
      case Opcode.LONG4 -> stack.push(input.readInteger(input.readUnsigned(4)));
      case Opcode.BINFLOAT -> stack.push(input.readDouble());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(int operation) throws IOException {
    switch (operation) {
      case Opcode.SHORT_BINUNICODE -> stack.push(input.readText(input.readUnsigned(1)));
      case Opcode.BINUNICODE -> stack.push(input.readText(input.readUnsigned(4)));
      case Opcode.BINUNICODE8 -> stack.push(input.readText(input.readUnsigned(8)));
      case Opcode.SHORT_BINSTRING -> stack.push(input.readOldText(input.readUnsigned(1)));
      case Opcode.BINSTRING -> stack.push(input.readOldText(input.readUnsigned(4)));
      case Opcode.SHORT_BINBYTES -> stack.push(input.readBytes(input.readUnsigned(1)));
      case Opcode.BINBYTES -> stack.push(input.readBytes(input.readUnsigned(4)));
      case Opcode.BINBYTES8, Opcode.BYTEARRAY8 ->
          stack.push(input.readBytes(input.readUnsigned(8)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int operation) throws IOException {
    switch (operation) {
      case Opcode.MARK -> stack.mark();
      case Opcode.POP -> stack.discard();
      case Opcode.POP_MARK -> stack.popToMark();
      case Opcode.DUP -> stack.push(stack.peek());
      case Opcode.EMPTY_TUPLE -> stack.push(Tuple.of());
      case Opcode.TUPLE1 -> tuple(stack.pop(1));
      case Opcode.TUPLE2 -> tuple(stack.pop(2));
      case Opcode.TUPLE3 -> tuple(stack.pop(3));
      case Opcode.TUPLE -> tuple(stack.popToMark());
      case Opcode.EMPTY_LIST -> stack.push(new ArrayList<>());
      case Opcode.APPEND -> append(stack.pop(1));
      case Opcode.APPENDS -> append(stack.popToMark());
      case Opcode.EMPTY_DICT -> stack.push(new java.util.LinkedHashMap<>());
      case Opcode.SETITEM -> put(stack.pop(2));
      case Opcode.SETITEMS -> put(stack.popToMark());
      case Opcode.EMPTY_SET -> stack.push(new java.util.LinkedHashSet<>());
      case Opcode.ADDITEMS -> add(stack.popToMark());
      case Opcode.FROZENSET -> {
        List<Object> items = stack.popToMark();
        stack.push(new java.util.LinkedHashSet<>());
        add(items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean object(int operation) throws IOException {
    switch (operation) {
      case Opcode.PROTO -> protocol(input.readByte());
      case Opcode.FRAME -> input.requireLeft(input.readUnsigned(8));
      case Opcode.BINGET -> stack.push(remembered(input.readUnsigned(1)));
      case Opcode.LONG_BINGET -> stack.push(remembered(input.readUnsigned(4)));
      case Opcode.BINPUT -> memo.put(input.readUnsigned(1), stack.peek());
      case Opcode.LONG_BINPUT -> memo.put(input.readUnsigned(4), stack.peek());
      case Opcode.MEMOIZE -> memo.put((long) memo.size(), stack.peek());
      case Opcode.GLOBAL, Opcode.INST -> name(new PythonClass(input.readLine(), input.readLine()));
      case Opcode.STACK_GLOBAL -> {
        List<Object> names = stack.pop(2);
        name(new PythonClass(String.valueOf(names.get(0)), String.valueOf(names.get(1))));
      }
      case Opcode.REDUCE, Opcode.NEWOBJ -> create(stack.pop(2));
      case Opcode.BUILD -> build(stack.pop());
      case Opcode.BINPERSID -> stack.push(persistent.load(plain(stack.pop())));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol(int version) throws IOException {
    if (version > HIGHEST_PROTOCOL) {
      throw new IOException(
          "it is damaged, or pickled with the unknown protocol %d; up to %d are read"
              .formatted(version, HIGHEST_PROTOCOL));
    }
  }

  private Object remembered(long index) throws IOException {
    if (!memo.containsKey(index)) {
      throw new IOException(
          "it is damaged: its pickle refers to value %d, which is not there".formatted(index));
    }
    return memo.get(index);
  }

  /** The one place where a name of the file is looked at. */
  private void name(PythonClass name) throws IOException {
    PickleClasses.Factory factory = classes.find(name);
    if (factory == null) {
      throw new IOException(
          "it asks for '%s', which is no part of a model (nothing of it was executed); do not load"
                  .formatted(name)
              + " it with other programs unless you trust where it comes from");
    }
    stack.push(new KnownClass(name, factory));
  }

  private void create(List<Object> classAndArguments) throws IOException {
    if (classAndArguments.get(0) instanceof KnownClass known
        && classAndArguments.get(1) instanceof Tuple arguments) {
      stack.push(known.factory().create(arguments.items()));
    } else {
      throw PickleStack.damaged("an object without a class or arguments");
    }
  }

  private void build(Object state) throws IOException {
    Object target = stack.peek();
    if (target instanceof PythonObject built) {
      setState(built, state);
    } else if (!(target instanceof Map)) {
      // An OrderedDict's attributes say nothing about its items; anything else has none.
      throw PickleStack.damaged("attributes of a value that has none");
    }
  }

  /** Attributes come as a dictionary, as a pair of two, or in a form of the class's own. */
  private static void setState(PythonObject built, Object state) {
    if (state instanceof Map<?, ?> attributes) {
      built.attributes().putAll(attributes);
    } else if (state instanceof Tuple pair
        && pair.items().size() == 2
        && pair.items().stream().allMatch(part -> part == null || part instanceof Map)) {
      for (Object part : pair.items()) {
        if (part instanceof Map<?, ?> attributes) {
          built.attributes().putAll(attributes);
        }
      }
    } else {
      built.attributes().put(PythonObject.STATE, plain(state));
    }
  }

  private void tuple(List<Object> items) {
    stack.push(new Tuple(items.stream().map(Unpickler::plain).toList()));
  }

  private void append(List<Object> items) throws IOException {
    List<Object> list = stack.peekList();
    items.forEach(item -> list.add(plain(item)));
  }

  private void add(List<Object> items) throws IOException {
    for (Object item : items) {
      stack.peekSet().add(key(item));
    }
  }

  private void put(List<Object> keysAndValues) throws IOException {
    Map<Object, Object> map = stack.peekMap();
    if (keysAndValues.size() % 2 != 0) {
      throw PickleStack.damaged("a dictionary's key without a value");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      map.put(key(keysAndValues.get(i)), plain(keysAndValues.get(i + 1)));
    }
  }

  /** Only keys whose hash is found at once: nested ones could be deeper than Java's stack. */
  private static Object key(Object value) throws IOException {
    Object key = plain(value);
    boolean simple =
        key == null
            || key instanceof String
            || key instanceof Number
            || key instanceof Boolean
            || key instanceof PythonClass
            || (key instanceof Tuple tuple
                && tuple.items().stream().noneMatch(Unpickler::isNested));
    if (!simple) {
      throw PickleStack.damaged("a key that is neither a text nor a number");
    }
    return key;
  }

  private static boolean isNested(Object value) {
    return value instanceof Tuple
        || value instanceof Map
        || value instanceof java.util.Collection
        || value instanceof PythonObject;
  }
}
