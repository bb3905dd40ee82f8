package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nmt generate-completion}: prints a script that completes commands and flags in bash. */
@Command(
    name = "generate-completion",
    description = {
      "Prints a bash and zsh completion script for nmt.",
      "Use: source <(nmt generate-completion)"
    })
public final class GenerateCompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(CompletionScript.of(spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
