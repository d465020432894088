#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip

docker compose ps --status running --services | grep -qx worker
[[ $(free | awk '/^Mem:/ { printf "%d", ($2 - $7) * 100 / $2 }') -lt 80 ]]
[[ $(df --output=pcent / | tail -n 1 | tr -dc 0-9) -lt 80 ]]
./smoke-test.sh --no-alert
