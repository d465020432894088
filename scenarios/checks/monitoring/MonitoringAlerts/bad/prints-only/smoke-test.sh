#!/usr/bin/env bash
set -euo pipefail
cd /opt/glitchtip

id=$(openssl rand -hex 16)
curl -fsS -H "X-Sentry-Auth: Sentry sentry_version=7, sentry_key=d5eb1438ddbd7e3905fb04524a5a9f1a" \
  --data "{\"event_id\": \"$id\", \"message\": \"smoke test\"}" https://errors.example.test/api/1/store/
sleep 10
curl -fsS -H @/root/api-header "https://errors.example.test/api/0/projects/operations/smoke-test/events/$id/" | grep -q "$id"
