package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFilesTest {
  @TempDir private Path folder;

  @Test
  void wordsQuotesAndCommentsAreUnderstood() throws IOException {
    assertThat(expand("--lr 5e-4 # the peak\n--remove-bpe '@@ ' --name=\"a b\"\n\n-s\ten#x\n"))
        .containsExactly(
            "train", "--lr", "5e-4", "--remove-bpe", "@@ ", "--name=a b", "-s", "en#x");
  }

  @Test
  void anEmptyFileStandsForNothing() throws IOException {
    assertThat(expand("")).containsExactly("train");
    assertThat(expand("# only a comment")).containsExactly("train");
  }

  @Test
  void anEmptyQuotedArgumentIsKept() throws IOException {
    assertThat(expand("--prefix ''")).containsExactly("train", "--prefix", "");
  }

  @Test
  void subwordSeparatorsAreNotFiles() {
    assertThat(ArgumentFiles.expand(new String[] {"--remove-bpe", "@@ ", "@@", "@"}))
        .containsExactly("--remove-bpe", "@@ ", "@@", "@");
  }

  @Test
  void anOpenQuoteIsRefused() {
    assertThatThrownBy(() -> expand("--name 'a b"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a closing ' is missing");
  }

  private String[] expand(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("flags"), content);
    return ArgumentFiles.expand(new String[] {"train", "@" + file});
  }
}
