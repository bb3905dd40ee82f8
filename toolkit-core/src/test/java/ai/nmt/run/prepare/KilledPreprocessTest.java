package ai.nmt.run.prepare;

import static ai.nmt.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.TokenDataset;
import ai.nmt.corpus.TokenDatasets;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preprocess that is killed leaves complete data sets or none. */
@Tag("long")
class KilledPreprocessTest {
  private static final int LINES = 400_000;

  @TempDir private Path folder;

  /** Runs in its own process. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      PreprocessConfig config =
          new PreprocessConfig(
              new LanguagePair("en", "de"),
              Optional.of(folder.resolve("train")),
              List.of(folder.resolve("train")),
              List.of(folder.resolve("train")),
              DictionaryChoice.defaults(),
              new PreprocessConfig.Output(folder.resolve("out"), false, true),
              2);
      new Preprocess(config, new Silent()).run();
    }
  }

  /** Hears nothing. */
  private static final class Silent implements PreprocessListener {
    @Override
    public void begun(String task, long bytes) {}

    @Override
    public void advanced(long bytes) {}

    @Override
    public void ended() {}

    @Override
    public void reported(String line) {}
  }

  @Test
  void dataIsCompleteOrAbsent() throws Exception {
    write(folder.resolve("train.en"), "a dog runs over the street\n".repeat(LINES));
    write(folder.resolve("train.de"), "ein Hund rennt\n".repeat(LINES));
    int interrupted = 0;
    boolean finished = false;
    for (int round = 1; !finished && round <= 60; round++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      finished = process.waitFor(400L * round, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      interrupted += finished ? 0 : 1;
      assertThat(finished && process.exitValue() != 0).isFalse();
      assertComplete();
    }
    assertThat(finished).isTrue();
    assertThat(interrupted).isPositive();
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.tmp");
  }

  private void assertComplete() throws IOException {
    for (String split : List.of("train", "valid", "test")) {
      for (String language : List.of("en", "de")) {
        Path prefix = folder.resolve("out").resolve(split + ".en-de." + language);
        Path data = prefix.resolveSibling(prefix.getFileName() + ".bin");
        if (Files.exists(data)) {
          assertThat(Files.size(data)).isEqualTo(2L * LINES * (language.equals("en") ? 7 : 4));
        }
        if (TokenDatasets.exists(prefix)) {
          try (TokenDataset sentences = TokenDatasets.open(prefix)) {
            assertThat(sentences.size()).isEqualTo(LINES);
          }
        }
      }
    }
  }
}
