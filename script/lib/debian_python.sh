# Unpacks CPython from Debian's testing release into a folder of our own, without touching the system.
#
# For Debian-like machines that neither have python3.14 nor reach uv's downloads. The packages come from the mirror that the
# machine's own apt is configured with; apt verifies their signatures with the machine's own keys. The interpreter and every
# library it links are then made to find one another inside that folder, because testing's C library is newer than the machine's.
# shellcheck shell=bash

DEBIAN_PACKAGES=(
  python3.14 python3.14-minimal libpython3.14-minimal libpython3.14-stdlib python3.14-venv
  python3.14-dev libpython3.14-dev libpython3.14
  libc6 libssl3t64 libffi8 zlib1g libexpat1 libbz2-1.0 liblzma5 libsqlite3-0 libncursesw6 libtinfo6 libreadline8t64
  libuuid1 libzstd1 libdb5.3t64 libgcc-s1 libstdc++6
)
# Wheels may carry a RUNPATH, which hides the interpreter's RPATH from what they link. What belongs to the C library must
# nevertheless come from the same release as the C library, so the interpreter loads it first.
DEBIAN_C_LIBRARY=(libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libutil.so.1 libresolv.so.2)

# Prints the address of the Debian archive that apt uses on this machine, from deb822 or one-line sources.
debian_mirror() {
  local files=()
  mapfile -t files < <(find /etc/apt -maxdepth 2 \( -name '*.list' -o -name '*.sources' \) 2>/dev/null | sort)
  ((${#files[@]})) || return 1
  sed -n -E 's/^URIs:[[:space:]]*//p; s/^deb([[:space:]]+\[[^]]*\])?[[:space:]]+([^[:space:]]+).*/\2/p' "${files[@]}" |
    tr -s '[:blank:]' '\n' | grep -E '/debian/?$' | head -n 1
}

# debian_apt STATE COMMAND...: runs apt-get with sources, lists and cache of its own below STATE.
debian_apt() {
  local state=$1
  shift
  APT_CONFIG=$state/apt.conf apt-get "$@"
}

# debian_apt_configure STATE MIRROR
debian_apt_configure() {
  local state=$1 mirror=$2 keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mkdir -p "$state"/{lists/partial,cache/archives/partial,parts,preferences}
  printf 'deb [signed-by=%s] %s testing main\n' "$keyring" "$mirror" >"$state/sources.list"
  : >"$state/status"
  cat >"$state/apt.conf" <<CONF
Dir::Etc::SourceList "$state/sources.list";
Dir::Etc::SourceParts "$state/parts";
Dir::Etc::PreferencesParts "$state/preferences";
Dir::State::Lists "$state/lists";
Dir::State::status "$state/status";
Dir::Cache "$state/cache";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
APT::Sandbox::User "$(id -un)";
CONF
}

# debian_relocate ROOT PATCHELF: makes the interpreter below ROOT load ROOT's own dynamic linker and libraries.
debian_relocate() {
  local root=$1 patchelf=$2 loader libraries name needed=()
  libraries=$(dirname "$(find "$root" -name libc.so.6 -print -quit)")
  loader=$(find "$libraries" -name 'ld-linux*.so.*' -print -quit)
  for name in "${DEBIAN_C_LIBRARY[@]}"; do
    needed+=(--add-needed "$name")
  done
  [[ -n $loader ]] && "$patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "${needed[@]}" \
    "$root/usr/bin/python3.14"
}

# debian_download STATE: fetches the packages into STATE/packages.
debian_download() {
  local state=$1 mirror
  mirror=$(debian_mirror) && debian_apt_configure "$state" "$mirror" && debian_apt "$state" update -qq &&
    mkdir -p "$state/packages" && (cd "$state/packages" && debian_apt "$state" download -qq "${DEBIAN_PACKAGES[@]}")
}

# debian_python ROOT PATCHELF: unpacks CPython below ROOT; the interpreter is ROOT/usr/bin/python3.14.
debian_python() {
  local root=$1 patchelf=$2 state=$1.apt package
  rm -rf "$root" "$state"
  debian_download "$state" || return 1
  for package in "$state"/packages/*.deb; do
    dpkg-deb -x "$package" "$root" || return 1
  done
  debian_relocate "$root" "$patchelf" || return 1
  rm -rf "$state"
}
