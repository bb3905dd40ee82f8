package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equality with subword-nmt 0.3.8's learn-joint-bpe-and-vocab -s 200, on the sample corpus. */
class JointBpeTest {
  private static final List<String> LANGUAGES = List.of("en", "de");

  @Test
  void equalsTheReference() throws IOException {
    List<WordCounts> texts = new ArrayList<>();
    for (String language : LANGUAGES) {
      WordCounts counts = new WordCounts();
      try (InputStream text = Files.newInputStream(resource("train." + language))) {
        counts.addText(text, 2);
      }
      texts.add(counts);
    }
    JointBpe joint = JointBpe.learn(texts, new BpeLearnerOptions(200, 2, false), "@@");
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    joint.codes().write(codes);
    assertThat(codes.toString(UTF_8)).isEqualTo(Files.readString(resource("codes")));
    for (int i = 0; i < 2; i++) {
      ByteArrayOutputStream vocabulary = new ByteArrayOutputStream();
      joint.vocabularies().get(i).write(vocabulary);
      assertThat(vocabulary.toString(UTF_8))
          .isEqualTo(Files.readString(resource("vocab." + LANGUAGES.get(i))));
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(JointBpeTest.class.getResource("joint/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
