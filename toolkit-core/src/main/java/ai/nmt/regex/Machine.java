package ai.nmt.regex;

import ai.nmt.regex.Node.Place;
import ai.nmt.regex.Program.Op;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;

/**
 * Runs a program on a text by backtracking, without recursion but for groups in look-arounds and
 * atomic groups, whose depth the expression's length limits.
 *
 * <p>A search that takes long notes at which branch it was at which place of the text: coming there
 * again would fail again (captured groups do not matter but to back-references, whose programs do
 * not note). So its time grows with the text's length, not with its power. Not thread-safe.
 */
final class Machine {
  private static final int ENTRY = 3;
  private static final int MOST_ENTRIES = 1 << 23;

  /** Entries of the stack that put back what a group or a loop had noted. */
  private static final int RESTORE_GROUP = -1;

  private static final int RESTORE_MARK = -2;

  /** Entries at or below this one are a loop that can take another count: this minus its index. */
  private static final int LOOP = -3;

  /** Steps after which branches are noted: these and more for each character. */
  private static final int FEW_STEPS = 2000;

  private static final int FEW_STEPS_PER_CHARACTER = 16;
  private static final long MOST_STEPS = 50_000_000;
  private static final long MOST_STEPS_PER_CHARACTER = 1000;

  /** Characters of the text in messages. */
  private static final int SHOWN = 40;

  private final Program program;
  private final int[] code;
  private final int[] text;
  private final CharacterSet[] sets;

  /** Begin and end of each group, then the beginnings of those that may not have ended. */
  private final int[] groups;

  private final int[] marks;
  private int[] stack = new int[ENTRY * 64];
  private int top;
  private int floor;
  private int noEmptyMatch;
  private long steps;

  Machine(Program program, int[] text) {
    this.program = program;
    this.code = program.code();
    this.text = text;
    this.groups = new int[3 * (program.size().groups() + 1)];
    this.sets = program.sets();
    this.marks = new int[program.size().marks()];
  }

  /** Where groups begin and end, those of the whole match first; -1 for none. */
  int[] groups() {
    return groups;
  }

  /**
   * Looks for a match.
   *
   * @param from where it begins at the earliest
   * @param textStart where the text is to begin for the conditions
   * @param advance a place where the match must not be empty; -1 for none
   */
  boolean find(int from, int textStart, int advance) {
    return find(from, text.length, textStart, advance);
  }

  /** Whether the whole expression matches from the text's beginning on. */
  boolean matchesAtStart() {
    return find(0, 0, 0, -1);
  }

  private boolean find(int from, int lastStart, int textStart, int advance) {
    floor = textStart;
    noEmptyMatch = advance;
    steps = 0;
    Run run = new Run();
    CharacterSet first = program.first();
    for (int start = from; start <= lastStart; start++) {
      if (first != null && (start == text.length || !first.contains(text[start]))) {
        continue;
      }
      Arrays.fill(groups, -1);
      top = 0;
      int end = run.run(0, start, -1);
      if (end >= 0) {
        groups[0] = start;
        groups[1] = end;
        return true;
      }
    }
    return false;
  }

  /** One search, or one of a part that is matched as a whole. */
  private final class Run {
    private FailedStates failed;
    private final long start = steps;
    private int pc;
    private int at;

    /** Returns the end of a match from a place, -1 for none; it must be {@code wanted} if >= 0. */
    int run(int firstInstruction, int from, int wanted) {
      int base = top;
      pc = firstInstruction;
      at = from;
      boolean alive = true;
      while (true) {
        countStep();
        if (!alive && !backtrack(base)) {
          return -1;
        }
        if (code[pc] == Op.SUCCEED && isEnd(from, wanted)) {
          keepRestores(base);
          return at;
        }
        alive = step();
      }
    }

    private boolean isEnd(int from, int wanted) {
      if (pc == code.length - 1 && at == from && at == noEmptyMatch) {
        return false;
      }
      return wanted < 0 || at == wanted;
    }

    private void countStep() {
      steps++;
      if (failed == null
          && steps - start > FEW_STEPS + (long) FEW_STEPS_PER_CHARACTER * text.length
          && !program.size().hasReferences()) {
        failed = new FailedStates(program.size().branches());
      }
      if (steps > MOST_STEPS + MOST_STEPS_PER_CHARACTER * text.length) {
        throw tooLong();
      }
    }

