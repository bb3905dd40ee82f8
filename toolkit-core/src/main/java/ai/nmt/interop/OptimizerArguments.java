package ai.nmt.interop;

import ai.nmt.io.InputException;
import ai.nmt.optim.Adadelta;
import ai.nmt.optim.Adafactor;
import ai.nmt.optim.Adagrad;
import ai.nmt.optim.AdamConfig;
import ai.nmt.optim.Adamax;
import ai.nmt.optim.Nag;
import ai.nmt.optim.NovoGrad;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.RAdam;
import ai.nmt.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An optimiser's settings under the names of fairseq's flags. */
final class OptimizerArguments {
  private static final String BETAS = "adam_betas";
  private static final String EPSILON = "adam_eps";
  private static final String DECAY = "weight_decay";
  private static final String MOMENTUM = "momentum";

  /** Two numbers of one flag. */
  private record Pair(double first, double second) {}

  private OptimizerArguments() {}

  /**
   * Reads the settings.
   *
   * @throws InputException where the optimiser is one that the toolkit does not have
   * @throws IllegalArgumentException where a value is out of its range
   */
  static OptimizerConfig config(FairseqArguments arguments) {
    String name = arguments.text("optimizer");
    double decay = arguments.number(DECAY, 0);
    return switch (String.valueOf(name)) {
      case "adam" -> adam(arguments, decay);
      case "radam" -> {
        AdamConfig adam = adam(arguments, decay);
        yield new RAdam.Settings(adam.beta1(), adam.beta2(), adam.epsilon(), decay);
      }
      case "sgd" -> new Sgd.Settings(arguments.number(MOMENTUM, 0), decay);
      case "nag" ->
          new Nag.Settings(arguments.number(MOMENTUM, Nag.Settings.defaults().momentum()), decay);
      case "adagrad" -> new Adagrad.Settings(decay);
      case "adadelta" -> adadelta(arguments, decay);
      case "adamax" -> adamax(arguments, decay);
      case "adafactor" -> adafactor(arguments, decay);
      case "novograd" -> novograd(arguments, decay);
      default -> throw new InputException("there is no --optimizer " + name);
    };
  }

  private static AdamConfig adam(FairseqArguments arguments, double decay) {
    AdamConfig defaults = AdamConfig.defaults();
    Pair betas = pair(arguments, BETAS, defaults.beta1(), defaults.beta2());
    return new AdamConfig(
        betas.first, betas.second, arguments.number(EPSILON, defaults.epsilon()), decay);
  }

  private static Adadelta.Settings adadelta(FairseqArguments arguments, double decay) {
    Adadelta.Settings defaults = Adadelta.Settings.defaults();
    return new Adadelta.Settings(
        arguments.number("adadelta_rho", defaults.rho()),
        arguments.number("adadelta_eps", defaults.epsilon()),
        decay);
  }

  private static Adamax.Settings adamax(FairseqArguments arguments, double decay) {
    Adamax.Settings defaults = Adamax.Settings.defaults();
    Pair betas = pair(arguments, "adamax_betas", defaults.beta1(), defaults.beta2());
    return new Adamax.Settings(
        betas.first,
        betas.second,
        arguments.number("adamax_eps", defaults.epsilon()),
        decay,
        !arguments.flag("no_bias_correction"));
  }

  private static Adafactor.Settings adafactor(FairseqArguments arguments, double decay) {
    Adafactor.Settings defaults = Adafactor.Settings.defaults();
    Pair epsilons = pair(arguments, "adafactor_eps", defaults.epsilon1(), defaults.epsilon2());
    return new Adafactor.Settings(
        epsilons.first,
        epsilons.second,
        arguments.number("clip_threshold", defaults.clipThreshold()),
        arguments.number("decay_rate", defaults.decayRate()),
        arguments.number("beta1", 0),
        decay,
        arguments.flag("scale_parameter"),
        arguments.flag("relative_step"),
        arguments.flag("warmup_init"));
  }

  private static NovoGrad.Settings novograd(FairseqArguments arguments, double decay) {
    NovoGrad.Settings defaults = NovoGrad.Settings.defaults();
    Pair betas = pair(arguments, "novograd_betas", defaults.beta1(), defaults.beta2());
    return new NovoGrad.Settings(
        betas.first, betas.second, arguments.number("novograd_eps", defaults.epsilon()), decay);
  }

  private static Pair pair(FairseqArguments arguments, String name, double first, double second) {
    List<Double> numbers = arguments.numbers(name);
    return numbers.size() == 2 ? new Pair(numbers.get(0), numbers.get(1)) : new Pair(first, second);
  }

  /** The flags that describe an optimiser: what {@link #config} reads. */
  static Map<String, Object> of(OptimizerConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("optimizer", config.name());
    if (config instanceof AdamConfig adam) {
      putAdam(values, adam);
    } else if (config instanceof RAdam.Settings radam) {
      putAdam(
          values,
          new AdamConfig(radam.beta1(), radam.beta2(), radam.epsilon(), radam.weightDecay()));
    } else if (config instanceof Sgd.Settings sgd) {
      values.put(MOMENTUM, sgd.momentum());
      values.put(DECAY, sgd.weightDecay());
    } else if (config instanceof Nag.Settings nag) {
      values.put(MOMENTUM, nag.momentum());
      values.put(DECAY, nag.weightDecay());
    } else if (config instanceof Adagrad.Settings adagrad) {
      values.put(DECAY, adagrad.weightDecay());
    } else if (config instanceof Adadelta.Settings adadelta) {
      values.put("adadelta_rho", adadelta.rho());
      values.put("adadelta_eps", adadelta.epsilon());
      values.put(DECAY, adadelta.weightDecay());
    } else if (config instanceof Adamax.Settings adamax) {
      values.put("adamax_betas", text(adamax.beta1(), adamax.beta2()));
      values.put("adamax_eps", adamax.epsilon());
      values.put("no_bias_correction", !adamax.biasCorrection());
      values.put(DECAY, adamax.weightDecay());
    } else if (config instanceof Adafactor.Settings adafactor) {
      putAdafactor(values, adafactor);
    } else if (config instanceof NovoGrad.Settings novograd) {
      values.put("novograd_betas", text(novograd.beta1(), novograd.beta2()));
      values.put("novograd_eps", novograd.epsilon());
      values.put(DECAY, novograd.weightDecay());
    }
    return values;
  }

  private static void putAdam(Map<String, Object> values, AdamConfig adam) {
    values.put(BETAS, text(adam.beta1(), adam.beta2()));
    values.put(EPSILON, adam.epsilon());
    values.put(DECAY, adam.weightDecay());
  }

  private static void putAdafactor(Map<String, Object> values, Adafactor.Settings adafactor) {
    values.put("adafactor_eps", text(adafactor.epsilon1(), adafactor.epsilon2()));
    values.put("clip_threshold", adafactor.clipThreshold());
    values.put("decay_rate", adafactor.decayRate());
    values.put("beta1", adafactor.beta1() == 0 ? null : adafactor.beta1());
    values.put("scale_parameter", adafactor.scaleParameter());
    values.put("relative_step", adafactor.relativeStep());
    values.put("warmup_init", adafactor.warmupInit());
    values.put(DECAY, adafactor.weightDecay());
  }

  private static String text(double first, double second) {
    return "(" + first + ", " + second + ")";
  }
}
