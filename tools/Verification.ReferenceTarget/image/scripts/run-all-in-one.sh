#!/usr/bin/env bash
# Migrates, then runs web and worker in one container; it ends when one of them does, and with both on SIGTERM.
set -uo pipefail
bin=$(dirname "$0")
running=()
stopping=no

stop() { stopping=yes; [ ${#running[@]} -eq 0 ] || kill -TERM "${running[@]}" 2>/dev/null; }
trap stop TERM INT
begin() { "$bin/$1" & running+=($!); }

# A trapped signal ends `wait` early: wait on until the process itself is gone.
ended() {
  local status
  while wait "$1"; status=$?; kill -0 "$1" 2>/dev/null; do :; done
  return "$status"
}

begin run-migrate.sh
ended "${running[0]}"
status=$?
running=()
if [ $status -ne 0 ] || [ $stopping = yes ]; then exit $status; fi

begin run-web.sh
begin run-celery-with-beat.sh
wait -n
status=$?
if [ $stopping = no ]; then
  # Neither ends unasked when all is well.
  [ $status -ne 0 ] || status=70
  stop
else
  status=0
fi
for process in "${running[@]}"; do
  ended "$process" || [ $status -ne 0 ] || status=$?
done
exit $status