    /** Whether a branch is taken at a place: not where it is known to lead nowhere. */
    private boolean isNew(int branch, int place) {
      return failed == null || failed.add(branch, place);
    }

    /** Goes back to the last choice; false if there is none. */
    private boolean backtrack(int base) {
      while (top > base) {
        top -= ENTRY;
        int kind = stack[top];
        int a = stack[top + 1];
        int b = stack[top + 2];
        if (kind == RESTORE_GROUP) {
          groups[a] = b;
        } else if (kind == RESTORE_MARK) {
          marks[a] = b;
        } else if (kind <= LOOP) {
          int loop = LOOP - kind;
          if (code[loop] == Op.GREEDY ? fewer(loop, a, b) : more(loop, a, b)) {
            return true;
          }
        } else {
          pc = kind;
          at = a;
          return true;
        }
      }
      return false;
    }

    private boolean fewer(int loop, int end, int least) {
      for (int place = end - 1; place >= least; place--) {
        if (isNew(code[loop + 4], place)) {
          if (place > least) {
            push(LOOP - loop, place, least);
          }
          pc = loop + 5;
          at = place;
          return true;
        }
      }
      return false;
    }

    private boolean more(int loop, int end, int left) {
      int place = end;
      int rounds = left;
      CharacterSet set = sets[code[loop + 1]];
      while (rounds > 0 && place < text.length && set.contains(text[place])) {
        place++;
        rounds--;
        if (isNew(code[loop + 4], place)) {
          push(LOOP - loop, place, rounds);
          pc = loop + 5;
          at = place;
          return true;
        }
        countStep();
      }
      return false;
    }

    /** One instruction; false if it does not match. */
    private boolean step() {
      int here = pc;
      return switch (code[here]) {
        case Op.ONE -> {
          pc = here + 2;
          yield at < text.length && sets[code[here + 1]].contains(text[at++]);
        }
        case Op.SPLIT -> {
          boolean isNew = isNew(code[here + 3], at);
          if (isNew) {
            push(code[here + 2], at, 0);
            pc = code[here + 1];
          }
          yield isNew;
        }
        case Op.JUMP -> goOn(code[here + 1]);
        case Op.OPEN -> {
          note(2 * (program.size().groups() + 1) + code[here + 1], at);
          yield goOn(here + 2);
        }
        case Op.CLOSE -> {
          note(2 * code[here + 1], groups[2 * (program.size().groups() + 1) + code[here + 1]]);
          note(2 * code[here + 1] + 1, at);
          yield goOn(here + 2);
        }
        case Op.MARK -> {
          push(RESTORE_MARK, code[here + 1], marks[code[here + 1]]);
          marks[code[here + 1]] = at;
          yield goOn(here + 2);
        }
        case Op.AGAIN -> goOn(marks[code[here + 1]] == at ? here + 3 : code[here + 2]);
        case Op.GREEDY, Op.LAZY, Op.POSSESSIVE -> loop(here);
        case Op.CONDITION -> {
          pc = here + 3;
          yield holds(Place.ALL.get(code[here + 1]), sets[code[here + 2]]);
        }
        case Op.ATOMIC -> {
          at = new Run().run(here + 2, at, -1);
          pc = code[here + 1];
          yield at >= 0;
        }
        case Op.AHEAD, Op.BEHIND -> look(here);
        case Op.REFERENCE -> {
          pc = here + 3;
          yield repeats(code[here + 1], code[here + 2] == 1);
        }
        case Op.GRAPHEME -> {
          pc = here + 1;
          yield grapheme();
        }
        // SUCCEED at a place that is not the wanted one.
        default -> false;
      };
    }

    private boolean goOn(int next) {
      pc = next;
      return true;
    }

    private boolean loop(int here) {
      CharacterSet set = sets[code[here + 1]];
      int least = code[here + 2];
      int most = code[here] == Op.LAZY ? least : code[here + 3];
      int end = at;
      int last = most > text.length - at ? text.length : at + most;
      while (end < last && set.contains(text[end])) {
        end++;
      }
      if (end - at < least) {
        steps += end - at;
        return false;
      }
      steps += end - at;
      if (code[here] == Op.POSSESSIVE) {
        pc = here + 4;
        at = end;
        return true;
      }
      int fewest = at + least;
      at = end;
      pc = here + 5;
      if (code[here] == Op.LAZY) {
        if (code[here + 3] > least) {
          push(LOOP - here, end, code[here + 3] - least);
        }
      } else if (end > fewest) {
        push(LOOP - here, end, fewest);
      }
      return isNew(code[here + 4], end);
    }

