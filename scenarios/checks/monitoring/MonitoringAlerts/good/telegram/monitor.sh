#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
. /root/telegram.env
alert() {
  curl -fsS -m 20 -d chat_id="$TELEGRAM_CHAT" -d text="GlitchTip needs a look" "https://api.telegram.org/bot$TELEGRAM_TOKEN/sendMessage"
}
trap alert ERR

docker compose ps --status running --services | grep -qx worker
[[ $(free | awk '/^Mem:/ { printf "%d", ($2 - $7) * 100 / $2 }') -lt 80 ]]
[[ $(df --output=pcent / | tail -n 1 | tr -dc 0-9) -lt 80 ]]
./smoke-test.sh --no-alert
