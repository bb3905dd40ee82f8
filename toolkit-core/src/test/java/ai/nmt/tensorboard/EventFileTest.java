package ai.nmt.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  /** 2 to the 30th seconds: as a double 41d0000000000000. */
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1L << 30), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void checksumsAreThoseOfTheStandard() {
    // CRC32C of "123456789" is e3069283 (RFC 3720); rotated by 15 bits and masked by hand.
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    int rotated = (0xe3069283 >>> 15) | (0xe3069283 << 17);
    assertThat(RecordFrame.maskedChecksum(digits, 9)).isEqualTo(rotated + 0xa282ead8);
  }

  @Test
  void eventsAreTheProtocolsBytes() throws IOException {
    List<String> records;
    try (EventFile file = EventFile.create(folder, 300, CLOCK)) {
      file.scalars(300, Map.of("loss", 1.5));
      records = records(file.path());
    }
    String time = "09000000000000d041";
    assertThat(records)
        .containsExactly(
            time + "1a0d" + hex("brain.Event:2"),
            // step 300 = 0xac02 as a varint; session_log { status: START }
            time + "10ac02" + "3a02" + "0801",
            // summary { value { tag: "loss" simple_value: 1.5 } }; 1.5 = 3fc00000
            time + "10ac02" + "2a0d" + "0a0b" + "0a04" + hex("loss") + "150000c03f");
  }

  @Test
  void aLaterFileSortsBehindAnEarlierOneOfTheSameSecond() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (EventFile file = EventFile.create(folder, i, CLOCK)) {
        names.add(file.path().getFileName().toString());
      }
    }
    assertThat(names).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void integersOfAnySizeAreVarints() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      byte[] bytes = new ProtoMessage().integer(1, value).toBytes();
      long read = 0;
      for (int b = 1; b < bytes.length; b++) {
        read |= (bytes[b] & 0x7fL) << (7 * (b - 1));
      }
      assertThat(read).isEqualTo(value);
      assertThat(bytes[bytes.length - 1] & 0x80).isZero();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> EventFile.create(file.resolve("run"), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString());
  }

  /** The records in hexadecimal, checksums checked. */
  private static List<String> records(Path path) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    List<String> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[Long.BYTES];
      bytes.get(length);
      assertThat(bytes.getInt()).isEqualTo(RecordFrame.maskedChecksum(length, Long.BYTES));
      byte[] record =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(record);
      assertThat(bytes.getInt()).isEqualTo(RecordFrame.maskedChecksum(record, record.length));
      records.add(HexFormat.of().formatHex(record));
    }
    return records;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
