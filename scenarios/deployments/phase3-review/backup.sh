#!/bin/bash
# Daily backup of the GlitchTip database
set -e

APP_DIR=/opt/glitchtip
BACKUP_DIR=$APP_DIR/backups
TIMESTAMP=$(date +%Y%m%d_%H%M%S)
BACKUP_FILE=$BACKUP_DIR/glitchtip_$TIMESTAMP.sql.gz
RETENTION_DAYS=30

cd "$APP_DIR"
mkdir -p "$BACKUP_DIR"

echo "[$(date '+%Y-%m-%d %H:%M:%S')] Starting backup"
docker compose exec -T postgres pg_dump -U glitchtip glitchtip | gzip > "$BACKUP_FILE"

find "$BACKUP_DIR" -name "glitchtip_*.sql.gz" -mtime +$RETENTION_DAYS -delete

echo "[$(date '+%Y-%m-%d %H:%M:%S')] Backup completed: $BACKUP_FILE ($(du -h "$BACKUP_FILE" | cut -f1))"
