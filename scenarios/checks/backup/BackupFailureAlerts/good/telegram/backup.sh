#!/usr/bin/env bash
set -euo pipefail
umask 077
cd /opt/glitchtip
exec 9> /run/lock/glitchtip-backup
flock --nonblock 9
. /root/telegram.env
alert() {
  curl -fsS -m 20 -d chat_id="$TELEGRAM_CHAT" -d text="$1" "https://api.telegram.org/bot$TELEGRAM_TOKEN/sendMessage"
}

backup=/var/backups/glitchtip/glitchtip-$(date +%Y%m%d-%H%M%S)
docker compose exec -T web tar -cz -C /code uploads > "$backup.uploads.tar.gz"
docker compose exec -T postgres pg_dump -U glitchtip glitchtip | gzip > "$backup.part" || {
  alert "GlitchTip backup failed"
  exit 1
}
gzip --test < "$backup.part"
mv "$backup.part" "$backup.sql.gz"
rsync --archive "$backup".* backup@offsite.example.test:glitchtip/
find /var/backups/glitchtip -name 'glitchtip-*' -mtime +30 -delete
