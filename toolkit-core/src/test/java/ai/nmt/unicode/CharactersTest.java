package ai.nmt.unicode;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CharactersTest {
  /** Of Unicode 14: a melting face, a letter with its small one; Java 17 knows none of them. */
  private static final int MELTING_FACE = 0x1FAE0;

  private static final int CAPITAL_GLAGOLITIC = 0x2C2F;
  private static final int SMALL_GLAGOLITIC = 0x2C5F;

  @Test
  void knowsWhatIsNewerThanTheJdk() {
    assertThat(Characters.isOther(MELTING_FACE)).isFalse();
    assertThat(Characters.isOtherSymbol(MELTING_FACE)).isTrue();
    assertThat(Characters.isAlpha(SMALL_GLAGOLITIC)).isTrue();
    assertThat(Characters.isLower(SMALL_GLAGOLITIC)).isTrue();
    assertThat(Characters.isLower(CAPITAL_GLAGOLITIC)).isFalse();
    assertThat(Characters.lowerCase(Character.toString(CAPITAL_GLAGOLITIC)))
        .isEqualTo(Character.toString(SMALL_GLAGOLITIC));
  }

  @Test
  void whatIsAnsweredWithoutIcuIsAsInIcu() {
    for (int c = 0; c <= 0x1FFFF; c++) {
      assertThat(Characters.isSpace(c)).isEqualTo(has(c, UProperty.WHITE_SPACE));
      assertThat(Characters.isAlpha(c)).isEqualTo(has(c, UProperty.ALPHABETIC));
      assertThat(Characters.isLower(c)).isEqualTo(has(c, UProperty.LOWERCASE));
      assertThat(Characters.isDigit(c)).isEqualTo(is(c, UProperty.GENERAL_CATEGORY_MASK, "Nd"));
      assertThat(Characters.isNumber(c)).isEqualTo(is(c, UProperty.GENERAL_CATEGORY_MASK, "N"));
      assertThat(Characters.isOther(c)).isEqualTo(is(c, UProperty.GENERAL_CATEGORY_MASK, "C"));
      assertThat(Characters.isCurrency(c)).isEqualTo(is(c, UProperty.GENERAL_CATEGORY_MASK, "Sc"));
      StringBuilder lower = new StringBuilder();
      Characters.appendLowerCase(c, lower);
      if (c < 0xD800 || c > 0xDFFF) {
        assertThat(lower.toString())
            .isEqualTo(UCharacter.toLowerCase(Locale.ROOT, Character.toString(c)));
      }
    }
  }

  private static boolean has(int character, int property) {
    return UCharacter.hasBinaryProperty(character, property);
  }

  private static boolean is(int character, int property, String value) {
    int mask = UCharacter.getPropertyValueEnum(property, value);
    return (mask >> UCharacter.getType(character) & 1) != 0;
  }

  @Test
  void whiteSpaceOfPythonHasFourSeparatorsMore() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Characters.isPythonSpace(c) != Characters.isSpace(c))
                .toArray())
        .containsExactly(0x1C, 0x1D, 0x1E, 0x1F);
    assertThat(Characters.strip("\u001C\u00A0a b\u2028\r")).isEqualTo("a b");
    assertThat(Characters.stripTrailing(" a\u0085\u001F")).isEqualTo(" a");
    assertThat(Characters.isBlank("\t\u0085 ")).isTrue();
    assertThat(Characters.isBlank("\u001C")).isFalse();
  }

  @Test
  void numbersThatAreNoCodePointsAreInNoClass() {
    for (int number : new int[] {-1, Integer.MIN_VALUE, 0x110000, Integer.MAX_VALUE}) {
      assertThat(Characters.isAlnum(number)).isFalse();
      assertThat(Characters.isLower(number)).isFalse();
      assertThat(Characters.isLowercaseLetter(number)).isFalse();
      assertThat(Characters.isSpace(number)).isFalse();
      assertThat(Characters.isNumber(number)).isFalse();
    }
  }

  @Test
  void casesAreUnicodesWhateverTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Characters.lowerCase("ΑΣ TITLE İ")).isEqualTo("ας title i̇");
      assertThat(Characters.upperCase("ßi")).isEqualTo("SSI");
    } finally {
      Locale.setDefault(before);
    }
  }
}
