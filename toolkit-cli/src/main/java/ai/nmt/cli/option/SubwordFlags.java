package ai.nmt.cli.option;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.io.InputException;
import ai.nmt.rules.Segmentation;
import ai.nmt.sentencepiece.SentencePieceModel;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeSegmenterOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How words of raw text become subwords; a flag that is not given changes nothing. */
@InGroup(HelpGroup.SUBWORDS)
public final class SubwordFlags {
  /** Values of {@code --bpe}. */
  enum BpeName {
    SUBWORD_NMT,
    SENTENCEPIECE,
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    static BpeName of(Segmentation stored) {
      if (stored instanceof Segmentation.BytePairs) {
        return SUBWORD_NMT;
      }
      return stored instanceof Segmentation.SentencePieces ? SENTENCEPIECE : NONE;
    }
  }

  @Option(
      names = "--bpe",
      paramLabel = "NAME",
      description = "Subwords of raw text: ${COMPLETION-CANDIDATES}.")
  private BpeName bpe;

  @Option(
      names = "--bpe-codes",
      paramLabel = "FILE",
      description =
          "Codes for --bpe subword_nmt, as learn-bpe writes them, or the model for --bpe"
              + " sentencepiece.")
  private Path codes;

  @Option(
      names = "--bpe-separator",
      paramLabel = "TEXT",
      description = "Mark of subwords that do not end a word; '@@' unless given.")
  private String separator;

  @Option(
      names = "--bpe-source-vocabulary",
      paramLabel = "FILE",
      description =
          "Units of --bpe subword_nmt that source text may have, as get-vocab and"
              + " learn-joint-bpe-and-vocab write them; others are split again.")
  private Path sourceVocabulary;

  @Option(
      names = "--bpe-target-vocabulary",
      paramLabel = "FILE",
      description = "Units that target text may have.")
  private Path targetVocabulary;

  @Option(
      names = "--bpe-vocabulary-threshold",
      paramLabel = "N",
      description = "Use only units of the vocabularies that occur at least N times.")
  private Long threshold;

  @Option(
      names = "--bpe-glossaries",
      arity = "1..*",
      paramLabel = "REGEX",
      description = "Words, as regular expressions, that --bpe subword_nmt never splits.")
  private List<String> glossaries;

  @Option(
      names = "--sentencepiece-model",
      paramLabel = "FILE",
      description = "Model for --bpe sentencepiece, as spm_train writes it.")
  private Path model;

  /**
   * Changes how words become subwords as the flags say.
   *
   * @param stored how they do without the flags
   * @param languages the data's names of the languages
   * @throws InputException if flags contradict each other, or a file cannot be read
   */
  Segmentation change(Segmentation stored, LanguagePair languages) {
    return switch (bpe == null ? BpeName.of(stored) : bpe) {
      case SUBWORD_NMT -> bytePairs(stored, languages);
      case SENTENCEPIECE -> sentencePieces(stored);
      case NONE -> {
        refuse(
            isGiven(codes, separator, sourceVocabulary, targetVocabulary, threshold, glossaries),
            "--bpe-codes, --bpe-separator, --bpe-glossaries and the BPE vocabularies are about byte"
                + " pair encoding; give --bpe subword_nmt as well");
        refuse(isGiven(model), "give --bpe sentencepiece with --sentencepiece-model");
        yield new Segmentation.None();
      }
    };
  }

  private Segmentation bytePairs(Segmentation stored, LanguagePair languages) {
    refuse(
        isGiven(model),
        "--sentencepiece-model is not for byte pair encoding; give --bpe sentencepiece with it, or"
            + " the codes that learn-bpe wrote with --bpe-codes");
    Segmentation.BytePairs known = stored instanceof Segmentation.BytePairs pairs ? pairs : null;
    refuse(
        known == null && codes == null,
        "--bpe subword_nmt needs the codes that learn-bpe wrote; give them with --bpe-codes");
    refuse(
        threshold != null && !isGiven(sourceVocabulary, targetVocabulary),
        "--bpe-vocabulary-threshold needs a vocabulary; give --bpe-source-vocabulary,"
            + " --bpe-target-vocabulary or both");
    Segmentation.BytePairs base =
        new Segmentation.BytePairs(
            codes == null ? known.codes() : BpeCodes.load(codes),
            known == null ? BpeSegmenterOptions.defaults().separator() : known.separator(),
            known == null ? Map.of() : known.vocabularies(),
            known == null ? List.of() : known.glossaries());
    return new Segmentation.BytePairs(
        base.codes(),
        separator == null ? base.separator() : separator,
        vocabularies(base.vocabularies(), languages),
        glossaries == null ? base.glossaries() : glossaries);
  }

  private Map<String, Set<String>> vocabularies(
      Map<String, Set<String>> stored, LanguagePair languages) {
    Map<String, Set<String>> vocabularies = new TreeMap<>(stored);
    long least = threshold == null ? 0 : threshold;
    if (sourceVocabulary != null) {
      vocabularies.put(
          languages.source(), BpeSegmenterOptions.readVocabulary(sourceVocabulary, least));
    }
    if (targetVocabulary != null) {
      vocabularies.put(
          languages.target(), BpeSegmenterOptions.readVocabulary(targetVocabulary, least));
    }
    return vocabularies;
  }

  private Segmentation sentencePieces(Segmentation stored) {
    refuse(
        isGiven(separator, sourceVocabulary, targetVocabulary, threshold, glossaries),
        "--bpe-separator, --bpe-glossaries and the BPE vocabularies are not for a SentencePiece"
            + " model; leave them out, or give --bpe subword_nmt");
    refuse(
        isGiven(model) && isGiven(codes),
        "--sentencepiece-model and --bpe-codes both name the SentencePiece model; give one of"
            + " them");
    if (!isGiven(model, codes)) {
      refuse(
          !(stored instanceof Segmentation.SentencePieces),
          "--bpe sentencepiece needs the model that spm_train wrote; give it with"
              + " --sentencepiece-model");
      return stored;
    }
    return new Segmentation.SentencePieces(SentencePieceModel.load(model == null ? codes : model));
  }

  private static boolean isGiven(Object... flags) {
    return Stream.of(flags).anyMatch(flag -> flag != null);
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new InputException(message);
    }
  }
}
