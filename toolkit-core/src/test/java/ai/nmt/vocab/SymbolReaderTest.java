package ai.nmt.vocab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.random.SplitMix64;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equality with decoding by Java and splitting by {@link WhitespaceTokenizer}. */
class SymbolReaderTest {
  private final List<String> found = new ArrayList<>();
  private final DictionaryBuilder counts = new DictionaryBuilder();

  private final SymbolVisitor visitor =
      new SymbolVisitor() {
        @Override
        public void symbol(byte[] text, int from, int to, int hash) {
          found.add(new String(text, from, to - from, UTF_8));
          counts.count(text, from, to, hash);
        }

        @Override
        public void endOfLine() {
          found.add("\n");
        }
      };

  private void assertReadAsDecoded(byte[] bytes, int from, int to) {
    found.clear();
    boolean valid = SymbolReader.readLine(ByteBuffer.wrap(bytes, from, to - from), visitor);
    try {
      String line = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
      List<String> expected = WhitespaceTokenizer.split(line);
      expected.add("\n");
      assertThat(valid).isTrue();
      assertThat(found).isEqualTo(expected);
    } catch (CharacterCodingException e) {
      // What Java refuses is refused here.
      assertThat(valid).isFalse();
    }
  }

  @Test
  void everyCharacterIsReadAsDecoded() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= 0xDFFF;
      if (!surrogate && (codePoint < 0x11000 || codePoint % 97 == 0)) {
        byte[] line = ("a" + Character.toString(codePoint) + "b").getBytes(UTF_8);
        assertReadAsDecoded(line, 0, line.length);
      }
    }
  }

  @Test
  void anyBytesAreReadAsDecoded() {
    SplitMix64 random = new SplitMix64(5);
    byte[] edges = {
      'a',
      ' ',
      '\t',
      '\r',
      0x1C,
      0x7F,
      (byte) 0x80,
      (byte) 0x85,
      (byte) 0x8F,
      (byte) 0x90,
      (byte) 0x9F,
      (byte) 0xA0,
      (byte) 0xBF,
      (byte) 0xC0,
      (byte) 0xC1,
      (byte) 0xC2,
      (byte) 0xDF,
      (byte) 0xE0,
      (byte) 0xE1,
      (byte) 0xE2,
      (byte) 0xE3,
      (byte) 0xED,
      (byte) 0xEF,
      (byte) 0xF0,
      (byte) 0xF4,
      (byte) 0xF5,
      (byte) 0xFF
    };
    for (int round = 0; round < 200_000; round++) {
      byte[] line = new byte[random.nextInt(7)];
      for (int i = 0; i < line.length; i++) {
        line[i] = round % 2 == 0 ? edges[random.nextInt(edges.length)] : (byte) random.nextInt(256);
      }
      int from = random.nextInt(line.length + 1);
      assertReadAsDecoded(line, from, line.length);
    }
  }

  @Test
  void symbolsAreFoundAgainHoweverManyThereAre() {
    SymbolTable table = new SymbolTable(1);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < 50_000; i++) {
      assertThat(table.add("w" + i)).isEqualTo(i);
      text.writeBytes(("w" + i + " w" + i + " ").getBytes(UTF_8));
    }
    assertThat(SymbolReader.readLine(ByteBuffer.wrap(text.toByteArray()), visitor)).isTrue();
    assertThat(counts.size()).isEqualTo(50_000);
    for (int i = 0; i < 50_000; i++) {
      assertThat(table.find("w" + i)).isEqualTo(i);
      assertThat(table.add("w" + i)).isEqualTo(i);
      assertThat(table.symbol(i)).isEqualTo("w" + i);
    }
    assertThat(table.find("w")).isEqualTo(SymbolTable.ABSENT);
    assertThat(table.find("")).isEqualTo(SymbolTable.ABSENT);
    assertThat(new SymbolTable(1).find("w")).isEqualTo(SymbolTable.ABSENT);
  }
}
