package ai.nmt.text;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The sentences of the sample corpus: templates whose gaps are filled with numbers and dates in
 * words.
 *
 * <p>Not thread-safe.
 */
final class SampleSentences {
  private static final String SOFT_HYPHEN = "\u00AD";
  private static final int LARGEST_ORDINAL = 9_999;
  private static final int LARGEST_DECIMAL = 999;

  /** Templates of one cardinal number. */
  private static final String[][] ONE = {
    {"%s .", "%s ."},
    {"the number %s is on the list .", "die Zahl %s steht auf der Liste ."},
    {"we counted %s people .", "wir haben %s Leute gezählt ."},
    {"there are %s books in the library .", "in der Bibliothek gibt es %s Bücher ."},
    {"the town has %s inhabitants .", "die Stadt hat %s Einwohner ."},
    {"it costs %s euros .", "es kostet %s Euro ."},
    {"she walked %s steps today .", "sie ist heute %s Schritte gegangen ."},
    {"%s trees grow in this forest .", "in diesem Wald wachsen %s Bäume ."},
    {"they returned after %s days .", "nach %s Tagen kehrten sie zurück ."},
    {"do you really have %s stamps ?", "hast du wirklich %s Briefmarken ?"},
  };

  /** Templates of two cardinal numbers; the last one changes their order. */
  private static final String[][] TWO = {
    {"%1$s or %2$s ?", "%1$s oder %2$s ?"},
    {"%1$s is not %2$s .", "%1$s ist nicht %2$s ."},
    {
      "he bought %1$s apples and sold %2$s pears .",
      "er hat %1$s Äpfel gekauft und %2$s Birnen verkauft ."
    },
    {"%1$s of %2$s tickets are sold .", "von %2$s Karten sind %1$s verkauft ."},
  };

  /** Templates of one ordinal number, with the German rule that declines it. */
  private static final String[][] ORDINAL = {
    {"she is the %s visitor .", "sie ist die %s Besucherin .", "%spellout-ordinal"},
    {"this is the %s attempt .", "das ist der %s Versuch .", "%spellout-ordinal"},
    {"he came in %s place .", "er kam auf den %s Platz .", "%spellout-ordinal-n"},
    {"her %s child was born .", "ihr %s Kind wurde geboren .", "%spellout-ordinal-s"},
  };

  /** Templates of weekday, day, month and year. */
  private static final String[][] DATE = {
    {"on the %2$s of %3$s %4$s .", "am %2$s %3$s %4$s ."},
    {"on %1$s , the %2$s of %3$s %4$s .", "am %1$s , dem %2$s %3$s %4$s ."},
    {
      "the letter was written on %3$s %2$s , %4$s .",
      "der Brief wurde am %2$s %3$s %4$s geschrieben ."
    },
    {"she was born on the %2$s of %3$s %4$s .", "sie wurde am %2$s %3$s %4$s geboren ."},
  };

  /** Templates of one decimal number. */
  private static final String[][] DECIMAL = {
    {"the river is %s kilometers long .", "der Fluss ist %s Kilometer lang ."},
    {"the value is %s .", "der Wert beträgt %s ."},
    {"it was minus %s degrees cold .", "es war minus %s Grad kalt ."},
  };

  private final RuleBasedNumberFormat english = spellOut(ULocale.ENGLISH);
  private final RuleBasedNumberFormat german = spellOut(ULocale.GERMAN);
  private final boolean subwords;

  SampleSentences(boolean subwords) {
    this.subwords = subwords;
  }

  /** Where sentences take their numbers from. */
  interface Numbers {
    /** A number from 1 to {@code largest}. */
    int next(int largest);
  }

  /** A sentence of a random template and its translation. */
  SampleCorpus.Pair pair(RandomGenerator random, Numbers numbers, Supplier<LocalDate> dates) {
    int kind = random.nextInt(10);
    if (kind < 4) {
      return one(pick(ONE, random), counted(numbers));
    } else if (kind < 6) {
      return two(pick(TWO, random), counted(numbers), counted(numbers));
    } else if (kind < 7) {
      return ordinal(pick(ORDINAL, random), numbers.next(LARGEST_ORDINAL));
    } else if (kind < 9) {
      return date(pick(DATE, random), dates.get());
    } else {
      return decimal(pick(DECIMAL, random), numbers.next(LARGEST_DECIMAL), random.nextInt(1, 100));
    }
  }

  private static RuleBasedNumberFormat spellOut(ULocale locale) {
    return new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
  }

  private static String[] pick(String[][] templates, RandomGenerator random) {
    return templates[random.nextInt(templates.length)];
  }

  /** A number that asks for the plural. */
  private static int counted(Numbers numbers) {
    int number = numbers.next(Integer.MAX_VALUE);
    return number == 1 ? 2 : number;
  }

  private SampleCorpus.Pair one(String[] template, long number) {
    return fill(
        template, new String[] {english.format(number)}, new String[] {german.format(number)});
  }

  private SampleCorpus.Pair two(String[] template, long first, long second) {
    return fill(
        template,
        new String[] {english.format(first), english.format(second)},
        new String[] {german.format(first), german.format(second)});
  }

  private SampleCorpus.Pair ordinal(String[] template, long number) {
    return fill(
        template,
        new String[] {english.format(number, "%spellout-ordinal")},
        new String[] {german.format(number, template[2])});
  }

  private SampleCorpus.Pair decimal(String[] template, int whole, int hundredths) {
    // As ICU reads decimals: digit by digit after the point.
    double value = whole + hundredths / 100.0;
    return fill(
        template, new String[] {english.format(value)}, new String[] {german.format(value)});
  }

  private SampleCorpus.Pair date(String[] template, LocalDate date) {
    return fill(
        template,
        dateWords(date, Locale.ENGLISH, english, "%spellout-ordinal"),
        dateWords(date, Locale.GERMAN, german, "%spellout-ordinal-n"));
  }

  private static String[] dateWords(
      LocalDate date, Locale locale, RuleBasedNumberFormat format, String dayRule) {
    return new String[] {
      date.getDayOfWeek().getDisplayName(TextStyle.FULL, locale),
      format.format(date.getDayOfMonth(), dayRule),
      date.getMonth().getDisplayName(TextStyle.FULL, locale),
      format.format(date.getYear(), "%spellout-numbering-year")
    };
  }

  private SampleCorpus.Pair fill(String[] template, String[] english, String[] german) {
    return new SampleCorpus.Pair(
        String.format(Locale.ROOT, template[0], pieces(english)),
        String.format(Locale.ROOT, template[1], pieces(german)));
  }

  /** Cuts compounds where ICU marks their joints, in the notation of subword units. */
  private Object[] pieces(String[] words) {
    Object[] pieces = new Object[words.length];
    for (int i = 0; i < words.length; i++) {
      pieces[i] =
          subwords
              ? words[i].replace(SOFT_HYPHEN, "@@ ").replace("-", "-@@ ")
              : words[i].replace(SOFT_HYPHEN, "");
    }
    return pieces;
  }
}
