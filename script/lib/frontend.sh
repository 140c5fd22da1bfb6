# Node's packages for the panel's source, its build, and the browser that looks at it. Sourced from the repository's root.
# Whoever only runs Aurono needs none of it: the built panel is in the repository.
# shellcheck shell=bash

# Installs exactly what the lock says, once for each lock.
frontend_packages() {
  local stamp=frontend/node_modules/.stamp
  command -v npm >/dev/null || {
    echo "The panel is built and tested with Node 20.19 or newer and its npm: install them and start again." >&2
    return 1
  }
  if [[ -f $stamp && $(<"$stamp") == "$(cksum frontend/package-lock.json)" ]]; then return; fi
  npm ci --prefix frontend --silent --no-progress && cksum frontend/package-lock.json >"$stamp"
}

# frontend_build FOLDER: builds the panel into FOLDER, emptied first.
frontend_build() {
  (cd frontend && npx --no-install vite build --logLevel warn --emptyOutDir --outDir "$1")
}

# Prints the Chromium to use, if the machine has one.
find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome
}

# Sees to it that there is a Chromium: Debian's own, where this machine is Debian and we may install.
install_chromium() {
  if find_chromium; then return; fi
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && find_chromium
    return
  fi
  echo "The panel is tested in Chromium: install it (on Debian: apt-get install chromium) and start again." >&2
  return 1
}
