package ai.nmt.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.schedule.Cosine;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.LinearDecay;
import ai.nmt.schedule.PolynomialDecay;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.schedule.TriStage;
import ai.nmt.schedule.Triangular;
import ai.nmt.train.StoppingConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ScheduleOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private ScheduleOptions options;
  }

  private static ScheduleSettings parse(String arguments) {
    Holder holder = new Holder();
    new CommandLine(holder)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.split(" ", -1));
    return holder.options.config(new StoppingConfig(0, 10_000, 1e-9));
  }

  @Test
  void flagsAreFairseqs() {
    assertThat(parse("--lr 7e-4")).isEqualTo(InverseSquareRoot.defaults(7e-4));
    assertThat(parse("--lr 0.25,0.2 --lr-scheduler fixed --force-anneal 4 --lr-shrink 0.5"))
        .isEqualTo(new FixedSchedule.Settings(List.of(0.25, 0.2), 4, 0.5, 0));
    assertThat(parse("--lr 3e-4 --lr-scheduler linear --warmup-init-lr 1e-7 --warmup-updates 8"))
        .isEqualTo(new LinearDecay(3e-4, 1e-7, 8, 1e-9, 10_000));
    assertThat(
            parse(
                "--lr 1e-3,5e-4 --lr-scheduler polynomial_decay --warmup-updates 500"
                    + " --total-num-update 8000 --end-learning-rate 1e-5 --power 2"))
        .isEqualTo(new PolynomialDecay.Settings(List.of(1e-3, 5e-4), 500, 1e-5, 2, 8000));
    assertThat(
            parse(
                "--lr 1e-5 --lr-scheduler cosine --max-lr 1e-3 --warmup-updates 500 --t-mult 1.5"
                    + " --lr-shrink 0.5 --lr-period-updates 3000"))
        .isEqualTo(new Cosine(1e-5, 1e-3, 1e-5, 500, 3000, 1.5, 0.5));
    assertThat(parse("--lr 1e-5 --lr-scheduler cosine --max-lr 1e-3 --warmup-init-lr 0"))
        .isEqualTo(new Cosine(1e-5, 1e-3, 0, 0, 10_000, 1, 0.1));
    assertThat(parse("--lr 1e-4 --lr-scheduler triangular --max-lr 1e-3 --shrink-min"))
        .isEqualTo(new Triangular(1e-4, 1e-3, 5000, 0.1, true));
    assertThat(parse("--lr 1e-3 --lr-scheduler tri_stage --hold-steps 7"))
        .isEqualTo(new TriStage(1e-3, 4000, 7, 60_000, 0.01, 0.01));
    assertThat(
            parse("--lr 0.1 --lr-scheduler reduce_lr_on_plateau --lr-patience 2 --lr-threshold 0"))
        .isEqualTo(new ReduceOnPlateau.Settings(0.1, 0.1, 0, 2, 0, 0));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> parse("--lr 1e-4 --lr-scheduler cosine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give --max-lr");
    assertThatThrownBy(() -> parse("--lr 1e-4,1e-5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes one rate");
  }
}
