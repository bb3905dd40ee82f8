package ai.nmt.regex;

import ai.nmt.regex.Node.Place;
import ai.nmt.regex.Program.Op;
import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes instructions of a parsed expression. Not thread-safe. */
final class ProgramWriter {
  /** Counted groups are written out, so that counts of counts could fill the memory. */
  private static final int LONGEST = 200_000;

  private final List<CharacterSet> sets = new ArrayList<>();
  private final Map<UnicodeSet, Integer> setNumbers = new HashMap<>();
  private int[] code = new int[64];
  private int size;
  private int marks;
  private int branches;
  private boolean hasReferences;

  static Program compile(String pattern, Parser.Parsed parsed) {
    ProgramWriter writer = new ProgramWriter();
    writer.write(parsed.node());
    writer.write(Op.SUCCEED);
    return new Program(
        pattern,
        Arrays.copyOf(writer.code, writer.size),
        writer.sets.toArray(CharacterSet[]::new),
        parsed.node().width().least() == 0 ? null : first(parsed.node()),
        new Program.Size(parsed.groups(), writer.marks, writer.branches, writer.hasReferences));
  }

  /** What a part that matches at least one character begins with; null if that is not known. */
  private static CharacterSet first(Node node) {
    UnicodeSet set = new UnicodeSet();
    return addFirst(node, set) ? new CharacterSet(set) : null;
  }

  /** Adds what the part can begin with; false if what follows it can begin as well. */
  private static boolean addFirst(Node node, UnicodeSet set) {
    if (node instanceof Node.One one) {
      set.addAll(one.set());
      return true;
    } else if (node instanceof Node.Group group) {
      return addFirst(group.body(), set);
    } else if (node instanceof Node.Atomic atomic) {
      return addFirst(atomic.body(), set);
    } else if (node instanceof Node.Repetition repetition) {
      return addFirst(repetition.body(), set) && repetition.least() > 0;
    } else if (node instanceof Node.Choice choice) {
      boolean all = true;
      for (Node part : choice.choices()) {
        all &= addFirst(part, set);
      }
      return all;
    } else if (node instanceof Node.Sequence sequence) {
      for (Node part : sequence.parts()) {
        if (addFirst(part, set)) {
          return true;
        }
      }
      return false;
    } else if (node instanceof Node.Grapheme || node instanceof Node.BackReference) {
      set.add(0, Character.MAX_CODE_POINT);
    }
    return false;
  }

  private int write(int... values) {
    if (size + values.length > LONGEST) {
      throw new RegexSyntaxException("its counts repeat more than can be written out");
    }
    if (size + values.length > code.length) {
      code = Arrays.copyOf(code, 2 * code.length + values.length);
    }
    System.arraycopy(values, 0, code, size, values.length);
    size += values.length;
    return size - values.length;
  }

  private int number(UnicodeSet set) {
    return setNumbers.computeIfAbsent(
        set,
        key -> {
          sets.add(new CharacterSet(key));
          return sets.size() - 1;
        });
  }

  private void write(Node node) {
    if (node instanceof Node.One one) {
      write(Op.ONE, number(one.set()));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.parts().forEach(this::write);
    } else if (node instanceof Node.Choice choice) {
      write(choice);
    } else if (node instanceof Node.Group group) {
      write(Op.OPEN, group.number());
      write(group.body());
      write(Op.CLOSE, group.number());
    } else if (node instanceof Node.Repetition repetition) {
      write(repetition);
    } else if (node instanceof Node.Atomic atomic) {
      writeApart(atomic.body(), write(Op.ATOMIC, 0) + 1);
    } else if (node instanceof Node.Ahead ahead) {
      writeApart(ahead.body(), write(Op.AHEAD, ahead.negative() ? 1 : 0, 0) + 2);
    } else if (node instanceof Node.Behind behind) {
      Node.Width width = behind.body().width();
      int at = write(Op.BEHIND, behind.negative() ? 1 : 0, width.least(), width.most(), 0);
      writeApart(behind.body(), at + 4);
    } else if (node instanceof Node.Condition condition) {
      write(Op.CONDITION, Place.ALL.indexOf(condition.place()), number(condition.word()));
    } else if (node instanceof Node.BackReference reference) {
      hasReferences = true;
      write(Op.REFERENCE, reference.group(), reference.ignoresCase() ? 1 : 0);
    } else if (node instanceof Node.Grapheme) {
      write(Op.GRAPHEME);
    }
  }

  /** Writes a body with an end of its own; the operand becomes the index behind it. */
  private void writeApart(Node body, int operand) {
    write(body);
    write(Op.SUCCEED);
    code[operand] = size;
  }

  private void write(Node.Choice choice) {
    List<Integer> jumps = new ArrayList<>();
    int last = choice.choices().size() - 1;
    for (int i = 0; i <= last; i++) {
      int split = i < last ? write(Op.SPLIT, 0, 0, branches++) : 0;
      if (i < last) {
        code[split + 1] = size;
      }
      write(choice.choices().get(i));
      if (i < last) {
        jumps.add(write(Op.JUMP, 0) + 1);
        code[split + 2] = size;
      }
    }
    jumps.forEach(jump -> code[jump] = size);
  }

  private void write(Node.Repetition repetition) {
    Node body = repetition.body();
    if (body instanceof Node.One one) {
      writeLoop(repetition, number(one.set()));
    } else if (repetition.preference() == Node.Preference.POSSESSIVE) {
      int operand = write(Op.ATOMIC, 0) + 1;
      writeRounds(body, repetition.least(), repetition.most(), true);
      write(Op.SUCCEED);
      code[operand] = size;
    } else {
      boolean greedy = repetition.preference() == Node.Preference.GREEDY;
      writeRounds(body, repetition.least(), repetition.most(), greedy);
    }
  }

  private void writeLoop(Node.Repetition repetition, int set) {
    int least = repetition.least();
    int most = repetition.most();
    switch (repetition.preference()) {
      case GREEDY -> write(Op.GREEDY, set, least, most, branches++);
      case LAZY -> write(Op.LAZY, set, least, most, branches++);
      case POSSESSIVE -> write(Op.POSSESSIVE, set, least, most);
    }
  }

  private void writeRounds(Node body, int least, int most, boolean greedy) {
    for (int i = 0; i < least; i++) {
      write(body);
    }
    if (most == Quantifiers.ENDLESS) {
      writeEndless(body, greedy);
      return;
    }
    List<Integer> exits = new ArrayList<>();
    for (int i = least; i < most; i++) {
      exits.add(writeExit(greedy));
      write(body);
    }
    exits.forEach(exit -> code[exit] = size);
  }

  private void writeEndless(Node body, boolean greedy) {
    int start = size;
    int exit = writeExit(greedy);
    if (body.width().least() > 0) {
      write(body);
      write(Op.JUMP, start);
    } else {
      int mark = marks++;
      write(Op.MARK, mark);
      write(body);
      write(Op.AGAIN, mark, start);
    }
    code[exit] = size;
  }

  /**
   * Writes the choice between another round, which follows, and going on; where to go on is due.
   */
  private int writeExit(boolean greedy) {
    int split = write(Op.SPLIT, 0, 0, branches++);
    code[greedy ? split + 1 : split + 2] = size;
    return greedy ? split + 2 : split + 1;
  }
}
