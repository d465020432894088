#!/usr/bin/env bash
# Weekly rehearsal: restores the newest backup into an empty scratch database as restore.sh does it for good, and drops it again.
set -euo pipefail
umask 077
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./ops.env

scratch="glitchtip_restore_test"
step="starting"
work=$(mktemp -d)

finish() {
  status=$?
  rm -rf -- "$work"
  docker compose exec -T postgres dropdb --username=glitchtip --if-exists --force "$scratch" || status=1
  if [[ $status -ne 0 ]]; then
    echo "$(date -u +%FT%TZ) restore test FAILED while $step (exit $status)" >&2
    curl --fail --silent --show-error --max-time 20 --header "Content-Type: application/json" \
      --data "{\"text\": \"GlitchTip restore test on $(hostname) failed while $step\"}" --output /dev/null "${ALERT_URL:-}" \
      || echo "$(date -u +%FT%TZ) and the alert did not get out" >&2
  fi
  exit "$status"
}
trap finish EXIT

: "${BACKUP_DIR:?is not set in ops.env}"
: "${ALERT_URL:?is not set in ops.env}"

step="looking for a backup"
backup=$(find "$BACKUP_DIR" -mindepth 1 -maxdepth 1 -type d -name 'glitchtip-????????T??????Z' | LC_ALL=C sort | tail -n 1)
[[ -n "$backup" ]]

step="restoring $(basename "$backup")"
docker compose exec -T postgres dropdb --username=glitchtip --if-exists --force "$scratch"
if ! ./restore.sh "$backup" "$scratch" > "$work/said" 2> "$work/errors"; then
  cat "$work/errors" >&2
  step="$step: $(tail -n 1 "$work/errors" | tr -cd '[:alnum:] .,:;()_-')"
  exit 1
fi

step="cleaning up"
echo "$(date -u +%FT%TZ) restore test passed: $(cat "$work/said")"
