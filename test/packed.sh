#!/usr/bin/env bash
# Packs the tool as it was built last (npm run build), installs it into an empty prefix, and takes a report with it on a
# clean HOME.
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
coc() { (cd "$work/home" && env -i HOME="$work/home" PATH="$work/prefix/bin:$PATH" "$work/prefix/bin/coc" "$@"); }
coc --version
coc report new --answers "$work/answers.yaml" --yes --json > "$work/saved.json"
id=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).id' "$work/saved.json")
coc list --json | grep -q "\"$id\""
coc show "$id" | grep -q 'kept following a friend'
git -C "$work/home/.local/share/coc/code-of-conduct-reports" verify-commit HEAD
if grep -rq 'kept following' "$work/home"; then
  echo 'the account stands in plain text' >&2
  exit 1
fi
echo "took report $id with the packed tool"