    private boolean look(int here) {
      boolean behind = code[here] == Op.BEHIND;
      boolean negative = code[here + 1] == 1;
      int body = here + (behind ? 5 : 3);
      int base = top;
      int place = at;
      boolean found = behind ? endsHere(here, body) : new Run().run(body, at, -1) >= 0;
      if (negative) {
        undoTo(base);
      }
      at = place;
      pc = code[body - 1];
      return found != negative;
    }

    private boolean endsHere(int here, int body) {
      for (int length = code[here + 2]; length <= code[here + 3]; length++) {
        if (at - length < floor) {
          return false;
        }
        if (new Run().run(body, at - length, at) >= 0) {
          return true;
        }
      }
      return false;
    }

    private boolean repeats(int group, boolean ignoresCase) {
      int from = groups[2 * group];
      int to = groups[2 * group + 1];
      if (from < 0 || to < from || to - from > text.length - at) {
        return false;
      }
      for (int i = from; i < to; i++, at++) {
        int a = text[i];
        int b = text[at];
        if (a != b
            && !(ignoresCase && UCharacter.foldCase(a, true) == UCharacter.foldCase(b, true))) {
          return false;
        }
      }
      return true;
    }

    private boolean grapheme() {
      if (at == text.length) {
        return false;
      }
      BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
      String rest = new String(text, at, Math.min(text.length - at, 1 << 10));
      characters.setText(rest);
      at += rest.codePointCount(0, characters.next());
      return true;
    }

    private boolean holds(Place place, CharacterSet word) {
      return switch (place) {
        case TEXT_START -> at == floor;
        case TEXT_END -> at == text.length;
        case LAST_LINE_END -> at == text.length || (at == text.length - 1 && text[at] == '\n');
        case LINE_START -> at == floor || text[at - 1] == '\n';
        case LINE_END -> at == text.length || text[at] == '\n';
        case WORD_EDGE -> isEdge(word);
        case NO_WORD_EDGE -> !isEdge(word);
      };
    }

    private boolean isEdge(CharacterSet word) {
      boolean before = at > floor && word.contains(text[at - 1]);
      boolean after = at < text.length && word.contains(text[at]);
      return before != after;
    }
  }

  /** Changes what is noted of groups, until the search goes back. */
  private void note(int slot, int place) {
    push(RESTORE_GROUP, slot, groups[slot]);
    groups[slot] = place;
  }

  private void push(int kind, int a, int b) {
    if (top == stack.length) {
      if (top >= ENTRY * MOST_ENTRIES) {
        throw tooLong();
      }
      stack = Arrays.copyOf(stack, Math.min(ENTRY * MOST_ENTRIES, 2 * stack.length));
    }
    stack[top++] = kind;
    stack[top++] = a;
    stack[top++] = b;
  }

  private RegexLimitException tooLong() {
    String beginning = new String(text, 0, Math.min(text.length, SHOWN));
    return new RegexLimitException(
        "the regular expression '"
            + program.pattern()
            + "' needs too many steps on the text '"
            + beginning
            + (text.length > SHOWN ? "..." : "")
            + "'; write it without repetitions of what is itself repeated");
  }

  /** Drops the choices above the base, but not what puts groups and marks back. */
  private void keepRestores(int base) {
    int kept = base;
    for (int i = base; i < top; i += ENTRY) {
      if (stack[i] < 0 && stack[i] > LOOP) {
        System.arraycopy(stack, i, stack, kept, ENTRY);
        kept += ENTRY;
      }
    }
    top = kept;
  }

  private void undoTo(int base) {
    while (top > base) {
      top -= ENTRY;
      if (stack[top] == RESTORE_GROUP) {
        groups[stack[top + 1]] = stack[top + 2];
      } else if (stack[top] == RESTORE_MARK) {
        marks[stack[top + 1]] = stack[top + 2];
      }
    }
  }
}
