#!/usr/bin/env bash
# Times README's two commands as a newcomer meets them: a fresh clone of what is committed here, nothing
# fetched before (no crates, no npm packages, no tools, no target folder), then once more with all there.
#
#   tools/bare-run.sh          both
#   tools/bare-run.sh serve    cargo xtask serve, up to the printed address
#   tools/bare-run.sh test     cargo xtask test
#
# Cargo, Node and the wasm32 target are the machine's own, and so are Debian's packages (a browser, fonts).
# CPU seconds are said too: on a busy machine only they compare.
set -euo pipefail

checkout="$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)"
settings="${CARGO_HOME:-$HOME/.cargo}/config.toml"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
if [[ -d "$checkout/../shared/sources" ]]; then
  export MINGBAI_SOURCES="${MINGBAI_SOURCES:-$(cd "$checkout/../shared/sources" && pwd)}"
fi

fresh() {
  rm -rf "$place"
  mkdir -p "$place/cargo"
  # Where crates come from on this machine; not the crates.
  if [[ -f "$settings" ]]; then cp "$settings" "$place/cargo/"; fi
  export CARGO_HOME="$place/cargo" npm_config_cache="$place/npm" MINGBAI_CACHE="$place/tools"
  unset CARGO_TARGET_DIR
  git clone --quiet --no-hardlinks "$checkout" "$place/mingbai"
  cd "$place/mingbai"
}

# measured WORDS COMMAND…: runs it, and says how long it took.
measured() {
  local what="$1" TIMEFORMAT='%0R s, %0U + %0S CPU s'
  shift
  if ! { time "$@" >"$place/said" 2>&1; } 2>"$place/took"; then
    tail -40 "$place/said"
    echo "$what: FAILED"
    exit 1
  fi
  printf '%s: %s (%d cores, load before %s)\n' "$what" "$(cat "$place/took")" "$(nproc)" "$load"
}

# Up to the printed address; then the server is ended.
to_the_address() {
  local server
  cargo xtask serve --port 0 &
  server=$!
  until grep -q '^Mingbai is at ' "$place/said"; do
    kill -0 "$server" 2>/dev/null || { wait "$server"; return 1; }
    sleep 0.1
  done
  kill "$server"
  wait "$server" || true
}

run() {
  for when in bare warm; do
    load="$(cut -d ' ' -f 1 /proc/loadavg)"
    measured "cargo xtask $1, $when" "${@:2}"
    grep -E '^xtask: .*done in|^[a-z]+ +[0-9.]+ s  ' "$place/said" | sed 's/^/  /' || true
  done
}

case "${1:-both}" in
  serve) fresh; run serve to_the_address ;;
  test) fresh; run test cargo xtask test ;;
  both) fresh; run serve to_the_address; fresh; run test cargo xtask test ;;
  *) sed -n '2,10p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
