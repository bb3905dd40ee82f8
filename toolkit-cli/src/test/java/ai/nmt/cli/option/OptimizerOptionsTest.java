package ai.nmt.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.optim.Adadelta;
import ai.nmt.optim.Adafactor;
import ai.nmt.optim.Adagrad;
import ai.nmt.optim.AdamConfig;
import ai.nmt.optim.Adamax;
import ai.nmt.optim.Nag;
import ai.nmt.optim.NovoGrad;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.OptimizerRegistry;
import ai.nmt.optim.RAdam;
import ai.nmt.optim.Sgd;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OptimizerOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private OptimizerOptions options;
  }

  private static OptimizerConfig parse(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setTrimQuotes(true)
        .parseArgs(arguments);
    return holder.options.config();
  }

  @Test
  void everyOptimizerHasItsDefaults() {
    assertThat(parse()).isEqualTo(AdamConfig.defaults());
    for (String name : OptimizerRegistry.settings().keySet()) {
      assertThat(parse("--optimizer", name).name()).isEqualTo(name);
    }
    assertThat(parse("--optimizer", "nag")).isEqualTo(Nag.Settings.defaults());
    assertThat(parse("--optimizer", "sgd")).isEqualTo(Sgd.Settings.defaults());
    assertThat(parse("--optimizer", "adafactor")).isEqualTo(Adafactor.Settings.defaults());
  }

  @Test
  void adamwIsAdam() {
    assertThat(
            parse("--optimizer", "adamw", "--adam-betas", "(0.9, 0.98)", "--weight-decay", "0.1"))
        .isEqualTo(new AdamConfig(0.9, 0.98, 1e-8, 0.1));
  }

  @Test
  void flagsAreFairseqs() {
    assertThat(parse("--optimizer", "radam", "--adam-betas", "0.9,0.98", "--adam-eps", "1e-6"))
        .isEqualTo(new RAdam.Settings(0.9, 0.98, 1e-6, 0));
    assertThat(parse("--optimizer", "nag", "--momentum", "0.5", "--wd", "0.25"))
        .isEqualTo(new Nag.Settings(0.5, 0.25));
    assertThat(parse("--optimizer", "sgd", "--momentum", "0.9"))
        .isEqualTo(new Sgd.Settings(0.9, 0));
    assertThat(parse("--optimizer", "adagrad", "--weight-decay", "0.5"))
        .isEqualTo(new Adagrad.Settings(0.5));
    assertThat(parse("--optimizer", "adadelta", "--adadelta-rho", "0.8", "--adadelta-eps", "1e-5"))
        .isEqualTo(new Adadelta.Settings(0.8, 1e-5, 0));
    assertThat(
            parse("--optimizer", "adamax", "--adamax-betas", "(0.9, 0.99)", "--no-bias-correction"))
        .isEqualTo(new Adamax.Settings(0.9, 0.99, 1e-8, 0, false));
    assertThat(
            parse(
                "--optimizer=adafactor",
                "--adafactor-eps=(1e-20, 1e-2)",
                "--clip-threshold=2",
                "--decay-rate=-0.5",
                "--beta1=0.9",
                "--scale-parameter",
                "--relative-step",
                "--warmup-init"))
        .isEqualTo(new Adafactor.Settings(1e-20, 1e-2, 2, -0.5, 0.9, 0, true, true, true));
    assertThat(parse("--optimizer", "novograd", "--novograd-betas", "(0.9, 0.5)"))
        .isEqualTo(new NovoGrad.Settings(0.9, 0.5, 1e-8, 0));
  }

  @Test
  void valuesOutOfRangeNameTheirFlag() {
    assertThatThrownBy(() -> parse("--optimizer", "nag", "--momentum", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--momentum");
  }
}
