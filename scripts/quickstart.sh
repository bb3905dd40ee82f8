#!/usr/bin/env bash
# From nothing to a scored translation: builds the toolkit, makes a small corpus of numbers and dates
# in words, trains an Admin Transformer on the CPU for a few minutes, translates and scores.
#
# usage: scripts/quickstart.sh [FOLDER]     (default: target/quickstart in the checkout)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=${1:-$root/target/quickstart}
nmt=$root/scripts/nmt

step() {
  printf '\n== %s\n' "$*" >&2
}

fail() {
  echo "quickstart: $*" >&2
  exit 2
}

for tool in java mvn; do
  command -v "$tool" >/dev/null || fail "'$tool' was not found: install a JDK 17 and Maven."
done

step "Building (the first time Maven downloads some 150 MB)"
mvn -q -B -f "$root/pom.xml" package -DskipTests

step "Making the sample corpus in $work"
rm -rf "$work"
mkdir -p "$work"
"$nmt" sample-corpus "$work/text"

step "Preprocessing"
"$nmt" preprocess --source-lang en --target-lang de \
  --trainpref "$work/text/train" --validpref "$work/text/valid" --testpref "$work/text/test" \
  --joined-dictionary --destdir "$work/data"

step "Training (a few minutes)"
"$nmt" train "$work/data" --source-lang en --target-lang de --save-dir "$work/model" \
  --arch transformer --share-all-embeddings --init-type admin \
  --encoder-layers 3 --encoder-embed-dim 128 --encoder-ffn-embed-dim 512 --encoder-attention-heads 4 \
  --decoder-layers 3 --decoder-embed-dim 128 --decoder-ffn-embed-dim 512 --decoder-attention-heads 4 \
  --dropout 0.1 --criterion label_smoothed_cross_entropy --label-smoothing 0.1 \
  --optimizer adam --adam-betas '(0.9, 0.98)' --lr 3e-3 --lr-scheduler inverse_sqrt \
  --warmup-updates 200 --warmup-init-lr 1e-7 --max-tokens 2048 --max-update 1200 \
  --no-epoch-checkpoints --log-interval 50 --seed 1

step "Translating the test set"
"$nmt" generate "$work/data" --path "$work/model/checkpoint_best.safetensors" \
  --gen-subset test --beam 5 --remove-bpe >"$work/generated.txt"
# H lines are "H-number, score, tokens"; the order of the test set is that of the numbers.
grep '^H-' "$work/generated.txt" | sed 's/^H-//' | sort -n | cut -f 3 >"$work/test.hypotheses"
sed 's/@@ //g' "$work/text/test.de" >"$work/test.reference"

step "Some translations (source, reference, hypothesis)"
sed 's/@@ //g' "$work/text/test.en" | paste -d '\n' - "$work/test.reference" "$work/test.hypotheses" |
  awk 'NR <= 15 { print "  " $0 } NR <= 15 && NR % 3 == 0 { print "" }'

step "BLEU on the test set, whose numbers are not in the training set"
"$nmt" score "$work/test.reference" --input "$work/test.hypotheses" --tokenize none --format text

step "Done. Try it yourself:"
echo "  echo 'the value is seven point one .' | $nmt interactive $work/data --remove-bpe --path $work/model/checkpoint_best.safetensors" >&2
