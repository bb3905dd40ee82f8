package ai.nmt.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  @Test
  void whatIsMissingIsMadeAndWhatIsThereStays() throws IOException {
    Path deep = folder.resolve("a/b/c");
    Folders.make(deep);
    Files.writeString(deep.resolve("file"), "x");
    Folders.make(deep);
    assertThat(deep.resolve("file")).hasContent("x");
  }

  @Test
  void aLinkToAFolderIsAFolder() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Folders.make(link);
    Folders.make(link.resolve("a/b"));
    assertThat(target.resolve("a/b")).isDirectory();
  }

  @Test
  void aLinkToNothingIsNamedWithWhereItLeads() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("gone"));
    String reason = link + " is a link to " + folder.resolve("gone") + ", which does not exist";
    assertRefused(link, reason);
    assertRefused(link.resolve("a/b"), reason);
    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertRefused(file, file + " is a file, not a folder");
    assertRefused(link, link + " is a file, not a folder");
    assertRefused(file.resolve("a"), "a part of the path is a file, not a folder");
    assertThat(file).hasContent("x");
  }

  private static void assertRefused(Path made, String reason) {
    assertThatThrownBy(() -> Folders.make(made))
        .isInstanceOfSatisfying(
            IOException.class,
            e ->
                assertThat(InputException.cannotWrite(made, e))
                    .isInstanceOf(InputException.class)
                    .hasMessage("cannot write " + made + ": " + reason));
  }
}
