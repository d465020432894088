#!/usr/bin/env bash
set -uo pipefail
cd /opt/glitchtip || exit 1

problems=""
docker compose ps --status running --services | grep -qx worker || problems="worker is down"
[[ $(free | awk '/^Mem:/ { printf "%d", ($2 - $7) * 100 / $2 }') -lt 80 ]] || problems="$problems, memory is short"
[[ $(df --output=pcent / | tail -n 1 | tr -dc 0-9) -lt 80 ]] || problems="$problems, disk is full"
./smoke-test.sh || problems="$problems, events do not arrive"
if [[ -n "$problems" ]]; then
  echo "$problems" | mail -s "GlitchTip needs a look" ops@example.test
fi
