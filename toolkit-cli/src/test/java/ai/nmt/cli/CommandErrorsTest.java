package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer gets wrong: one message that says how to go on, exit code 2, no stack trace. */
class CommandErrorsTest {
  @TempDir private static Path folder;

  /** A command line with {@code %s} for the folder, and what its message has to say. */
  private record Mistake(String arguments, List<String> message) {
    Mistake(String arguments, String... message) {
      this(arguments, List.of(message));
    }
  }

  @BeforeAll
  static void prepareData() throws IOException {
    String text = folder.resolve("text").toString();
    assertThat(
            CliRunner.run("sample-corpus", text, "--train", "40", "--valid", "5", "--test", "5")
                .exitCode())
        .isZero();
    CliRunner.Result preprocessed =
        CliRunner.run(
            "preprocess -s en -t de --trainpref %1$s/train --validpref %1$s/valid --destdir"
                .formatted(text)
                .concat(" " + folder.resolve("data"))
                .split(" ", -1));
    assertThat(preprocessed.err()).isEmpty();
    assertThat(preprocessed.exitCode()).isZero();
    writeOtherDictionary();
    Files.writeString(folder.resolve("uneven.en"), "a\nb\nc\n");
    Files.writeString(folder.resolve("uneven.de"), "a\nb\n");
    Files.createDirectory(folder.resolve("empty"));
    Files.createDirectory(folder.resolve("dictionaries"));
    Files.copy(
        folder.resolve("data/dict.en.txt"), folder.resolve("dictionaries").resolve("dict.en.txt"));
    Files.write(folder.resolve("latin1.en"), new byte[] {'a', '\n', (byte) 0xe4, '\n'});
    Files.writeString(folder.resolve("latin1.de"), "a\nb\n");
  }

