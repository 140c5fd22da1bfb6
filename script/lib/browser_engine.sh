#!/usr/bin/env bash
# The panel's engine in Node: browser_engine.sh simulate --candles FILE --strategy FILE [--all], or parity. Built from
# frontend/ into .cache/ when that is newer. Prints the path of what it built when asked with --path.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
built=$root/.cache/browser-engine

missing() {
  printf '%s\n' "The browser's engine cannot run here: $1" >&2
  exit 1
}

command -v node >/dev/null || missing "it needs Node 20.19 or newer. Install it and start again."
[[ -x $root/frontend/node_modules/.bin/vite ]] ||
  missing "the packages it is built with are not installed. Run npm ci --prefix frontend and start again."

# Whoever builds first builds for all: others wait, and then find it done.
build() {
  local new
  mkdir -p "$root/.cache"
  exec {lock}>"$root/.cache/browser-engine.lock"
  flock "$lock"
  if stale; then
    new=$(mktemp -d "$root/.cache/browser-engine.XXXXXX")
    (cd "$root/frontend" && node_modules/.bin/vite build --config vite.tools.config.ts --logLevel warn --outDir "$new") >&2
    rm -rf "$built"
    mv "$new" "$built"
  fi
  exec {lock}>&-
}

stale() {
  [[ ! -f $built/main.js ]] ||
    [[ -n $(find "$root/frontend/src/engine" "$root/frontend/src/lab" "$root/frontend/tools" \
      "$root/frontend/vite.tools.config.ts" -newer "$built/main.js" -print -quit) ]]
}

if stale; then build; fi
if [[ ${1-} == --path ]]; then
  printf '%s\n' "$built"
else
  exec node "$built/main.js" "$@"
fi
