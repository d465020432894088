#!/bin/sh
set -eu
umask 077
cd /opt/glitchtip
mkdir /run/lock/glitchtip-backup
trap '[ $? -eq 0 ] || curl -fsS -m 20 --data "backup failed" https://alerts.example.test/hooks/glitchtip; rmdir /run/lock/glitchtip-backup' EXIT

backup=/var/backups/glitchtip/glitchtip-$(date +%Y%m%d-%H%M%S)
docker compose exec -T web tar -cz -C /code uploads > "$backup.uploads.tar.gz"
docker compose exec -T postgres pg_dump -U glitchtip glitchtip > "$backup.part"
gzip "$backup.part"
gzip --test "$backup.part.gz"
mv "$backup.part.gz" "$backup.sql.gz"
rsync --archive "$backup".* backup@offsite.example.test:glitchtip/
find /var/backups/glitchtip -name 'glitchtip-*' -mtime +30 -delete
