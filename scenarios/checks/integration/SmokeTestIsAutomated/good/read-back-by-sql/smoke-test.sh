#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
trap 'curl -fsS -m 20 --data "smoke test on $(hostname) failed" https://alerts.example.test/hooks/glitchtip' ERR

id=$(openssl rand -hex 16)
curl -fsS -H "X-Sentry-Auth: Sentry sentry_version=7, sentry_key=d5eb1438ddbd7e3905fb04524a5a9f1a" \
  --data "{\"event_id\": \"$id\", \"message\": \"smoke test\"}" https://errors.example.test/api/1/store/
sleep 10
docker compose exec -T postgres psql -U glitchtip -At -c "SELECT count(*) FROM issue_events_issueevent WHERE id = '$id'" | grep -qx 1
