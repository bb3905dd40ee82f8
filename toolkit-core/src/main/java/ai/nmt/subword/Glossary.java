package ai.nmt.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions whose matches stay whole. */
final class Glossary {
  private final List<Pattern> parts = new ArrayList<>();
  private final List<Pattern> wholes = new ArrayList<>();
  private final Pattern any;

  Glossary(List<Pattern> expressions) {
    StringBuilder alternatives = new StringBuilder();
    for (Pattern expression : expressions) {
      String text = expression.pattern();
      parts.add(Pattern.compile("(" + text + ")", expression.flags()));
      wholes.add(Pattern.compile("^" + text + "$", expression.flags()));
      alternatives.append(alternatives.isEmpty() ? "" : "|").append(text);
    }
    any = Pattern.compile("^(" + alternatives + ")$", Pattern.UNICODE_CHARACTER_CLASS);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether the text is an entry. */
  boolean contains(String text) {
    return !isEmpty() && any.matcher(text).lookingAt();
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
    Matcher matcher = parts.get(index).matcher(word);
    if (wholes.get(index).matcher(word).lookingAt() || !matcher.find()) {
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
    } while (matcher.find());
    add(WordCounts.stripEnds(word.substring(start)), segments);
  }

  private static void add(String segment, List<String> segments) {
    if (segment != null && !segment.isEmpty()) {
      segments.add(segment);
    }
  }
}
