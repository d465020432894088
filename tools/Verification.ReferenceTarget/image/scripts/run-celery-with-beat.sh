#!/bin/sh
# Deployments start the worker under this name; that it comes without a scheduler is said and not hidden.
set -eu
echo "The reference target has no scheduler: this is the worker alone." >&2
exec "$(dirname "$0")/run-target.sh" worker
