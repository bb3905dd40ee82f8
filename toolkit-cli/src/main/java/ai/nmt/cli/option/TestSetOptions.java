package ai.nmt.cli.option;

import ai.nmt.io.InputException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** sacreBLEU's flags for test sets that it downloads; they are known so as to be explained. */
@InGroup(HelpGroup.DATA)
public final class TestSetOptions {
  @Option(
      names = {"-t", "--test-set"},
      hidden = true)
  private String testSet;

  @Option(names = "--list", hidden = true)
  private boolean list;

  @Option(
      names = {"--citation", "--cite"},
      hidden = true)
  private boolean citation;

  @Option(
      names = {"-ol", "--origlang"},
      hidden = true)
  private String originalLanguage;

  @Option(names = "--subset", hidden = true)
  private String subset;

  @Option(names = "--download", hidden = true)
  private String download;

  @Option(names = "--echo", arity = "1..*", hidden = true)
  private List<String> echo;

  @Option(
      names = {"-d", "--detail"},
      hidden = true)
  private boolean detail;

  /**
   * Refuses what needs a test set.
   *
   * @throws InputException where such a flag was given
   */
  public void refuse() {
    List<String> given =
        Stream.of(
                testSet == null ? "" : "--test-set",
                list ? "--list" : "",
                citation ? "--citation" : "",
                originalLanguage == null ? "" : "--origlang",
                subset == null ? "" : "--subset",
                download == null ? "" : "--download",
                echo == null ? "" : "--echo",
                detail ? "--detail" : "")
            .filter(name -> !name.isEmpty())
            .toList();
    if (!given.isEmpty()) {
      throw new InputException(
          String.join(", ", given)
              + ": there are no test sets here, because sacreBLEU's are downloaded and this program"
              + " downloads nothing; give the references as files: nmt score REF -i HYP (sacrebleu"
              + " -t SET -l PAIR --echo ref writes such a file)");
    }
  }
}
