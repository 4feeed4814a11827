# The Debian packages that the build needs, and how to install them. Sourced by demo and test.
build_packages="g++ cmake ninja-build pkg-config
  libcurl4-openssl-dev libgumbo-dev libicu-dev libre2-dev libsqlite3-dev zlib1g-dev libzstd-dev libbrotli-dev
  libxxhash-dev libpugixml-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libfmt-dev
  libcpp-httplib-dev
  python3-jieba"
test_packages="libgtest-dev git sqlite3 dpkg-dev file man-db zsh fish systemd python3-networkx iproute2 openssl strace wget"

browser_packages="chromium fonts-wqy-microhei"
# Node.js from elsewhere brings an npm of its own, which Debian's would fight with.
command -v npm >/dev/null || browser_packages="$browser_packages nodejs npm"

# install_packages NAME...: does nothing, not even ask for a password, if all are there.
install_packages() {
  missing=""
  for package in "$@"; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' ||
      missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  echo "Installing$missing" >&2
  # shellcheck disable=SC2086 # the list is meant to split
  $as_root apt-get update -qq &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
      $missing >&2
}
