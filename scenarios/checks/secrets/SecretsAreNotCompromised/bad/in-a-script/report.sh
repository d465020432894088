#!/usr/bin/env bash
set -euo pipefail
export PGPASSWORD=9db46b0da68a6a01948bc4f7329b76e2
psql -h 127.0.0.1 -U glitchtip -c "SELECT count(*) FROM issue_events_issue"
