package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.run.Conversion;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt convert}: makes one checkpoint of another. */
@Command(
    name = "convert",
    description = {
      "Makes one checkpoint of another: of this toolkit (.safetensors) or of fairseq (.pt).",
      "Without --fold-admin parameters and optimiser state stay as they are, bit for bit; nothing that"
          + " a .pt file names is executed."
    })
public final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "INPUT",
      description = "Checkpoint to read, of either kind.")
  private Path input;

  @Parameters(
      index = "1",
      paramLabel = "OUTPUT",
      description = "File to write; its extension says of which kind: .safetensors or .pt.")
  private Path output;

  @Option(
      names = "--fold-admin",
      description = {
        "Turn an Admin or DeepNet model into a plain Post-LN one with the same outputs.",
        "The optimiser's state is left out; where a trained factor of a first sub-layer is not one"
            + " number, positions become learned and embeddings separate."
      })
  private boolean foldAdmin;

  @Override
  public Integer call() {
    new Conversion(input, output, foldAdmin).run().forEach(spec.commandLine().getErr()::println);
    return ExitCode.DONE;
  }
}
