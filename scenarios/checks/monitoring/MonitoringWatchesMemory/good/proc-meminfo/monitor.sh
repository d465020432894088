#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
trap 'curl -fsS -m 20 --data "GlitchTip on $(hostname) needs a look" https://alerts.example.test/hooks/glitchtip' ERR

docker compose ps --status running --services | grep -qx worker
[[ $(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo) -gt 300000 ]]
[[ $(df --output=pcent / | tail -n 1 | tr -dc 0-9) -lt 80 ]]
./smoke-test.sh --no-alert
