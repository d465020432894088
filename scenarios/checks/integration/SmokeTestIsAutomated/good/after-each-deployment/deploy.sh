#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
docker compose pull
docker compose up --detach --wait
./smoke-test.sh
