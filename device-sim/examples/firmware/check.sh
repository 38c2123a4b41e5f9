#!/bin/sh
# CI of a firmware: compiles it for this machine and has device-sim be its server. Ends with 0 when a bridge would serve it,
# with 1 and a list of what is wrong when not, with 69 when no board came. Options for check-board may follow, e.g. --quick.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
port=${PORT:-8080}
lamp=$(mktemp)
g++ -std=c++17 -o "$lamp" "$here/lamp.cpp"

java -jar "${DEVICE_SIM_JAR:-device-sim.jar}" check-board --listen "127.0.0.1:$port" --token front-porch-7 --once --wait 1m "$@" &
check=$!
"$lamp" 127.0.0.1 "$port" front-porch-7 &
board=$!
trap 'kill "$check" "$board" 2>/dev/null || true; rm -f -- "$lamp"' EXIT
wait "$check"
