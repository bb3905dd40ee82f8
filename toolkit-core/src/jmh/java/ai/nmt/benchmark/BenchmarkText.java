package ai.nmt.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.text.SampleCorpus;
import ai.nmt.text.SampleCorpusOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** English sentences of the sample corpus. */
final class BenchmarkText {
  /** Number of sentences. */
  static final int LINES = 10_000;

  private BenchmarkText() {}

  /** Sentences with whole words, the same at every call. */
  static List<String> lines() {
    try {
      Path folder = Files.createTempDirectory("benchmark");
      try {
        SampleCorpusOptions defaults = SampleCorpusOptions.defaults();
        new SampleCorpus(
                new SampleCorpusOptions(defaults.seed(), LINES, 1, 1, defaults.largest(), true))
            .write(folder);
        try (Stream<String> text = Files.lines(folder.resolve("train.en"), UTF_8)) {
          return text.map(line -> line.replace("@@ ", "")).toList();
        }
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
