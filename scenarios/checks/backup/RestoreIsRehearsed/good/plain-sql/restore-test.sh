#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
newest=$(find /var/backups/glitchtip -name 'glitchtip-*.sql.gz' | sort | tail -n 1)
docker compose exec -T postgres dropdb -U glitchtip --if-exists scratch
docker compose exec -T postgres createdb -U glitchtip scratch
gunzip --stdout "$newest" | docker compose exec -T postgres psql -U glitchtip -d scratch -v ON_ERROR_STOP=1 > /dev/null
events=$(docker compose exec -T postgres psql -U glitchtip -d scratch -At -c 'SELECT count(*) FROM issue_events_issueevent')
[[ "$events" -gt 0 ]]
