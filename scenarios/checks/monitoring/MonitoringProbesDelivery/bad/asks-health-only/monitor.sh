#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
trap 'curl -fsS -m 20 --data "GlitchTip on $(hostname) needs a look" https://alerts.example.test/hooks/glitchtip' ERR

docker compose ps --status running --services | grep -qx worker
[[ $(free | awk '/^Mem:/ { printf "%d", ($2 - $7) * 100 / $2 }') -lt 80 ]]
[[ $(df --output=pcent / | tail -n 1 | tr -dc 0-9) -lt 80 ]]
curl -fsS -m 10 https://errors.example.test/_health/
