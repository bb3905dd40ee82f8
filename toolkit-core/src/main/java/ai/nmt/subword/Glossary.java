package ai.nmt.subword;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import ai.nmt.regex.RegexMatcher;
import java.util.ArrayList;
import java.util.List;

/** Expressions of Python whose matches stay whole, put together as subword-nmt does. */
final class Glossary {
  private final List<Regex> parts = new ArrayList<>();
  private final List<Regex> wholes = new ArrayList<>();

  /** All expressions; null if there are none. */
  private final Regex any;

  Glossary(List<Regex> expressions) {
    StringBuilder alternatives = new StringBuilder();
    for (Regex expression : expressions) {
      String text = expression.pattern();
      parts.add(Regex.compile("(" + text + ")", Dialect.PYTHON));
      wholes.add(Regex.compile("^" + text + "$", Dialect.PYTHON));
      alternatives.append(alternatives.isEmpty() ? "" : "|").append(text);
    }
    // Most segmenters have none, and shall not load Unicode's data for it.
    any = parts.isEmpty() ? null : Regex.compile("^(" + alternatives + ")$", Dialect.PYTHON);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether the text is an entry. */
  boolean contains(String text) {
    return !isEmpty() && any.matcher(text).matchesAtStart();
  }

  /** The word cut around the entries it holds. */
  List<String> isolate(String word) {
    List<String> segments = List.of(word);
    for (int i = 0; i < parts.size(); i++) {
      List<String> next = new ArrayList<>();
      for (String segment : segments) {
        isolate(segment, i, next);
      }
      segments = next;
    }
    return segments;
  }

  private void isolate(String word, int index, List<String> segments) {
    RegexMatcher matcher = parts.get(index).matcher(word);
    if (wholes.get(index).matcher(word).matchesAtStart() || !matcher.find(0)) {
      segments.add(word);
      return;
    }
    int start = 0;
    do {
      add(word.substring(start, matcher.start()), segments);
      // As in subword-nmt, groups inside the expression come out once more.
      for (int group = 1; group <= matcher.groupCount(); group++) {
        add(matcher.group(group), segments);
      }
      start = matcher.end();
    } while (matcher.findNext());
    add(WordCounts.stripEnds(word.substring(start)), segments);
  }

  private static void add(String segment, List<String> segments) {
    if (segment != null && !segment.isEmpty()) {
      segments.add(segment);
    }
  }
}
