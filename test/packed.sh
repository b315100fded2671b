#!/usr/bin/env bash
# Packs the tool as it was built last (npm run build), installs it into an empty prefix, and takes a report with it on a
# clean HOME: with the node that is here, and with those in a folder: `bash test/packed.sh FOLDER`, in which `22` and `24` are
# prefixes that npm put them into (.ci/run).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --ignore-scripts --pack-destination "$work" >/dev/null
mkdir "$work/prefix" "$work/home"
npm install --silent --no-audit --no-fund --global --prefix "$work/prefix" "$work"/coc-*.tgz
cat > "$work/answers.yaml" <<'YAML'
threat: none
your-name: Ana Example
account: |
  They said that somebody kept following a friend of theirs.
channel: verbal
visibility: private
consent: not-said-yet
share: recorder
YAML
coc() { (cd "$work/home" && env -i HOME="$work/home" PATH="${node:+$node:}$work/prefix/bin:$PATH" "$work/prefix/bin/coc" "$@"); }
use() {
  local id
  rm -rf "$work/home"
  mkdir "$work/home"
  coc --help | grep -q 'report'
  coc guide threat | grep -q .
  coc report new --answers "$work/answers.yaml" --yes --json > "$work/saved.json"
  id=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).id' "$work/saved.json")
  coc list --json | grep -q "\"$id\""
  coc show "$id" | grep -q 'kept following a friend'
  coc show "$id" | grep -q 'kept following a friend'
  git -C "$work/home/.local/share/coc/code-of-conduct-reports" verify-commit HEAD
  if grep -rq 'kept following' "$work/home"; then
    echo 'the account stands in plain text' >&2
    exit 1
  fi
  echo "took report $id with the packed tool and node $("${node:+$node/}node" --version)"
}
node=
coc --version
use
for major in 22 24; do
  node=
  for program in "${1:-/nonexistent}/$major"/node_modules/node-*/bin/node; do node=$(dirname "$program"); done
  if [ -x "$node/node" ]; then use; else echo "SKIPPED: no node $major could be had, so the packed tool was not used with it"; fi
done
