#!/usr/bin/env bash
# Dumps the tracker's database into a compressed, dated file.

set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
DEPLOYMENT="$(dirname "$HERE")"
TARGET="$DEPLOYMENT/backups"
KEEP_DAYS=30
STAMP=$(date +%Y%m%d-%H%M%S)
ARCHIVE="$TARGET/tracker-$STAMP.sql.gz"

say() {
    printf '[backup] %s\n' "$1"
}

complain() {
    printf '[backup] ERROR %s\n' "$1"
}

mkdir -p "$TARGET"
cd "$DEPLOYMENT"

if ! docker compose ps postgres | grep -q "Up"; then
    complain "the postgres service is not up"
    exit 1
fi

say "writing $ARCHIVE"
if docker compose exec -T postgres pg_dump -U tracker_owner tracker | gzip > "$ARCHIVE"; then
    say "done, $(du -h "$ARCHIVE" | cut -f1)"
else
    complain "the dump failed"
    rm -f "$ARCHIVE"
    exit 1
fi

EXPIRED=$(find "$TARGET" -name "tracker-*.sql.gz" -mtime +$KEEP_DAYS)
if [[ -n "$EXPIRED" ]]; then
    echo "$EXPIRED" | while read -r file; do
        say "removing $(basename "$file")"
        rm -f "$file"
    done
fi

ls -lh "$TARGET"/tracker-*.sql.gz 2>/dev/null | tail -5 || say "nothing there"
