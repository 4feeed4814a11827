# Sourced by golden tests: serves dealgraph.db of this folder, sets $at to its address, and gives
# `get PATH` (the body) and `code PATH` (status and type). stop_serving prints the exit code.
serve() {
  : >serving
  dealgraph serve --port 0 "$@" 2>serving &
  server=$!
  trap 'kill $server 2>/dev/null' EXIT
  while ! grep -q http serving; do
    kill -0 $server || { cat serving; return 1; }
    sleep 0.05
  done
  at=$(grep -o 'http://[0-9.:]*' serving)
}
stop_serving() {
  kill -TERM $server
  kill -TERM $server 2>/dev/null || true # it may be gone already
  code=0
  wait $server || code=$?
  echo "exit $code"
}
cat >get.py <<'PY'
import sys, urllib.error, urllib.request
what, url, *fields = sys.argv[1:]
method = 'GET'
headers = {}
for field in fields:
    if ': ' in field: headers.update([field.split(': ')])
    else: method = field
try:
    answer = urllib.request.urlopen(urllib.request.Request(url, headers=headers, method=method))
except urllib.error.HTTPError as error:
    answer = error
if what == 'code': print(answer.status, answer.headers['Content-Type'])
elif what == 'header': print(answer.headers[headers.popitem()[0]])
else: sys.stdout.buffer.write(answer.read())
PY
get() { /usr/bin/python3 get.py body "$at$@"; }
code() { /usr/bin/python3 get.py code "$at$@"; }
