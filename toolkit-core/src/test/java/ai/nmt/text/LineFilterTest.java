package ai.nmt.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFilterTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void keepsOrderAndNumberOfLines(int threads) throws IOException {
    String text =
        IntStream.range(0, 200_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    assertThat(filtered(text, line -> line.replace("line", "row"), threads))
        .isEqualTo(text.replace("line", "row"));
  }

  @Test
  void keepsEmptyLinesAndCarriageReturnsAndEndsTheLastLine() throws IOException {
    assertThat(filtered("\n\na\r\n\n", line -> line, 2)).isEqualTo("\n\na\r\n\n");
    assertThat(filtered("a\nb", line -> line, 2)).isEqualTo("a\nb\n");
    assertThat(filtered("", line -> line, 2)).isEmpty();
  }

  @Test
  void takesALineLongerThanABlock() throws IOException {
    String text = "a\n" + "é".repeat(5_000_000) + "\nb\n";
    assertThat(filtered(text, line -> line, 2)).isEqualTo(text);
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    byte[] bytes = "a\nb\n?\n".getBytes(UTF_8);
    bytes[4] = (byte) 0xFF;
    assertThatThrownBy(
            () ->
                new LineFilter(line -> line, 1)
                    .run(new ByteArrayInputStream(bytes), new ByteArrayOutputStream()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void passesOnWhatTheStageThrows() {
    assertThatThrownBy(
            () ->
                filtered(
                    "a\n",
                    line -> {
                      throw new IllegalStateException("broken stage");
                    },
                    2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken stage");
  }

  @Test
  void rejectsNoThreads() {
    assertThatThrownBy(() -> new LineFilter(line -> line, 0)).isInstanceOf(InputException.class);
  }

  private static String filtered(String text, UnaryOperator<String> stage, int threads)
      throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    long lines =
        new LineFilter(stage, threads).run(new ByteArrayInputStream(text.getBytes(UTF_8)), output);
    String result = output.toString(UTF_8);
    assertThat(lines).isEqualTo(result.chars().filter(character -> character == '\n').count());
    return result;
  }
}
