package ai.nmt.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.BlockFilter;
import ai.nmt.io.BlockStage;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeDropout;
import ai.nmt.subword.BpeLearner;
import ai.nmt.subword.BpeLearnerOptions;
import ai.nmt.subword.BpeSegmenter;
import ai.nmt.subword.BpeSegmenterOptions;
import ai.nmt.subword.WordCounts;
import ai.nmt.text.MosesTokenizer;
import ai.nmt.text.TokenizerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time of the text tools on {@link BenchmarkText#LINES} lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TextBenchmark {
  private static final int MERGES = 1_000;

  private List<String> lines;
  private byte[] text;
  private WordCounts counts;
  private BpeCodes codes;
  private MosesTokenizer tokenizer;
  private BpeSegmenter segmenter;
  private BlockStage blocks;

  /** Makes the text and learns codes of it. */
  @Setup
  public void prepare() throws IOException {
    lines = BenchmarkText.lines();
    text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
    counts = countWords();
    codes = learnBpe();
    tokenizer = new MosesTokenizer(TokenizerOptions.defaults("en"));
    segmenter = new BpeSegmenter(codes, BpeSegmenterOptions.defaults());
    blocks = segmenter.blocks();
  }

  /** Moses tokenisation. */
  @Benchmark
  public void tokenize(Blackhole sink) {
    for (String line : lines) {
      sink.consume(tokenizer.apply(line));
    }
  }

  /** The counting of words that precedes learning. */
  @Benchmark
  public WordCounts countWords() throws IOException {
    WordCounts words = new WordCounts();
    words.addText(new ByteArrayInputStream(text));
    return words;
  }

  /** The learning of merges from counted words. */
  @Benchmark
  public BpeCodes learnBpe() {
    return new BpeLearner(new BpeLearnerOptions(MERGES, 2, false)).learn(counts);
  }

  /** Segmentation, most words known. */
  @Benchmark
  public void applyBpe(Blackhole sink) {
    for (String line : lines) {
      sink.consume(segmenter.apply(line));
    }
  }

  /** Segmentation of UTF-8 by one thread, most words known. */
  @Benchmark
  public long applyBpeToBytes() throws IOException {
    return new BlockFilter(blocks, 1)
        .run(new ByteArrayInputStream(text), OutputStream.nullOutputStream());
  }

  /** Segmentation with dropout, each word cut anew. */
  @Benchmark
  public void applyBpeWithDropout(Blackhole sink) {
    BpeDropout dropout = new BpeDropout(0.1, 1);
    for (int i = 0; i < lines.size(); i++) {
      sink.consume(segmenter.apply(lines.get(i), dropout, i));
    }
  }
}
