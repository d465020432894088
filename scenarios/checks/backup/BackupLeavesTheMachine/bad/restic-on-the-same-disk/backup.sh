#!/usr/bin/env bash
set -euo pipefail
export RESTIC_REPOSITORY=/var/backups/restic
export RESTIC_PASSWORD_FILE=/etc/restic/password
trap 'curl -fsS -m 20 --data "backup on $(hostname) failed" https://alerts.example.test/hooks/glitchtip' ERR
exec 9> /run/lock/glitchtip-backup
flock -n 9

docker compose exec -T postgres pg_dump -U glitchtip -d glitchtip -Fc | restic backup --stdin --stdin-filename glitchtip.dump
docker compose exec -T web tar -C /code -cz uploads | restic backup --stdin --stdin-filename uploads.tar.gz
restic forget --keep-daily 31 --prune
restic check --read-data-subset=10%
