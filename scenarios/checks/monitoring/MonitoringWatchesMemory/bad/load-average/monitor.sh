#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
trap 'curl -fsS -m 20 --data "GlitchTip on $(hostname) needs a look" https://alerts.example.test/hooks/glitchtip' ERR

docker compose ps --status running --services | grep -qx worker
[[ $(cut -d . -f 1 /proc/loadavg) -lt 4 ]]
[[ $(df --output=pcent / | tail -n 1 | tr -dc 0-9) -lt 80 ]]
./smoke-test.sh --no-alert
