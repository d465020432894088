#!/usr/bin/env bash
# Restores a backup into an empty database: ./restore.sh BACKUP_FOLDER [DATABASE]. A restore that fails leaves nothing in it.
set -euo pipefail
umask 077

stop() {
  echo "restore.sh: $1" >&2
  exit 1
}

[[ ($# -eq 1 || $# -eq 2) && -d "$1" ]] || stop "give it the folder of one backup: ./restore.sh BACKUP_FOLDER [DATABASE]"
backup=$(cd "$1" && pwd) || stop "the folder $1 cannot be entered by $(id -un); run this as the user who makes the backups"
name=$(basename "$backup")
database="${2:-glitchtip}"
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

ask() { # DATABASE: answers the SQL it is given
  docker compose exec -T postgres psql --username=glitchtip --dbname="$1" --no-psqlrc --no-align --tuples-only --field-separator=' ' \
    --set=ON_ERROR_STOP=1 --set=database="$database"
}

for file in SHA256SUMS database.dump uploads.tar.gz manifest.json; do
  [[ -e "$backup/$file" ]] || stop "$name lacks $file, so it is no whole backup; take another one"
  [[ -r "$backup/$file" ]] || stop "$(id -un) may not read $file of $name; run this as the user who makes the backups"
  [[ "$file" == SHA256SUMS ]] || grep --quiet --line-regexp ".*  $file" "$backup/SHA256SUMS" \
    || stop "SHA256SUMS of $name says nothing of $file, so nobody knows whether it is whole; take another backup"
done
(cd "$backup" && sha256sum --check --quiet SHA256SUMS >&2) || stop "the checksums of $name do not fit, so it was damaged; take its off-site copy or another backup"
tar --list --gzip --file="$backup/uploads.tar.gz" > /dev/null || stop "the uploads of $name cannot be unpacked; take another backup"

if [[ "$database" == glitchtip ]]; then
  running=$(docker compose ps --status running --services) || stop "Docker does not say what runs; start Docker and run this again"
  if grep --quiet --line-regexp --extended-regexp 'web|worker' <<< "$running"; then
    stop "GlitchTip runs and would write into the database while it is restored; docker compose stop web worker, then run this again"
  fi
fi

exists=$(ask postgres <<< "SELECT count(*) FROM pg_database WHERE datname = :'database'") || stop "PostgreSQL does not answer; docker compose up --detach postgres"
if [[ "$exists" == 1 ]]; then
  tables=$(ask "$database" <<< "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')") || stop "$database cannot be read"
  [[ "$tables" == 0 ]] || stop "$database is not empty and was left as it is; restore into a fresh one (README.md says how to put this one aside)"
else
  docker compose exec -T postgres createdb --username=glitchtip --template=template0 "$database" || stop "$database cannot be created"
fi

began=$SECONDS
docker compose exec -T postgres pg_restore --username=glitchtip --dbname="$database" --single-transaction --exit-on-error --no-owner < "$backup/database.dump" \
  || stop "pg_restore failed on $name and took everything back, $database is empty; see its message above, or take another backup"
took=$((SECONDS - began))

sed -n 's/^    "\(.*\)": \([0-9]*\),\{0,1\}$/\1 \2/p' "$backup/manifest.json" | LC_ALL=C sort > "$work/expected"
ask "$database" > "$work/unsorted" <<'SQL' || stop "the rows of $database cannot be counted"
SELECT format('SELECT %L, count(*) FROM %I.%I', format('%I.%I', nspname, relname), nspname, relname)
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema') \gexec
SQL
LC_ALL=C sort "$work/unsorted" > "$work/restored"
diff "$work/expected" "$work/restored" >&2 || stop "$database has other row counts than the manifest of $name says; do not start GlitchTip on it, take another backup"

# The newest event was asked for just before the dump began, so the backup holds it or a newer one.
newest_event=$(ask "$database" <<'SQL'
SELECT to_char(max(timestamp) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM issue_events_issueevent
SQL
) || stop "$database has no events table"
promised=$(sed -n 's/^  "newestEvent": "\(.*\)",$/\1/p' "$backup/manifest.json")
[[ ! "$newest_event" < "$promised" ]] || stop "$database lacks the newest event that the manifest of $name names ($promised); do not start GlitchTip on it, take another backup"

echo "restored $name into $database in $took s: $(wc -l < "$work/restored") tables, newest event ${newest_event:-none}"
if [[ "$database" == glitchtip ]]; then
  cat <<TEXT
Now:
  docker compose run --rm migrate    # the dump has no partitions for today
  docker compose up --detach
  docker compose exec -T web tar --extract --gzip --directory=/code < '$backup/uploads.tar.gz'
Then run the smoke test and watch for 24 h.
TEXT
fi
