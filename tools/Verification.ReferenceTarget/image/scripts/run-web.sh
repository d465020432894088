#!/bin/sh
# The program's own default is the loopback address, which nothing outside the container could reach.
set -eu
export HOST=0.0.0.0
exec "$(dirname "$0")/run-target.sh" web
