#!/usr/bin/env bash
# Multi30k, English to German: raw text to a scored model.
#
# usage: recipes/multi30k.en-de/run.sh DATA_DIR OUT_DIR [TRAIN FLAGS...]
#
# DATA_DIR holds train.{en,de}.gz, val.{en,de}.gz and test_2016_flickr.{en,de}.gz (one sentence a
# line; https://github.com/multi30k/dataset, folder data/task1/raw). Finished steps are skipped, and
# training continues from its last checkpoint, so that a run that was interrupted can be started
# again. TRAIN FLAGS are added to those of 'nmt train' and override them.
set -euo pipefail

if [ $# -lt 2 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
data=$1
out=$2
shift 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

# The launcher of the checkout, of the unpacked archive, or of the PATH.
if [ -n "${NMT:-}" ]; then
  nmt=$NMT
elif [ -x "$here/../../scripts/nmt" ]; then
  nmt=$here/../../scripts/nmt
elif [ -x "$here/../../bin/nmt" ]; then
  nmt=$here/../../bin/nmt
else
  nmt=nmt
fi

test_set=test_2016_flickr
merges=${MERGES:-5000}
text=$out/text

for split in train val "$test_set"; do
  for language in en de; do
    if [ ! -f "$data/$split.$language.gz" ]; then
      echo "run.sh: '$data/$split.$language.gz' is missing: DATA_DIR has to hold Multi30k's raw files." >&2
      exit 2
    fi
  done
done
mkdir -p "$text"

# made FILE COMMAND: runs the command with its output in FILE, unless an earlier run has made it.
made() {
  local file=$1
  shift
  if [ ! -s "$file" ]; then
    "$@" >"$file.part"
    mv "$file.part" "$file"
  fi
}

tokenized() {
  gzip -dc "$data/$1.$2.gz" | "$nmt" normalize-punctuation -l "$2" | "$nmt" tokenize -l "$2"
}

segmented() {
  "$nmt" apply-bpe -c "$out/codes" <"$text/$1.tok.$2"
}

learned() {
  cat "$text/train.tok.en" "$text/train.tok.de" | "$nmt" learn-bpe -s "$merges"
}

echo "== Text" >&2
for split in train val "$test_set"; do
  for language in en de; do
    made "$text/$split.tok.$language" tokenized "$split" "$language"
  done
done
made "$out/codes" learned
for split in train val "$test_set"; do
  for language in en de; do
    made "$text/$split.bpe.$language" segmented "$split" "$language"
  done
done

echo "== Binarised data" >&2
if [ ! -f "$out/data/done" ]; then
  "$nmt" preprocess --source-lang en --target-lang de --joined-dictionary --destdir "$out/data" \
    --trainpref "$text/train.bpe" --validpref "$text/val.bpe" --testpref "$text/$test_set.bpe"
  touch "$out/data/done"
fi

echo "== Training" >&2
"$nmt" train "$out/data" --source-lang en --target-lang de --save-dir "$out/model" \
  --arch transformer_iwslt_de_en --share-all-embeddings --init-type admin \
  --encoder-layers 3 --encoder-embed-dim 128 --encoder-ffn-embed-dim 512 --encoder-attention-heads 4 \
  --decoder-layers 3 --decoder-embed-dim 128 --decoder-ffn-embed-dim 512 --decoder-attention-heads 4 \
  --dropout 0.2 --attention-dropout 0.1 --activation-dropout 0.1 \
  --criterion label_smoothed_cross_entropy --label-smoothing 0.1 \
  --optimizer adam --adam-betas '(0.9, 0.98)' --lr 3e-3 --lr-scheduler inverse_sqrt \
  --warmup-updates 1000 --warmup-init-lr 1e-7 --max-tokens 2048 --max-epoch 25 \
  --no-epoch-checkpoints --log-interval 50 --seed 1 "$@"

echo "== Translating $test_set" >&2
"$nmt" generate "$out/data" --path "$out/model/checkpoint_best.safetensors" \
  --gen-subset test --beam 5 --remove-bpe >"$out/generated.txt"
grep '^H-' "$out/generated.txt" | sed 's/^H-//' | sort -n | cut -f 3 |
  "$nmt" detokenize -l de >"$out/hypotheses.de"
gzip -dc "$data/$test_set.de.gz" >"$out/reference.de"

echo "== Score (tokenised as fairseq reports it, then sacreBLEU)" >&2
tail -n 1 "$out/generated.txt"
"$nmt" score "$out/reference.de" -i "$out/hypotheses.de" --format text
