#!/usr/bin/env bash
# Weekly rehearsal: restores the newest backup into an empty scratch database, compares it with its manifest, drops it again.
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

step="checking the checksums of $(basename "$backup")"
(cd "$backup" && sha256sum --check --quiet SHA256SUMS)

step="reading the uploads archive"
tar --list --gzip --file="$backup/uploads.tar.gz" > /dev/null

step="restoring $(basename "$backup")"
began=$SECONDS
docker compose exec -T postgres dropdb --username=glitchtip --if-exists --force "$scratch"
docker compose exec -T postgres createdb --username=glitchtip --template=template0 "$scratch"
docker compose exec -T postgres pg_restore --username=glitchtip --dbname="$scratch" --exit-on-error --no-owner < "$backup/database.dump"
took=$((SECONDS - began))

step="comparing the row counts of $(basename "$backup")"
sed -n 's/^    "\(.*\)": \([0-9]*\),\{0,1\}$/\1 \2/p' "$backup/manifest.json" | LC_ALL=C sort > "$work/expected"
docker compose exec -T postgres psql --username=glitchtip --dbname="$scratch" --no-align --tuples-only --field-separator=' ' \
  --set=ON_ERROR_STOP=1 > "$work/unsorted" <<'SQL'
SELECT format('SELECT %L, count(*) FROM %I.%I', format('%I.%I', nspname, relname), nspname, relname)
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema') \gexec
SQL
LC_ALL=C sort "$work/unsorted" > "$work/restored"
diff "$work/expected" "$work/restored"

# The newest event was asked for just before the dump began, so the backup holds it or a newer one.
step="comparing the newest event of $(basename "$backup")"
newest_event=$(docker compose exec -T postgres psql --username=glitchtip --dbname="$scratch" --no-align --tuples-only \
  --command="SELECT to_char(max(timestamp) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM issue_events_issueevent")
promised=$(sed -n 's/^  "newestEvent": "\(.*\)",$/\1/p' "$backup/manifest.json")
[[ ! "$newest_event" < "$promised" ]]

step="cleaning up"
echo "$(date -u +%FT%TZ) restore test passed: $(basename "$backup"), $(wc -l < "$work/restored") tables, restored in $took s, newest event ${newest_event:-none}"
