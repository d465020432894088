#!/usr/bin/env bash
# Reports one event as an application would and reads it back: an accepted event is not a stored one. --no-alert leaves the alert to the caller.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./ops.env

DEADLINE_SECONDS="${SMOKE_DEADLINE_SECONDS:-10}"
step="starting"
no_alert="${1:-}"
answer=$(mktemp)

finish() {
  status=$?
  rm -f -- "$answer"
  if [[ $status -ne 0 ]]; then
    echo "$(date -u +%FT%TZ) smoke test FAILED while $step (exit $status)" >&2
  fi
  if [[ $status -ne 0 && "$no_alert" != --no-alert ]]; then
    curl --fail --silent --show-error --max-time 20 --header "Content-Type: application/json" \
      --data "{\"text\": \"GlitchTip smoke test on $(hostname) failed while $step\"}" --output /dev/null "${ALERT_URL:-}" \
      || echo "$(date -u +%FT%TZ) and the alert did not get out" >&2
  fi
  exit "$status"
}
trap finish EXIT

: "${ALERT_URL:?is not set in ops.env}"
: "${SMOKE_ORGANIZATION:?is not set in ops.env}"
: "${SMOKE_PROJECT:?is not set in ops.env}"
: "${API_TOKEN_FILE:?is not set in ops.env}"

step="reading SMOKE_DSN (https://KEY@HOST/PROJECT)"
[[ "${SMOKE_DSN:-}" =~ ^(https?)://([0-9a-f]{32})@([^/@]+)/([0-9]+)$ ]]
server="${BASH_REMATCH[1]}://${BASH_REMATCH[3]}"
key="${BASH_REMATCH[2]}"
project="${BASH_REMATCH[4]}"

step="sending an event"
event_id=$(openssl rand -hex 16)
marker="smoke test $event_id"
curl --fail --silent --show-error --max-time "$DEADLINE_SECONDS" --header "Content-Type: application/json" \
  --header "X-Sentry-Auth: Sentry sentry_version=7, sentry_key=$key, sentry_client=smoke-test/1" \
  --data "{\"event_id\": \"$event_id\", \"platform\": \"other\", \"level\": \"info\", \"message\": \"$marker\", \"tags\": {\"probe\": \"smoke-test\"}}" \
  --output /dev/null "$server/api/$project/store/"

# The token goes by a file, never by the process list. An unknown path answers 200 with a page: only the marker counts.
step="reading event $event_id back within $DEADLINE_SECONDS s"
began=$SECONDS
until curl --fail --silent --max-time 5 --header @<(printf 'Authorization: Bearer %s' "$(cat "$API_TOKEN_FILE")") \
    --output "$answer" "$server/api/0/projects/$SMOKE_ORGANIZATION/$SMOKE_PROJECT/events/$event_id/" \
    && grep --quiet --fixed-strings "$marker" "$answer"; do
  [[ $((SECONDS - began)) -lt $DEADLINE_SECONDS ]]
  sleep 0.5
done

echo "$(date -u +%FT%TZ) smoke test passed: event $event_id came back after $((SECONDS - began)) s"
