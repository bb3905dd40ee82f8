package ai.nmt.regex;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Named sets of characters: {@code \w}, {@code [:alpha:]}, {@code \p{Greek}}. */
final class Properties {
  /** The names that {@code [:NAME:]} knows. */
  static final List<String> POSIX_NAMES =
      List.of(
          "alpha", "alnum", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "word", "xdigit");

  private static final String GRAPH = "[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]";

  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alpha", "[\\p{Alphabetic}]"),
          Map.entry("alnum", "[\\p{Alphabetic}\\p{Nd}]"),
          Map.entry("ascii", "[\\u0000-\\u007F]"),
          Map.entry("blank", "[\\t\\p{Zs}]"),
          Map.entry("cntrl", "[\\p{Cc}]"),
          Map.entry("digit", "[\\p{Nd}]"),
          Map.entry("graph", GRAPH),
          Map.entry("lower", "[\\p{Lowercase}]"),
          Map.entry("print", "[" + GRAPH + "\\p{Zs}]"),
          Map.entry("punct", "[\\p{P}\\u0024+<=>\\u005E`|~]"),
          Map.entry("space", "[\\p{White_Space}]"),
          Map.entry("upper", "[\\p{Uppercase}]"),
          Map.entry("word", "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]"),
          Map.entry("xdigit", "[\\p{Hex_Digit}]"));

  /** Perl's names that ICU does not know or takes for something else. */
  private static final Map<String, String> PERL =
      Map.ofEntries(
          Map.entry("any", "[\\u0000-\\U0010FFFF]"),
          Map.entry("all", "[\\u0000-\\U0010FFFF]"),
          Map.entry("unicode", "[\\u0000-\\U0010FFFF]"),
          Map.entry("assigned", "[^\\p{Cn}]"),
          Map.entry("punct", "[\\p{P}]"),
          Map.entry("title", "[\\p{Lt}]"),
          Map.entry("titlecase", "[\\p{Lt}]"),
          Map.entry("horizspace", "[\\t\\p{Zs}]"),
          Map.entry("vertspace", "[\\n\\u000B\\f\\r\\u0085\\u2028\\u2029]"),
          Map.entry("spaceperl", "[\\p{White_Space}]"),
          Map.entry("l&", "[\\p{LC}]"),
          Map.entry("l", "[\\p{L}]"));

  /** Python's {@code str.isalnum} and the underscore. */
  private static final UnicodeSet PYTHON_WORD =
      set("[\\p{L}\\p{N}_[:Numeric_Type=Decimal:][:Numeric_Type=Digit:][:Numeric_Type=Numeric:]]");

  private static final UnicodeSet PYTHON_SPACE = set("[\\p{White_Space}\\u001C-\\u001F]");
  private static final UnicodeSet ASCII = set(POSIX.get("ascii"));

  /** What sets of one case become for Perl where case is ignored. */
  private static final Map<UnicodeSet, UnicodeSet> CASES =
      Map.of(
          set("[\\p{Lu}]"), set("[\\p{LC}]"),
          set("[\\p{Ll}]"), set("[\\p{LC}]"),
          set("[\\p{Lt}]"), set("[\\p{LC}]"),
          set("[\\p{Uppercase}]"), set("[\\p{Cased}]"),
          set("[\\p{Lowercase}]"), set("[\\p{Cased}]"));

  private Properties() {}

  private static UnicodeSet set(String pattern) {
    return new UnicodeSet(pattern).freeze();
  }

  /** {@code \w}. */
  static UnicodeSet word(Dialect dialect, Flags flags) {
    return limited(dialect == Dialect.PERL ? set(POSIX.get("word")) : PYTHON_WORD, flags);
  }

  /** {@code \s}. */
  static UnicodeSet space(Dialect dialect, Flags flags) {
    UnicodeSet all = dialect == Dialect.PERL ? set(POSIX.get("space")) : PYTHON_SPACE;
    // ASCII's white space has no U+001C to U+001F, not for Python either.
    return flags.ascii() ? limited(set(POSIX.get("space")), flags) : all;
  }

  /** {@code \d}. */
  static UnicodeSet digit(Flags flags) {
    return limited(set(POSIX.get("digit")), flags);
  }

  /** {@code \h}. */
  static UnicodeSet horizontalSpace() {
    return set(POSIX.get("blank"));
  }

  /** {@code \v}. */
  static UnicodeSet verticalSpace() {
    return set(PERL.get("vertspace"));
  }

  /** {@code [:NAME:]}; null for an unknown name. */
  static UnicodeSet posix(String name, Flags flags) {
    String pattern = POSIX.get(name);
    if (pattern == null) {
      return null;
    }
    UnicodeSet set = set(pattern);
    return limited(flags.ignoresCase() ? CASES.getOrDefault(set, set) : set, flags);
  }

  private static UnicodeSet limited(UnicodeSet set, Flags flags) {
    return flags.ascii() ? set.cloneAsThawed().retainAll(ASCII).freeze() : set;
  }

  /**
   * Perl's {@code \p{NAME}}.
   *
   * @throws RegexSyntaxException if Unicode has no property of this name
   */
  static UnicodeSet property(String name, Flags flags) {
    UnicodeSet set = property(name);
    return flags.ignoresCase() ? CASES.getOrDefault(set, set) : set;
  }

  private static UnicodeSet property(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    int equals = Math.max(plain.indexOf('='), plain.indexOf(':'));
    try {
      if (equals >= 0) {
        return new UnicodeSet()
            .applyPropertyAlias(plain.substring(0, equals), plain.substring(equals + 1))
            .freeze();
      }
      UnicodeSet found = named(plain);
      if (found == null && plain.startsWith("is")) {
        found = named(plain.substring(2));
      }
      if (found == null && plain.startsWith("in")) {
        found = new UnicodeSet().applyPropertyAlias("blk", plain.substring(2)).freeze();
      }
      if (found != null) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      // Unknown to ICU: reported below like the names without a sign of equality.
      throw unknown(name, e);
    }
    throw unknown(name, null);
  }

  private static RegexSyntaxException unknown(String name, Throwable cause) {
    RegexSyntaxException unknown =
        new RegexSyntaxException("Unicode has no property of the name in \\p{" + name + "}");
    unknown.initCause(cause);
    return unknown;
  }

  private static UnicodeSet named(String plain) {
    if (PERL.containsKey(plain)) {
      return set(PERL.get(plain));
    } else if (POSIX.containsKey(plain)) {
      return set(POSIX.get(plain));
    } else if (plain.startsWith("xposix")) {
      return posix(plain.substring("xposix".length()), Flags.NONE);
    } else if (plain.startsWith("posix")) {
      return posix(plain.substring("posix".length()), Flags.NONE.with('a', true));
    }
    try {
      UCharacter.getPropertyValueEnum(UProperty.SCRIPT, plain);
      // A script's name alone means the characters that are used in it.
      return new UnicodeSet().applyPropertyAlias("scx", plain).freeze();
    } catch (IllegalArgumentException noScript) {
      return categoryOrBinary(plain);
    }
  }

  private static UnicodeSet categoryOrBinary(String plain) {
    try {
      return new UnicodeSet().applyPropertyAlias(plain, "").freeze();
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
