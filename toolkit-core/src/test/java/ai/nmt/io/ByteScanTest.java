package ai.nmt.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteScanTest {
  @Test
  void findsTheFirstOfEight() {
    long eight = ByteScan.get("ab cd ef".getBytes(US_ASCII), 0);
    assertThat(ByteScan.indexOf(eight, ' ')).isEqualTo(2);
    assertThat(ByteScan.indexOf(eight, 'a')).isZero();
    assertThat(ByteScan.indexOf(eight, 'f')).isEqualTo(7);
    assertThat(ByteScan.indexOf(eight, 'x')).isEqualTo(8);
  }

  /** Values near the one sought, on both sides and with the high bit, are not taken for it. */
  @Test
  void findsAndCountsWhatAByteByByteSearchFinds() {
    Random random = new Random(1);
    byte[] near = {'\n', '\n' - 1, '\n' + 1, (byte) ('\n' | 0x80), 0, (byte) 0xFF, ' '};
    for (int round = 0; round < 20_000; round++) {
      ByteText text = new ByteText(0);
      int length = random.nextInt(40);
      for (int i = 0; i < length + ByteText.SLACK; i++) {
        text.append(near[random.nextInt(near.length)]);
      }
      text.setLength(length);
      int start = random.nextInt(length + 1);
      int index = start;
      while (index < length && text.array()[index] != '\n') {
        index++;
      }
      assertThat(ByteScan.indexOf(text.array(), start, length, '\n')).isEqualTo(index);
      long lines = 0;
      for (int i = 0; i < length; i++) {
        lines += text.array()[i] == '\n' || i == length - 1 ? 1 : 0;
      }
      assertThat(ByteScan.countLines(text)).isEqualTo(lines);
    }
  }
}
