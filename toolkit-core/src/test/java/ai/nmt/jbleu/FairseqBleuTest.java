package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.nmt.GoldenData;
import ai.nmt.io.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against the last lines of what fairseq-generate printed (golden folder fairseq/generate). */
class FairseqBleuTest {
  private static final int PAD = 1;
  private static final int EOS = 2;
  private static final int UNK = 3;

  @TestFactory
  Stream<DynamicTest> linesAreFairseqs() throws IOException {
    List<Path> outputs;
    try (Stream<Path> files = Files.list(GoldenData.golden("fairseq/generate"))) {
      outputs = files.filter(file -> file.toString().endsWith(".out")).sorted().toList();
    }
    assertThat(outputs).hasSize(45);
    return outputs.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    Map<String, Integer> ids = new HashMap<>(Map.of("<unk>", UNK, "<<unk>>", UNK));
    Map<String, int[]> references = new HashMap<>();
    FairseqBleu bleu = new FairseqBleu(PAD, EOS, UNK);
    List<String> lines = Utf8Lines.read(file);
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      String number = fields[0].substring(fields[0].indexOf('-') + 1);
      if (fields[0].startsWith("T-")) {
        references.put(number, encode(ids, fields[1]));
      } else if (fields[0].startsWith("H-") && references.containsKey(number)) {
        // The first of the n best hypotheses counts.
        bleu.add(references.remove(number), encode(ids, fields[2]));
      }
    }
    assertThat(references).isEmpty();
    assertThat(lines.get(lines.size() - 1)).endsWith(": " + bleu);
  }

  private static int[] encode(Map<String, Integer> ids, String text) {
    List<Integer> encoded = new ArrayList<>();
    for (String token : text.split(" ", -1)) {
      encoded.add(ids.computeIfAbsent(token, unseen -> 10 + ids.size()));
    }
    encoded.add(EOS);
    return encoded.stream().mapToInt(Integer::intValue).toArray();
  }

  /** 4 of 5 words, 3 of 4, 2 of 3, 1 of 2; exp(1 - 6/5). */
  @Test
  void scoreFollowsItsEquation() {
    FairseqBleu bleu = new FairseqBleu(PAD, EOS, UNK);
    bleu.add(new int[] {10, 11, 12, 13, 14, 15, EOS}, new int[] {PAD, 10, 11, 12, 13, 20, EOS});
    double product = 4.0 / 5 * 3 / 4 * 2 / 3 * 1 / 2;
    assertThat(bleu.score())
        .isCloseTo(100 * Math.exp(1 - 6.0 / 5) * Math.pow(product, 0.25), within(1e-9));
  }

  @Test
  void unknownWordsOfAReferenceMatchNothing() {
    FairseqBleu bleu = new FairseqBleu(PAD, EOS, UNK);
    bleu.add(new int[] {10, UNK, EOS}, new int[] {10, UNK, EOS});
    assertThat(bleu.toString())
        .isEqualTo("BLEU4 = 0.00, 50.0/0.0/0.0/0.0 (BP=1.000, ratio=1.000, syslen=2, reflen=2)");
  }

  @Test
  void withoutSentencesTheScoreIs0() {
    assertThat(new FairseqBleu(PAD, EOS, UNK).toString())
        .isEqualTo("BLEU4 = 0.00, 0.0/0.0/0.0/0.0 (BP=0.000, ratio=0.000, syslen=0, reflen=0)");
  }

  @Test
  void singleSentencesBeginWithOneMatchOfOne() {
    FairseqBleu bleu = FairseqBleu.smoothed(PAD, EOS, UNK);
    bleu.add(new int[] {10, 11, 12, 13, 14, EOS}, new int[] {20, 11, 12, 13, EOS});
    assertThat(bleu)
        .hasToString(
            "BLEU4 = 51.25, 75.0/75.0/66.7/50.0 (BP=0.779, ratio=0.800, syslen=4, reflen=5)");
    assertThat(bleu.toString(1))
        .isEqualTo("BLEU1 = 58.41, 75.0 (BP=0.779, ratio=0.800, syslen=4, reflen=5)");
  }
}
