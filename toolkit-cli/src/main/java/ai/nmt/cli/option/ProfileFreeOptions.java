package ai.nmt.cli.option;

import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** Flags of {@code --init-type admin-torch}. */
@InGroup(HelpGroup.ADMIN)
public final class ProfileFreeOptions {
  @Option(
      names = "--output-change-scale",
      paramLabel = "SCALE",
      completionCandidates = Scales.class,
      description = {
        "With --init-type admin-torch, how fast the output may change with the number n of residual"
            + " sub-layers: ${COMPLETION-CANDIDATES}, where default is O(logn).",
        "O(1): the shortcut is multiplied by sqrt(n); O(logn): by sqrt((n + 1) / ln(n + 1) - 1);"
            + " O(n): by 1."
      })
  private String scale = OutputChange.DEFAULT.flag();

  @Option(
      names = "--encoder-as-parameter",
      description = "With --init-type admin-torch, train the encoder's factors on the shortcuts.")
  private boolean encoderAsParameter;

  @Option(
      names = "--decoder-as-parameter",
      description = "With --init-type admin-torch, train the decoder's factors on the shortcuts.")
  private boolean decoderAsParameter;

  /** The scales' names, for help and completion. */
  static final class Scales implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return OutputChange.flags().iterator();
    }
  }

  /** Returns the settings that were asked for. */
  public ProfileFreeConfig config() {
    return new ProfileFreeConfig(OutputChange.of(scale), encoderAsParameter, decoderAsParameter);
  }
}
