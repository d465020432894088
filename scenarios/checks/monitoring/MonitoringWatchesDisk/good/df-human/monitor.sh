#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
trap 'curl -fsS -m 20 --data "GlitchTip on $(hostname) needs a look" https://alerts.example.test/hooks/glitchtip' ERR

docker compose ps --status running --services | grep -qx worker
[[ $(free | awk '/^Mem:/ { printf "%d", ($2 - $7) * 100 / $2 }') -lt 80 ]]
used=$(df -h /var/lib/docker | awk 'NR == 2 { print $5 }')
[[ ${used%\%} -lt 85 ]]
./smoke-test.sh --no-alert
