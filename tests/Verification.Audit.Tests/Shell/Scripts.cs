namespace Verification.Audit.Tests.Shell;

/// <summary>Scripts such as small teams write them.</summary>
internal static class Scripts
{
    public const string NaiveBackup = """
        #!/bin/bash
        set -e
        BACKUP_DIR="/opt/glitchtip/backups"
        mkdir -p "$BACKUP_DIR"
        echo "[$(date)] backup begins" >> /var/log/glitchtip-backup.log
        docker compose exec -T postgres pg_dump -U postgres postgres | gzip > "$BACKUP_DIR/backup_$(date +%F_%H%M%S).sql.gz"
        find "$BACKUP_DIR" -name "backup_*.sql.gz" -mtime +30 -delete
        echo "[$(date)] backup done" >> /var/log/glitchtip-backup.log
        """;

    public const string CarefulBackup = """
        #!/usr/bin/env bash
        # Dumps GlitchTip's database, proves the archive and takes it off the machine.
        set -euo pipefail
        umask 077
        cd "$(dirname "$0")"
        . ./ops.env
        : "${OFFSITE_COMMAND:?set it in ops.env}"
        : "${ALERT_URL:?set it in ops.env}"
        stamp=$(date +%Y%m%d-%H%M%S)
        final="backups/glitchtip-$stamp.dump"
        partial="$final.partial"
        log() { printf '%s %s\n' "$(date -Is)" "$*"; }
        on_exit() {
          status=$?
          rm -f "$partial"
          if [ "$status" -ne 0 ]; then
            curl -fsS -X POST --data "backup failed with $status" "$ALERT_URL" || log "the alert could not be sent"
          fi
          exit "$status"
        }
        trap on_exit EXIT
        exec 9> backups/.lock
        flock -n 9 || { log "another backup is running"; exit 75; }
        log "dumping" >> backups/backup.log
        docker compose exec -T postgres pg_dump -U glitchtip -Fc glitchtip > "$partial"
        docker compose exec -T postgres pg_restore --list < "$partial" > /dev/null
        sha256sum "$partial" > "$final.sha256"
        docker compose exec -T web tar -C /code -czf - uploads > "backups/uploads-$stamp.tar.gz"
        mv "$partial" "$final"
        $OFFSITE_COMMAND "$final"
        find backups -name 'glitchtip-*.dump' -mtime "+${RETENTION_DAYS:-30}" -delete
        log "done" >> backups/backup.log
        """;

    public const string Monitor = """
        #!/bin/bash
        # Looks at containers, health and memory; tells the team on Telegram.
        set -u
        cd /opt/glitchtip
        source .env
        failures=0
        notify() {
          curl -s -X POST "https://api.telegram.org/bot${TELEGRAM_BOT_TOKEN}/sendMessage" -d chat_id="$TELEGRAM_CHAT_ID" -d text="$1" > /dev/null
        }
        for service in web worker postgres redis; do
          state=$(docker inspect -f '{{.State.Status}}' "glitchtip-$service-1" 2>/dev/null)
          if [ "$state" != "running" ]; then
            notify "GlitchTip: $service is $state"
            failures=$((failures + 1))
          fi
        done
        code=$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/_health/)
        if [ "$code" != "200" ]; then
          notify "GlitchTip answers $code"
          failures=$((failures + 1))
        fi
        used=$(free | awk '/Mem:/ {printf "%d", $3 / $2 * 100}')
        if [ "$used" -gt 80 ]; then
          notify "memory at $used %"
          failures=$((failures + 1))
        fi
        exit "$failures"
        """;

    public const string HandRunMonitor = """
        #!/bin/bash
        echo "=== Containers ==="
        docker compose ps
        echo "=== Health ==="
        curl -s http://localhost:8080/_health/ && echo " OK" || echo " FAILED"
        echo "=== Memory ==="
        free -m
        docker stats --no-stream
        """;

    public const string SmokeTest = """
        #!/usr/bin/env bash
        set -euo pipefail
        base=https://errors.example.test
        id=$(tr -d - < /proc/sys/kernel/random/uuid)
        token=$(cat secrets/api-token)
        curl -fsS -X POST "$base/api/1/store/?sentry_key=$SENTRY_KEY" -H 'Content-Type: application/json' \
          --data "{\"event_id\":\"$id\",\"message\":\"smoke test $id\",\"level\":\"error\"}" > /dev/null
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
          if curl -fsS -H "Authorization: Bearer $token" "$base/api/0/projects/acme/app/events/$id/" | grep -q "$id"; then
            echo "stored after $attempt s"
            exit 0
          fi
          sleep 1
        done
        echo "the event was not stored within 10 s" >&2
        exit 1
        """;

    public const string RestoreTest = """
        #!/usr/bin/env bash
        set -euo pipefail
        newest=$(ls -1t backups/glitchtip-*.dump | head -n 1)
        trap 'docker compose exec -T postgres dropdb --if-exists restore_test' EXIT
        docker compose exec -T postgres createdb restore_test
        docker compose exec -T postgres pg_restore -d restore_test < "$newest"
        count=$(docker compose exec -T postgres psql -At -d restore_test -c 'select count(*) from issue_events_issue')
        if [ "$count" -lt 1 ]; then
          echo "the restored database is empty" >&2
          exit 1
        fi
        """;

    public const string Rollback = """
        #!/bin/bash
        set -e
        cp /opt/app/.env.backup.20260110-120000 /opt/app/.env
        pm2 restart all --update-env
        pm2 status
        """;
}
