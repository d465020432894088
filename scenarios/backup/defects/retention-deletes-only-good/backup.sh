#!/usr/bin/env bash
# Daily backup of the database and the uploads: verified, copied off-site, kept for 30 days. Any failure ends it with an alert.
set -euo pipefail
umask 077
cd "$(dirname "$0")"
# shellcheck source=/dev/null
. ./ops.env

RETENTION_DAYS=30
step="starting"
partial=""

finish() {
  status=$?
  if [[ -n "$partial" ]]; then
    rm -rf -- "$partial"
  fi
  if [[ $status -ne 0 ]]; then
    echo "$(date -u +%FT%TZ) backup FAILED while $step (exit $status)" >&2
    curl --fail --silent --show-error --max-time 20 --header "Content-Type: application/json" \
      --data "{\"text\": \"GlitchTip backup on $(hostname) failed while $step\"}" --output /dev/null "${ALERT_URL:-}" \
      || echo "$(date -u +%FT%TZ) and the alert did not get out" >&2
  fi
  exit "$status"
}
trap finish EXIT

: "${BACKUP_DIR:?is not set in ops.env}"
: "${ALERT_URL:?is not set in ops.env}"
: "${OFFSITE_COMMAND:?is not set in ops.env: a backup on this machine alone is none}"

step="making sure that no other backup runs"
mkdir -p -- "$BACKUP_DIR"
exec 9> "$BACKUP_DIR/.lock"
flock --nonblock 9

name="glitchtip-$(date -u +%Y%m%dT%H%M%SZ)"
final="$BACKUP_DIR/$name"
if [[ -e "$final" ]]; then
  # A clock that was set back gives a name twice: what is there is good, and no second backup is worth it.
  step="$step, finding the name $name taken (was the clock set back?)"
  exit 1
fi
partial="$BACKUP_DIR/.partial"
rm -rf -- "$partial"
mkdir -- "$partial"

# First of all, so that there is room for the new one.
step="removing backups older than $RETENTION_DAYS days"
find "$BACKUP_DIR" -mindepth 1 -maxdepth 1 -type d -name 'glitchtip-????????T??????Z' -mtime "+$RETENTION_DAYS" \
  -exec rm -rf -- {} +

step="asking for the newest event"
newest_event=$(docker compose exec -T postgres psql --username=glitchtip --dbname=glitchtip --no-align --tuples-only \
  --command="SELECT to_char(max(timestamp) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM issue_events_issueevent")

step="dumping the database"
docker compose exec -T postgres pg_dump --username=glitchtip --dbname=glitchtip --format=custom > "$partial/database.dump"

step="saving the uploads"
docker compose exec -T web tar --create --gzip --directory=/code uploads > "$partial/uploads.tar.gz"

step="testing the archives"
docker compose exec -T postgres pg_restore --list < "$partial/database.dump" > /dev/null
gzip --test "$partial/uploads.tar.gz"

# Counted in the archive itself: exact, and every byte of it is read. restore.sh compares.
step="counting the rows in the archive"
rows=$(docker compose exec -T postgres pg_restore --data-only --file=- < "$partial/database.dump" | awk '
  reading && $0 == "\\." { printf "    \"%s\": %d,\n", table, count; reading = 0; next }
  reading { count++; next }
  /^COPY / { table = $2; count = 0; reading = 1 }' | LC_ALL=C sort)
[[ -n "$rows" ]]

step="writing the manifest"
cat > "$partial/manifest.json" <<JSON
{
  "name": "$name",
  "newestEvent": "$newest_event",
  "rows": {
${rows%,}
  }
}
JSON
(cd "$partial" && sha256sum database.dump uploads.tar.gz manifest.json > SHA256SUMS)

step="putting it in place"
sync "$partial"/*
mv --no-target-directory -- "$partial" "$final"

step="copying it off-site"
if [[ -f "$OFFSITE_COMMAND" ]]; then
  "$OFFSITE_COMMAND" "$final"
else
  arriving="$OFFSITE_COMMAND/.partial"
  rm -rf -- "$arriving"
  cp -R -- "$final" "$arriving"
  (cd "$arriving" && sha256sum --check --quiet SHA256SUMS)
  sync "$arriving"/*
  mv --no-target-directory -- "$arriving" "$OFFSITE_COMMAND/$name"
fi

echo "$(date -u +%FT%TZ) backup $name complete: $(du -sh -- "$final" | cut -f1), newest event ${newest_event:-none}"
