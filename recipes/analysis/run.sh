#!/usr/bin/env bash
# Deep stacks on the CPU: one small model at several depths under several residual schemes, with the
# same data, seed and settings; training curves and a table of which runs train.
#
# usage: recipes/analysis/run.sh OUT_DIR [MULTI30K_DIR]
#
# MULTI30K_DIR holds train.{en,de}.gz and val.{en,de}.gz (https://github.com/multi30k/dataset, folder
# data/task1/raw); without it the sample corpus of the toolkit is used. Finished runs are kept, so
# that a study that was interrupted can be started again.
#
# Environment: DEPTHS (layers of the encoder, and of the decoder), SCHEMES, UPDATES, THREADS.
set -euo pipefail

if [ $# -lt 1 ]; then
  sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
out=$1
multi30k=${2:-}
depths=${DEPTHS:-6 12 18 36}
schemes=${SCHEMES:-post-ln pre-ln admin deepnet rezero}
updates=${UPDATES:-500}
threads=${THREADS:-1}
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

mkdir -p "$out/text" "$out/logs"

echo "== Data" >&2
if [ ! -f "$out/data/done" ]; then
  if [ -n "$multi30k" ]; then
    for language in en de; do
      gzip -dc "$multi30k/train.$language.gz" | "$nmt" tokenize -l "$language" >"$out/text/train.tok.$language"
      gzip -dc "$multi30k/val.$language.gz" | "$nmt" tokenize -l "$language" >"$out/text/valid.tok.$language"
    done
    cat "$out/text/train.tok.en" "$out/text/train.tok.de" | "$nmt" learn-bpe -s 2000 >"$out/text/codes"
    for split in train valid; do
      for language in en de; do
        "$nmt" apply-bpe -c "$out/text/codes" <"$out/text/$split.tok.$language" >"$out/text/$split.$language"
      done
    done
  else
    "$nmt" sample-corpus "$out/text"
  fi
  "$nmt" preprocess --source-lang en --target-lang de --joined-dictionary --destdir "$out/data" \
    --trainpref "$out/text/train" --validpref "$out/text/valid"
  touch "$out/data/done"
fi

# What is typed for a scheme.
flags_of() {
  case $1 in
    post-ln) ;;
    pre-ln) echo --encoder-normalize-before --decoder-normalize-before ;;
    *) echo --init-type "$1" ;;
  esac
}

echo "== Training" >&2
for depth in $depths; do
  folder=$out/logs/$depth-$depth
  mkdir -p "$folder"
  for scheme in $schemes; do
    log=$folder/$scheme.log
    if [ -f "$log" ]; then
      continue
    fi
    echo "$depth-$depth layers, $scheme" >&2
    # A run that diverges ends with an error; its log says so, and that is a result.
    # shellcheck disable=SC2046
    "$nmt" train "$out/data" --source-lang en --target-lang de --no-save --save-dir "$out/none" \
      --arch transformer --share-all-embeddings $(flags_of "$scheme") --initialization fairseq-0.8 \
      --encoder-layers "$depth" --encoder-embed-dim 64 --encoder-ffn-embed-dim 256 --encoder-attention-heads 4 \
      --decoder-layers "$depth" --decoder-embed-dim 64 --decoder-ffn-embed-dim 256 --decoder-attention-heads 4 \
      --dropout 0.1 --criterion label_smoothed_cross_entropy --label-smoothing 0.1 \
      --optimizer adam --adam-betas '(0.9, 0.98)' --lr "${LR:-2e-3}" --lr-scheduler inverse_sqrt \
      --warmup-updates 100 --warmup-init-lr 1e-7 --max-tokens 512 --max-update "$updates" \
      --disable-validation --log-format json --log-interval 10 --seed 1 --threads "$threads" \
      2>"$log.part" >&2 || [ $? -eq 2 ]
    mv "$log.part" "$log"
  done
done

echo "== Curves and table" >&2
"$nmt" analyze training-curves "$out/logs" --destdir "$out/figures" \
  --data "$out/data" --label-smoothing 0.1
