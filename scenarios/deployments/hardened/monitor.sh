#!/usr/bin/env bash
# Every 15 minutes: containers, memory, disk, age of the newest backup, and one event all the way through. One alert names all problems.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./ops.env

MEMORY_LIMIT_PERCENT=80
DISK_LIMIT_PERCENT=80
problems=""

problem() {
  problems="$problems; $1"
}

finish() {
  status=$?
  if [[ $status -eq 0 && -z "$problems" ]]; then
    echo "$(date -u +%FT%TZ) all well: memory ${memory}%, disk ${disk}%"
    exit 0
  fi
  if [[ $status -ne 0 ]]; then
    problem "the monitor itself failed (exit $status)"
  fi
  echo "$(date -u +%FT%TZ) PROBLEM: ${problems#; }" >&2
  curl --fail --silent --show-error --max-time 20 --header "Content-Type: application/json" \
    --data "{\"text\": \"GlitchTip on $(hostname): ${problems#; }\"}" --output /dev/null "${ALERT_URL:-}" \
    || echo "$(date -u +%FT%TZ) and the alert did not get out" >&2
  exit 1
}
trap finish EXIT

: "${ALERT_URL:?is not set in ops.env}"
: "${BACKUP_DIR:?is not set in ops.env}"

for service in proxy web worker postgres redis; do
  container=$(docker compose ps --all --quiet "$service" || true)
  state="absent"
  if [[ -n "$container" ]]; then
    state=$(docker inspect --format '{{.State.Status}} {{.State.Health.Status}}' "$container" || true)
  fi
  if [[ "$state" != "running healthy" ]]; then
    problem "$service is ${state:-unknown}"
  fi
done

memory=$(free | awk '/^Mem:/ { printf "%d", ($2 - $7) * 100 / $2 }')
if [[ "$memory" -ge "$MEMORY_LIMIT_PERCENT" ]]; then
  problem "memory is at ${memory}%"
fi

disk=$(df --output=pcent / "$BACKUP_DIR" | awk 'NR > 1 && $1 + 0 > most { most = $1 + 0 } END { printf "%d", most }')
if [[ "$disk" -ge "$DISK_LIMIT_PERCENT" ]]; then
  problem "disk is at ${disk}%"
fi

# 26 hours: yesterday's backup and two hours of patience.
recent=$(find "$BACKUP_DIR" -mindepth 1 -maxdepth 1 -type d -name 'glitchtip-????????T??????Z' -mmin -1560 || true)
if [[ -z "$recent" ]]; then
  problem "no backup of the last 26 hours"
fi

if ! ./smoke-test.sh --no-alert; then
  problem "an event sent did not come back"
fi