  /** Data whose two dictionaries are of one size, but not of the same words. */
  private static void writeOtherDictionary() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      for (Path file : files.toList()) {
        Files.copy(file, other.resolve(file.getFileName()));
      }
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(other.resolve("dict.de.txt")));
    lines.set(0, "unheard-of 999999");
    Files.write(other.resolve("dict.en.txt"), lines);
  }

  @TestFactory
  Stream<DynamicTest> mistakesAreOneMessage() {
    return mistakes()
        .map(mistake -> DynamicTest.dynamicTest(mistake.arguments, () -> check(mistake)));
  }

  private static void check(Mistake mistake) {
    String[] arguments = mistake.arguments.replace("%s", folder.toString()).split(" ", -1);
    CliRunner.Result result = CliRunner.run(arguments);
    List<String> message =
        mistake.message.stream().map(part -> part.replace("%s", folder.toString())).toList();
    assertThat(result.err()).contains(message).doesNotContain("\tat ", "Exception");
    assertThat(result.err()).startsWith("nmt");
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.out()).isEmpty();
  }

  private static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("train %s/data --max-tokns 9", "'--max-tokns'", "Did you mean '--max-tokens'?"),
        new Mistake(
            "train %s/data --max-tokens many", "--max-tokens", "'many' is not a whole number"),
        new Mistake("train %s/data", "--max-tokens", "--max-sentences"),
        new Mistake("train %s/nothing --max-tokens 99", "nothing does not exist"),
        new Mistake(
            "train %s/data --max-tokens 99 --arch transformer_iwslt_deen",
            "'transformer_iwslt_deen'",
            "transformer_wmt_en_de",
            "Did you mean 'transformer_iwslt_de_en'?"),
        new Mistake("train %s/data --max-tokens 99 --init-type amdin", "--init-type", "'admin'?"),
        new Mistake(
            "train %s/data --max-tokens 99 --init-type rezero --encoder-normalize-before",
            "--init-type rezero has no layer normalisation",
            "leave out --encoder-normalize-before"),
        new Mistake(
            "train %s/data --max-tokens 99 --init-type deepnet --decoder-normalize-before",
            "--init-type deepnet normalises after each sub-layer"),
        new Mistake(
            "train %s/data --max-tokens 99 --init-type admin --encoder-as-parameter",
            "--encoder-as-parameter", "belong to --init-type admin-torch"),
        new Mistake(
            "train %s/data --max-tokens 99 --init-type admin-torch --output-change-scale O(2)",
            "'O(2)'", "O(logn)"),
        new Mistake(
            "train %s/data --max-tokens 99 --init-type looklinear --encoder-ffn-embed-dim 33",
            "--encoder-ffn-embed-dim is 33, expected an even number"),
        new Mistake(
            "train %s/other --max-tokens 99 --share-all-embeddings",
            "--share-all-embeddings needs one dictionary", "dict.en.txt", "--joined-dictionary"),
        new Mistake(
            "train %s/data --max-tokens 99 --share-all-embeddings --arch"
                + " transformer_vaswani_wmt_en_fr_big --encoder-embed-dim 512",
            "--share-all-embeddings needs equal dimensions",
            "--encoder-embed-dim is 512 and --decoder-embed-dim is 1024"),
        new Mistake(
            "train %s/data --max-tokens 99 --share-all-embeddings --decoder-embed-path vectors",
            "--decoder-embed-path cannot be used here: embeddings always begin at random"),
        new Mistake(
            "train %s/data --max-tokens 99 --share-decoder-input-output-embed"
                + " --decoder-output-dim 256",
            "--decoder-output-dim 256 differs from --decoder-embed-dim 512"),
        new Mistake(
            "train %s/data --max-tokens 99 --cross-self-attention --no-cross-attention"
                + " --no-token-positional-embeddings --adaptive-input --layer-wise-attention"
                + " --adaptive-softmax-cutoff 100,200",
            "these options cannot be used here:",
            "--cross-self-attention: ",
            "--no-cross-attention: ",
            "--no-token-positional-embeddings: ",
            "--adaptive-input: ",
            "--layer-wise-attention: ",
            "--adaptive-softmax-cutoff: "),
        new Mistake("convert --fold-admin %s/none", "OUTPUT"),
        new Mistake("convert --fold-admin %s/none %s/out", "none does not exist"),
        new Mistake("convert %s/a.safetensors %s/b.safetensors", "a.safetensors does not exist"),
        new Mistake(
            "train %s/data --max-tokens 99 --dropout 1.5", "--dropout is 1.5", "less than 1"),
        new Mistake(
            "train %s/data --max-tokens 99 --encoder-embed-dim 100 --encoder-attention-heads 3",
            "--encoder-embed-dim 100 is not a multiple of --encoder-attention-heads 3"),
        new Mistake("generate %s/data", "--path"),
        new Mistake("generate %s/data --path %s/none", "none does not exist"),
        new Mistake("generate %s/data --path %s/data/dict.en.txt", "dict.en.txt", "safetensors"),
        new Mistake("generate %s/data --path %s/none --beam 0", "--beam"),
        new Mistake("preprocess --trainpref %s/text/train", "--source-lang", "--target-lang"),
        new Mistake(
            "preprocess -s en -t de --trainpref %s/nothing --destdir %s/out",
            "nothing.en", "--trainpref"),
        new Mistake(
            "preprocess -s en -t de --trainpref %s/uneven --destdir %s/out",
            "uneven.en has 3 lines", "uneven.de has 2"),
        new Mistake(
            "preprocess -s en -t de --trainpref %s/latin1 --destdir %s/out",
            "latin1.en", "2", "UTF-8"),
        new Mistake("score %s/nothing.de -i %s/text/test.de", "nothing.de"),
        new Mistake("score %s/text/test.de -i %s/uneven.de", "has 5 lines", "uneven.de has 2"),
        new Mistake("score %s/text/test.de --tokenize 13", "'13'", "13a", "intl"),
        new Mistake("apply-bpe", "--codes"),
        new Mistake("apply-bpe -c %s/nothing", "nothing does not exist"),
        new Mistake("apply-bpe -c %s/text/train.en", "train.en"),
        new Mistake("sample-corpus %s/more --train 0", "0 training"),
        new Mistake("benchmark %s/data --updates 0", "--updates is 0"),
        new Mistake(
            "train %s/text --max-tokens 99",
            "there is no data of preprocess (train.en-de.en.idx, ...) in %s/text: it holds raw"
                + " text; run 'nmt preprocess -s de -t en --trainpref %s/text/train --validpref"
                + " %s/text/valid --testpref %s/text/test --destdir %s/text-data' first"),
        new Mistake(
            "train %s/text --max-tokens 99 -s en -t de",
            "there is no dictionary dict.en.txt in %s/text: it holds raw text; run 'nmt"
                + " preprocess"),
        new Mistake("benchmark %s/text", "it holds raw text; run 'nmt preprocess"),
        new Mistake(
            "train %s/empty --max-tokens 99",
            "in %s/empty: it is no folder that preprocess wrote; check the path"),
        new Mistake(
            "train %s/dictionaries --max-tokens 99", "it holds dictionaries, but no data; run"),
        new Mistake(
            "train %s/uneven.en --max-tokens 99",
            "the data folder %s/uneven.en is a file; expected the folder that preprocess"),
        new Mistake(
            "train %s/data --max-tokens 99 --save-dir %s/uneven.en",
            "cannot write %s/uneven.en/.lock: %s/uneven.en is a file, not a folder"),
        new Mistake(
            "train %s/data --max-tokens 99 --save-dir %s/uneven.en/x",
            "cannot write %s/uneven.en/x/.lock: a part of the path is a file, not a folder"),
        new Mistake("learn-bpe -i %s/text", "cannot read %s/text: it is a folder, not a file"),
        new Mistake("get-vocab -i %s/text", "cannot read %s/text: it is a folder, not a file"),
        new Mistake("apply-bpe -c %s/text", "cannot read %s/text: it is a folder, not a file"),
        new Mistake(
            "learn-bpe -s 9 -i %s/uneven.en -o %s/text",
            "cannot write %s/text: it is a folder, not a file"),
        new Mistake(
            "learn-joint-bpe-and-vocab -i %s/text -o %s/c --write-vocabulary %s/v",
            "cannot read %s/text: it is a folder, not a file"),
        new Mistake(
            "tokenize -protected %s/text", "cannot read %s/text: it is a folder, not a file"),
        new Mistake(
            "spm-encode --model %s/text", "cannot read %s/text: it is a folder, not a file"),
        new Mistake(
            "convert %s/text %s/out.pt", "%s/text is a folder without checkpoints; give the path"),
        new Mistake("sample-corpus %s/uneven.en", "uneven.en"),
        new Mistake("report %s/data -o %s/text", "history.jsonl does not exist"),
        new Mistake("trian %s/data", "unknown command 'trian'", "Did you mean 'train'?"));
  }
}
