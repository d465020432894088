#!/bin/sh
exec "$(dirname "$0")/run-target.sh" worker
