package ai.nmt.corpus;

import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences in two languages; sentence i of one is the translation of sentence i of the other. */
public final class ParallelCorpus implements AutoCloseable {
  private final String name;
  private final TokenDataset source;
  private final Optional<TokenDataset> target;

  private ParallelCorpus(String name, TokenDataset source, Optional<TokenDataset> target) {
    this.name = name;
    this.source = source;
    this.target = target;
  }

  /**
   * Pairs two data sets.
   *
   * @param source source sentences
   * @param target their translations
   * @return the corpus, which closes both
   * @throws InputException if they have different numbers of sentences
   */
  public static ParallelCorpus of(TokenDataset source, TokenDataset target) {
    return of("corpus", source, target);
  }

  /** Pairs two data sets under a name. */
  static ParallelCorpus of(String name, TokenDataset source, TokenDataset target) {
    if (source.size() != target.size()) {
      throw new InputException(
          name
              + ": the source has "
              + Counted.of(source.size(), "sentence")
              + ", but the target has "
              + target.size()
              + "; both sides of a corpus need as many, so run preprocess again on matching files");
    }
    return new ParallelCorpus(name, source, Optional.of(target));
  }

  /**
   * A corpus without translations, to be translated.
   *
   * @param source source sentences
   * @return the corpus, which closes them
   */
  public static ParallelCorpus sourceOnly(TokenDataset source) {
    return new ParallelCorpus("corpus", source, Optional.empty());
  }

  /**
   * Several corpora as one: the sentences of one behind those of the other.
   *
   * @param parts corpora with translations, at least one, in their order
   * @return the corpus, which closes all; its name is made of theirs
   * @throws InputException if they have too many sentences, or no translations
   */
  public static ParallelCorpus joined(List<ParallelCorpus> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : new ParallelCorpus(
            parts.stream().map(ParallelCorpus::name).collect(Collectors.joining(" + ")),
            new JoinedDataset(parts.stream().map(ParallelCorpus::source).toList()),
            Optional.of(new JoinedDataset(parts.stream().map(ParallelCorpus::target).toList())));
  }

  /**
   * This corpus under another name.
   *
   * @param changed where it comes from, for messages
   * @return the corpus; closing either closes both
   */
  public ParallelCorpus withName(String changed) {
    return new ParallelCorpus(changed, source, target);
  }

  /**
   * This corpus with sources of at most so many ids ({@code --truncate-source}).
   *
   * @param most most ids of a source, {@code </s>} included, which stays the last one; at least 1
   * @return the corpus; closing either closes both
   */
  public ParallelCorpus withSourcesUpTo(int most) {
    return new ParallelCorpus(name, new TruncatedDataset(source, most), target);
  }

  /**
   * What messages call the corpus.
   *
   * @return for example {@code data/train}; {@code corpus} unless it was given a name
   */
  public String name() {
    return name;
  }

  /**
   * The number of sentences or pairs.
   *
   * @return 0 or more
   */
  public int size() {
    return source.size();
  }

  /**
   * The source sentences.
   *
   * @return ids
   */
  public TokenDataset source() {
    return source;
  }

  /**
   * Whether there are translations.
   *
   * @return false for a corpus that is only to be translated
   */
  public boolean hasTarget() {
    return target.isPresent();
  }

  /**
   * The translations.
   *
   * @return ids
   * @throws InputException if the corpus has only source sentences
   */
  public TokenDataset target() {
    return target.orElseThrow(
        () ->
            new InputException(
                "the corpus has no target side, which is needed here; run preprocess without"
                    + " --only-source"));
  }

  /**
   * The length of a source sentence.
   *
   * @param i 0 to {@link #size()} - 1
   * @return ids, {@code </s>} included
   */
  public int sourceLength(int i) {
    return source.length(i);
  }

  /**
   * The length of a translation.
   *
   * @param i 0 to {@link #size()} - 1
   * @return ids, {@code </s>} included; 0 without a target side
   */
  public int targetLength(int i) {
    return target.map(sentences -> sentences.length(i)).orElse(0);
  }

  @Override
  public void close() {
    source.close();
    target.ifPresent(TokenDataset::close);
  }
}
