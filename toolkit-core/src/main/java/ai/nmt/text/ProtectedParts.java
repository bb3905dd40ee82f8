package ai.nmt.text;

import ai.nmt.regex.Regex;
import ai.nmt.regex.RegexMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The parts of one line that the tokenizer keeps whole.
 *
 * <p>A part that a pattern has found is protected wherever it occurs, the parts found first before
 * the others, as in Moses.
 *
 * @param parts the different parts, in the order in which they were found
 */
record ProtectedParts(List<String> parts) {
  /** The factor of {@link String#hashCode}, which a window slides over the line with. */
  private static final int HASH_FACTOR = 31;

  /** Where a part stands, from {@code start} to before {@code end}. */
  private record Place(int part, int start, int end) {}

  /**
   * Finds parts.
   *
   * @param text the line
   * @param patterns what to look for, one after the other, each from left to right; a pattern that
   *     matches nothing but the empty string ends there
   * @return the parts
   */
  static ProtectedParts find(String text, List<Regex> patterns) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    for (Regex pattern : patterns) {
      RegexMatcher matcher = pattern.matcher(text);
      int start = 0;
      // Each search is blind to what stands before its place, so that ^ matches there as in Moses.
      while (matcher.findIn(start) && matcher.end() > matcher.start()) {
        parts.putIfAbsent(matcher.group(0), parts.size());
        start = matcher.end();
      }
    }
    return new ProtectedParts(List.copyOf(parts.keySet()));
  }

  /**
   * Replaces the parts.
   *
   * @param text the line
   * @return the line with -1 - (index of the part) between spaces for each part
   */
  CodePoints replaceIn(String text) {
    CodePoints result = new CodePoints(text.length());
    int start = 0;
    for (Place place : places(text)) {
      addAll(result, text, start, place.start());
      result.addApart(-1 - place.part());
      start = place.end();
    }
    addAll(result, text, start, text.length());
    return result;
  }

  private static void addAll(CodePoints result, String text, int start, int end) {
    text.substring(start, end).codePoints().forEach(result::add);
  }

  /** Where parts stand, from left to right; none overlaps another. */
  private Iterable<Place> places(String text) {
    Map<Integer, List<Integer>> starts = occurrences(text);
    NavigableMap<Integer, Place> places = new TreeMap<>();
    for (int part = 0; part < parts.size(); part++) {
      int length = parts.get(part).length();
      for (int start : starts.getOrDefault(part, List.of())) {
        Map.Entry<Integer, Place> before = places.lowerEntry(start + length);
        if (before == null || before.getValue().end() <= start) {
          places.put(start, new Place(part, start, start + length));
        }
      }
    }
    return places.values();
  }

  /** All places of each part: one pass over the line for each length, however many parts. */
  private Map<Integer, List<Integer>> occurrences(String text) {
    Map<Integer, Map<String, Integer>> byLength = new TreeMap<>();
    for (int part = 0; part < parts.size(); part++) {
      String wanted = parts.get(part);
      byLength.computeIfAbsent(wanted.length(), length -> new HashMap<>()).put(wanted, part);
    }
    Map<Integer, List<Integer>> starts = new HashMap<>();
    byLength.forEach((length, wanted) -> slide(text, length, wanted, starts));
    return starts;
  }

  private static void slide(
      String text, int length, Map<String, Integer> wanted, Map<Integer, List<Integer>> starts) {
    int[] hashes = wanted.keySet().stream().mapToInt(String::hashCode).sorted().toArray();
    int leaving = 1;
    for (int i = 0; i < length; i++) {
      leaving *= HASH_FACTOR;
    }
    int hash = 0;
    for (int end = 1; end <= text.length(); end++) {
      hash = HASH_FACTOR * hash + text.charAt(end - 1);
      int start = end - length;
      if (start > 0) {
        hash -= leaving * text.charAt(start - 1);
      }
      if (start >= 0 && Arrays.binarySearch(hashes, hash) >= 0) {
        Integer part = wanted.get(text.substring(start, end));
        if (part != null) {
          starts.computeIfAbsent(part, key -> new ArrayList<>()).add(start);
        }
      }
    }
  }
}
