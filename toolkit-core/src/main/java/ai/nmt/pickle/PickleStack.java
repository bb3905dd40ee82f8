package ai.nmt.pickle;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stack of an {@link Unpickler}; no value below the last mark is taken. */
final class PickleStack {
  private final List<Object> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();

  static IOException damaged(String what) {
    return new IOException("it is damaged: its pickle has " + what);
  }

  void push(Object value) {
    values.add(value);
  }

  void mark() {
    marks.push(values.size());
  }

  Object peek() throws IOException {
    require(1);
    return values.get(values.size() - 1);
  }

  Object pop() throws IOException {
    require(1);
    return values.remove(values.size() - 1);
  }

  /** The topmost values, the deepest first. */
  List<Object> pop(int count) throws IOException {
    require(count);
    return cut(values.size() - count);
  }

  /** The values above the last mark, which goes as well. */
  List<Object> popToMark() throws IOException {
    if (marks.isEmpty()) {
      throw damaged("an end without a beginning");
    }
    return cut(marks.pop());
  }

  /** Python's POP: the last mark where nothing lies above it. */
  void discard() throws IOException {
    if (!marks.isEmpty() && marks.peek() == values.size()) {
      marks.pop();
    } else {
      pop();
    }
  }

  void requireEmpty() throws IOException {
    if (!values.isEmpty() || !marks.isEmpty()) {
      throw damaged("values after its end");
    }
  }

  @SuppressWarnings("unchecked") // the unpickler makes lists of objects only
  List<Object> peekList() throws IOException {
    if (peek() instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw damaged("items of a value that is no list");
  }

  @SuppressWarnings("unchecked") // the unpickler makes maps of objects only
  Map<Object, Object> peekMap() throws IOException {
    if (peek() instanceof Map<?, ?> map) {
      return (Map<Object, Object>) map;
    }
    throw damaged("entries of a value that is no dictionary");
  }

  @SuppressWarnings("unchecked") // the unpickler makes sets of objects only
  Set<Object> peekSet() throws IOException {
    if (peek() instanceof Set<?> set) {
      return (Set<Object>) set;
    }
    throw damaged("items of a value that is no set");
  }

  private void require(int count) throws IOException {
    int floor = marks.isEmpty() ? 0 : marks.peek();
    if (values.size() - floor < count) {
      throw damaged("an operation without the values it needs");
    }
  }

  private List<Object> cut(int from) {
    List<Object> tail = values.subList(from, values.size());
    List<Object> taken = new ArrayList<>(tail);
    tail.clear();
    return taken;
  }
}
