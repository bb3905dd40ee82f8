package ai.nmt.corpus;

/**
 * Sentences of at most so many ids: of longer ones the first, and the last, which is {@code </s>}.
 *
 * @param sentences the whole sentences
 * @param most most ids of a sentence, at least 1
 */
record TruncatedDataset(TokenDataset sentences, int most) implements TokenDataset {
  @Override
  public int size() {
    return sentences.size();
  }

  @Override
  public int length(int i) {
    return Math.min(sentences.length(i), most);
  }

  @Override
  public int[] get(int i) {
    int[] whole = sentences.get(i);
    if (whole.length <= most) {
      return whole;
    }
    int[] cut = new int[most];
    System.arraycopy(whole, 0, cut, 0, most - 1);
    cut[most - 1] = whole[whole.length - 1];
    return cut;
  }

  @Override
  public void close() {
    sentences.close();
  }
}
