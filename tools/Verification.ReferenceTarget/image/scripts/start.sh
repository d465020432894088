#!/bin/sh
# What the container is, by SERVER_ROLE, as in the GlitchTip image.
set -eu
cd "$(dirname "$0")/.."
case ${SERVER_ROLE:-web} in
  web) exec ./bin/run-web.sh ;;
  worker) exec ./bin/run-celery.sh ;;
  beat) exec ./bin/run-beat.sh ;;
  worker_with_beat) exec ./bin/run-celery-with-beat.sh ;;
  *) echo "SERVER_ROLE must be web, worker, beat or worker_with_beat, not \"$SERVER_ROLE\"." >&2; exit 1 ;;
esac
