package ai.nmt.sentencepiece;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decoding with models that have no piece for a space alone, and with all kinds of pieces. */
class PieceDecoderTest {
  private static final int TRAINING = 2;
  private static final int NORMALIZATION = 3;

  private final ByteArrayOutputStream model = new ByteArrayOutputStream();

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    int tag = number << 3 | 2;
    while (tag >= 0x80) {
      field.write((tag & 0x7F) | 0x80);
      tag >>= 7;
    }
    field.write(tag);
    field.write(content.length);
    field.writeBytes(content);
    return field.toByteArray();
  }

  private void piece(String text, int type) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    piece.writeBytes(field(1, text.getBytes(UTF_8)));
    piece.writeBytes(new byte[] {3 << 3, (byte) type});
    model.writeBytes(field(1, piece.toByteArray()));
  }

  private void words() {
    piece("<unk>", 2);
    piece("<s>", 3);
    piece("▁👍🏽", 1);
    piece("▁❤️", 1);
    piece("<0xC3>", 6);
    piece("<0xA9>", 6);
  }

  private String decode(String... pieces) {
    return PieceDecoder.decode(new PieceInventory(model.toByteArray()), List.of(pieces));
  }

  @Test
  void wordsOutsideTheFirstPlaneLoseTheirMark() {
    words();
    assertThat(decode("▁👍🏽", "▁❤️")).isEqualTo("👍🏽 ❤️");
    assertThat(decode("▁❤️", "▁👍🏽", "▁👍🏽")).isEqualTo("❤️ 👍🏽 👍🏽");
    assertThat(decode("<s>", "▁❤️", "<s>")).isEqualTo("❤️");
    assertThat(decode()).isEmpty();
  }

  @Test
  void unknownPiecesAreCopied() {
    words();
    assertThat(decode("▁dog", "▁❤️", "▁dog")).isEqualTo("▁dog ❤️▁dog");
    assertThat(decode("▁❤️", "<unk>")).isEqualTo("❤️ \u2047 ");
    model.writeBytes(field(TRAINING, field(44, "UNK".getBytes(UTF_8))));
    assertThat(decode("▁❤️", "<unk>")).isEqualTo("❤️UNK");
  }

  @Test
  void bytesAreCharactersTogether() {
    words();
    assertThat(decode("<0xC3>", "<0xA9>", "▁❤️")).isEqualTo("é ❤️");
    assertThat(decode("▁❤️", "<0xA9>", "<0xC3>")).isEqualTo("❤️\uFFFD\uFFFD");
  }

  @Test
  void spacesThatEncodingKeepsStay() {
    words();
    piece("▁", 1);
    assertThat(decode("▁", "▁", "▁❤️")).isEqualTo("❤️");
    model.writeBytes(field(NORMALIZATION, new byte[] {4 << 3, 0}));
    assertThat(decode("▁", "▁", "▁❤️")).isEqualTo("  ❤️");
    model.writeBytes(field(NORMALIZATION, new byte[] {3 << 3, 0}));
    assertThat(decode("▁", "▁❤️")).isEqualTo("  ❤️");
  }
}
