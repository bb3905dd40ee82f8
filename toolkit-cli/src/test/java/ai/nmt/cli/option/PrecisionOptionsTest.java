package ai.nmt.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.tensor.Precision;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.update.LossScale;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PrecisionOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private PrecisionOptions options;
  }

  private static PrecisionConfig parse(List<Integer> updateFrequency, String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.config(updateFrequency);
  }

  @Test
  void withoutFlagsItIsSinglePrecision() {
    assertThat(parse(List.of(4, 2))).isEqualTo(PrecisionConfig.defaults());
  }

  @Test
  void flagsAreFairseqs() {
    assertThat(
            parse(
                List.of(1),
                "--fp16",
                "--fp16-init-scale=4",
                "--fp16-scale-window=7",
                "--fp16-scale-tolerance=0.25",
                "--min-loss-scale=0.5",
                "--threshold-loss-scale=2"))
        .isEqualTo(
            new PrecisionConfig(
                Precision.FLOAT16, false, new LossScale.Settings(4, 7, 0.25, 0.5, 2.0)));
    assertThat(parse(List.of(4), "--memory-efficient-fp16"))
        .isEqualTo(
            new PrecisionConfig(
                Precision.FLOAT16, true, new LossScale.Settings(128, 4096, 0, 1e-4, null)));
    assertThat(parse(List.of(4, 2), "--bf16"))
        .isEqualTo(new PrecisionConfig(Precision.BFLOAT16, false, LossScale.Settings.defaults()));
    assertThat(parse(List.of(1), "--bf16", "--memory-efficient-bf16").memoryEfficient()).isTrue();
  }

  @Test
  void contradictionsAreNamed() {
    assertThatThrownBy(() -> parse(List.of(1), "--fp16", "--bf16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exclude each other");
    assertThatThrownBy(() -> parse(List.of(2, 1), "--fp16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--fp16-scale-window");
  }
}
