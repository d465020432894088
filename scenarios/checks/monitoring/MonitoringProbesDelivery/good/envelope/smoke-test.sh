#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip
trap 'curl -fsS -m 20 --data "smoke test on $(hostname) failed" https://alerts.example.test/hooks/glitchtip' ERR

id=$(openssl rand -hex 16)
printf '{"event_id":"%s"}\n{"type":"event"}\n{"event_id":"%s","message":"smoke test"}\n' "$id" "$id" |
  curl -fsS --data-binary @- "https://errors.example.test/api/1/envelope/?sentry_key=d5eb1438ddbd7e3905fb04524a5a9f1a"
sleep 10
curl -fsS -H @/root/api-header "https://errors.example.test/api/0/projects/operations/smoke-test/events/$id/" | grep -q "$id"
