package ai.nmt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Errors name what was typed, and what was expected in words that are not Java's. */
class ArgumentErrorsTest {
  private static final Pattern JAVA =
      Pattern.compile(
          "\\b(int|long|double|float|boolean|char|Integer|Long|Double|Boolean|String|Path|List"
              + "|enum|class|java\\S*|\\w*Exception)\\b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "train d --batch-size many | --batch-size: 'many' is not a whole number.",
        "train d --max-sentences many | --max-sentences: 'many' is not a whole number.",
        "train d --max_sentences many | --max_sentences: 'many' is not a whole number.",
        "train d --max_tokens=4.5 | --max_tokens: '4.5' is not a whole number.",
        "train d --wd much | --wd: 'much' is not a number.",
        "train d --lr 0.1,b | --lr: 'b' is not a number.",
        "train d --adam-betas 0.9 | --adam-betas: '0.9' is not two numbers such as '(0.9, 0.98)'.",
        "train d --criterion x | 'x' is not a value of --criterion; it takes one of: cross_entropy,"
            + " label_smoothed_cross_entropy.",
        "train d --left-pad-source x | 'x' is not a value of --left-pad-source; it takes one of:"
            + " True, False.",
        "train d -a transformr | 'transformr' is not a value of -a; it takes one of: transformer,"
            + " transformer_iwslt_de_en, transformer_wmt_en_de, transformer_vaswani_wmt_en_de_big,"
            + " transformer_vaswani_wmt_en_fr_big, transformer_wmt_en_de_big,"
            + " transformer_wmt_en_de_big_t2t. Did you mean 'transformer'?",
        "train d --max-tokens | --max-tokens needs a value: a whole number.",
        "train d --optimizer | --optimizer needs a value: one of adam, adamw, radam, nag, sgd,"
            + " adagrad, adadelta, adamax, adafactor, novograd.",
        "train d --save-dir | --save-dir needs a value: a folder.",
        "train d --fp16=yes | --fp16 takes no value; leave '=yes' out.",
        "preprocess -s a -t b --srcdict | --srcdict needs a value: a file.",
        "benchmark d --updates x | --updates: 'x' is not a whole number.",
        "clean-corpus a b c d x 9 | MIN: 'x' is not a whole number.",
      })
  void oneErrorIsOneLine(String arguments, String message) {
    CliRunner.Result result = CliRunner.run(arguments.split(" ", -1));
    assertThat(result.err().lines().findFirst().orElseThrow())
        .isEqualTo("nmt " + arguments.split(" ", 2)[0] + ": " + message);
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void allErrorsAreToldAtOnce() {
    CliRunner.Result result =
        CliRunner.run(
            "train --batch_size many --arch transformr --criterion x --dropout 0,1".split(" ", -1));
    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(result.err())
        .startsWith(
            """
            nmt train: several arguments cannot be used:
              --batch_size: 'many' is not a whole number.
              'x' is not a value of --criterion; it takes one of: cross_entropy,\
             label_smoothed_cross_entropy.
              --dropout: '0,1' is not a number.
            """)
        .contains(
            "\n  'transformr' is not a value of --arch; it takes one of: transformer, ",
            "\n  Missing required parameter: 'DATA'.\n")
        .endsWith("\n'nmt train --help' lists what it understands.\n");
  }

  @Test
  void theSameFlagTwiceIsNamedAsTheWrongOneWasTyped() {
    CliRunner.Result result =
        CliRunner.run("train d --batch-size x --max-sentences 8".split(" ", -1));
    assertThat(result.err()).startsWith("nmt train: --batch-size: 'x' is not a whole number.\n");
  }

  /** Whatever an option takes, what is wrong for it is told without a type of Java's. */
  @Test
  void noMessageNamesTypesOfJava() {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    CommandLine all = Main.commandLine(none, none, List.of("generate-completion"));
    all.getSubcommands()
        .forEach(
            (name, command) ->
                command.getCommandSpec().options().stream()
                    .filter(option -> option.arity().max() > 0 && !isText(option))
                    .forEach(option -> checkWords(name, option)));
  }

  private static boolean isText(OptionSpec option) {
    Class<?> type = option.auxiliaryTypes()[0];
    return option.completionCandidates() == null && (type == String.class || type == Path.class);
  }

  private static void checkWords(String command, OptionSpec option) {
    for (String flag : option.names()) {
      CliRunner.Result result = CliRunner.run(command, flag + "=w?ng");
      String line =
          result.err().lines().filter(each -> each.contains("'w?ng'")).findFirst().orElse("none");
      assertThat(result.exitCode()).as(flag).isEqualTo(ExitCode.WRONG_USE);
      assertThat(line).as(command).contains(flag);
      String words =
          line.replace(flag, "")
              .replaceFirst("nmt \\S+: ", "")
              .replaceFirst("; it takes one of.*", "");
      assertThat(JAVA.matcher(words).results().map(found -> found.group())).as(line).isEmpty();
    }
  }
}
