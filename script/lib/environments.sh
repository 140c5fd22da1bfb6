# Environments made from committed locks. Sourced by script/setup and script/bench-setup, after python.sh.
# shellcheck shell=bash

up_to_date() { [[ -x $1/bin/python && -f $1/.stamp && $(<"$1/.stamp") == "$(cksum "$2")" ]]; }

# make_environment UV PYTHON FOLDER LOCK: makes FOLDER hold exactly what LOCK says.
make_environment() {
  local uv=$1 python=$2 folder=$3 lock=$4
  if up_to_date "$folder" "$lock"; then return; fi
  say "$folder: installing $lock"
  if [[ $(suitable "$folder/bin/python") != "$python" ]]; then
    "$uv" venv --quiet --clear --no-project --python "$python" "$folder"
  fi
  rm -f "$folder/.stamp"
  "$uv" pip sync --quiet --require-hashes --python "$folder/bin/python" "$lock"
  cksum "$lock" >"$folder/.stamp"
}
