# Sourced by golden tests: serves tests/site, sets $port, logs requested paths to $requests, and
# prints the source file of the sample newsroom with source_file.
requests=$PWD/requests
: >"$requests"
serve_site "$SITE" "$requests" >port &
trap "kill $!" EXIT
while [ ! -s port ]; do sleep 0.05; done
port=$(cat port)
source_file() { sed "s/@PORT@/$port/" "$SITE/source.toml"; }
