package ai.nmt.regex;

import java.util.BitSet;

/** The branches and places from which a search has not come to a match. Not thread-safe. */
final class FailedStates {
  private final BitSet[] places;

  FailedStates(int branches) {
    places = new BitSet[branches];
  }

  /** Notes that a search goes on from there; false if one has before. */
  boolean add(int branch, int place) {
    BitSet known = places[branch];
    if (known == null) {
      known = new BitSet();
      places[branch] = known;
    } else if (known.get(place)) {
      return false;
    }
    known.set(place);
    return true;
  }
}
