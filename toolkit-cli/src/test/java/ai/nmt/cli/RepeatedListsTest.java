package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedListsTest {
  @TempDir private Path folder;

  private static String keepLast(String arguments) {
    String[] words = arguments.split(" ", -1);
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    return String.join(
        " ", RepeatedLists.keepLast(Main.commandLine(none, none, List.of(words)), words));
  }

  @Test
  void theLastListCounts() {
    assertThat(keepLast("train d --lr 0.1,0.2 --seed 2 --learning-rate 0.3"))
        .isEqualTo("train d --seed 2 --learning-rate 0.3");
    assertThat(keepLast("train --lr=1 --lr=2 d --update-freq 1,2 --lr 3 --update-freq=4"))
        .isEqualTo("train d --lr 3 --update-freq=4");
  }

  @Test
  void otherFlagsAreLeftToTheParser() {
    String arguments = "train d --seed 1 --seed 2 --no-save --lr";
    assertThat(keepLast(arguments)).isEqualTo(arguments);
    assertThat(keepLast("--version")).isEqualTo("--version");
    assertThat(keepLast("score -m bleu chrf -m ter r")).isEqualTo("score -m bleu chrf -m ter r");
  }

  @Test
  void anArgumentFileIsOverridden() throws IOException {
    Path file = Files.writeString(folder.resolve("flags"), "--lr 0.5 --max-tokens 9");
    assertThat(CliRunner.run("train", "d", "@" + file, "--lr", "0.25", "--print-config").out())
        .contains("lr: [0.25]\n", "max-tokens: 9\n");
  }
}
