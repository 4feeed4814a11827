# shellcheck shell=sh
# Sourced by tests that need npm packages.

# need COMMAND PACKAGE: ends the test as skipped if a command is not there.
need() {
  command -v "$1" >/dev/null && return
  echo "$1 is not installed (apt install $2): left out"
  exit 77
}

# npm_packages FROM TO: has the packages of FROM/package-lock.json in TO, outside of the sources.
# Fetches them only if the list has changed.
npm_packages() {
  mkdir -p "$2"
  if ! cmp -s "$1/package-lock.json" "$2/package-lock.json"; then
    rm -rf "$2/node_modules"
    cp "$1/package.json" "$1/.npmrc" "$2"
    (cp "$1/package-lock.json" "$2" && cd "$2" &&
      npm ci --ignore-scripts >log 2>&1) || {
      cat "$2/log" >&2
      rm -f "$2/package-lock.json"
      if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|E40[134]|E50[0-9]' "$2/log"; then
        echo "npm reaches no registry: left out"
        exit 77
      fi
      echo "npm cannot fetch the packages; ctest -LE npm leaves this test out" >&2
      exit 1
    }
  fi
}
