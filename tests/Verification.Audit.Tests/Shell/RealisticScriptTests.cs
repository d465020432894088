using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>Longer scripts with options, functions, arrays and optional steps.</summary>
public sealed class RealisticScriptTests
{
    private const string OptionalSteps = """
        #!/usr/bin/env bash
        set -Eeuo pipefail
        readonly HERE="$( cd "$( dirname "${BASH_SOURCE[0]}" )" > /dev/null 2>&1 && pwd )"
        readonly ROOT="${BACKUP_ROOT:-/srv/backups}"
        COMPOSE="docker compose -f ${HERE}/compose.yaml"
        declare -A targets=( [db]="glitchtip" [meta]="meta" )
        log() { printf '[%(%F %T)T] %s\n' -1 "$*" | tee -a "${ROOT}/backup.log" >&2; }
        notify() {
          local message="$1"
          [[ -z "${SLACK_WEBHOOK_URL:-}" ]] && return 0
          curl -sS -X POST --data "{\"text\":\"${message//\"/\\\"}\"}" "$SLACK_WEBHOOK_URL" > /dev/null || true
        }
        die() { log "ERROR: $*"; notify "$*"; exit 1; }
        trap 'die "line $LINENO"' ERR
        while getopts ":k:h" opt; do
          case "$opt" in
            k) KEEP=$OPTARG ;;
            *) cat <<USAGE
        Usage: $0 [-k DAYS]
        USAGE
               exit 64 ;;
          esac
        done
        shift $((OPTIND - 1))
        for name in "${!targets[@]}"; do
          out="$ROOT/daily/${name}-$(date -u +%Y%m%dT%H%M%SZ).sql.zst"
          $COMPOSE exec -T postgres pg_dump --username="${POSTGRES_USER:-postgres}" "${targets[$name]}" \
            | zstd -T0 > "${out}.part" \
            || die "dump of $name failed"
          zstd --test --quiet "${out}.part" || die "archive of $name is broken"
          mv -- "${out}.part" "$out"
        done
        find "$ROOT/daily" -name '*.sql.zst' -mtime +"${KEEP:-14}" -print -delete | while read -r gone; do log "deleted $gone"; done
        if [[ -n "${RCLONE_REMOTE:-}" ]]; then
          rclone sync "$ROOT" "$RCLONE_REMOTE" || die "off-site copy failed"
        else
          log "no off-site target"
        fi
        """;

    private const string OldStyle = """
        #!/bin/sh
        DATE=`date +%Y-%m-%d-%H%M`
        cd /backups || exit
        docker exec -t glitchtip_postgres_1 pg_dumpall -c -U postgres > dump_$DATE.sql
        if [ "$?" -ne "0" ]; then
            echo "Backup failed" | mail -s "Backup failed" admin@example.test
            exit 1
        fi
        gzip dump_$DATE.sql
        ls -tp | grep -v '/$' | tail -n +11 | xargs -I {} rm -- {}
        aws s3 cp dump_$DATE.sql.gz s3://example/ --sse
        """;

    private const string Watcher = """
        #!/bin/bash
        THRESHOLD=85
        check() {
          local name=$1 url=$2 code
          code=$(curl --max-time 5 -s -o /dev/null -w "%{http_code}" "$url")
          if [[ "$code" -ne 200 ]]; then
            tell "$name is down"
            return 1
          fi
        }
        tell() { echo -e "Subject: $1\n\n$1 at $(date)" | sendmail ops@example.test; }
        check web http://127.0.0.1:8080/_health/ || FAILED=1
        MEM=$(free | grep Mem | awk '{print int($3/$2 * 100.0)}')
        [ $MEM -gt $THRESHOLD ] && tell "memory at ${MEM}%"
        DISK=$(df -h / | awk 'NR==2 {gsub("%",""); print $5}')
        if [ "$DISK" -gt $THRESHOLD ]; then tell "disk at ${DISK}%"; fi
        docker ps --format '{{.Names}} {{.Status}}' | while read -r name status; do
          case "$status" in
            *unhealthy*|Exited*) tell "$name: $status" ;;
          esac
        done
        exit ${FAILED:-0}
        """;

    private const string Cutover = """
        #!/bin/bash
        set -euo pipefail
        APP=/opt/app
        cp -p "$APP/.env" "$APP/.env.backup.$(date +%Y%m%d-%H%M%S)"
        sed -i "s|^SENTRY_DSN=.*|SENTRY_DSN=$NEW_DSN|" "$APP/.env"
        pm2 restart all --update-env
        """;

    [Fact]
    public void Read_BackupWithOptionalSteps_KnowsWhatTheyDependOn()
    {
        ScriptFacts facts = ScriptReader.Read("backup.sh", OptionalSteps);
        facts.NotUnderstood.Should().BeEmpty();
        facts.Should().Tell("dumpFailureNoticed compressed integrityTested timestamped deletesOld offsiteFailureNoticed atomic logsTo", "locked ownerOnly deletesBlindly deletesAfterFailure");
        facts.Offsite.UnknownBecause.Should().Contain("$RCLONE_REMOTE").And.Contain("backup.sh:34");
        facts.Alerts.UnknownBecause.Should().Contain("$SLACK_WEBHOOK_URL").And.Contain("backup.sh:10");
        facts.RetentionDays.Number.Should().Be(14);
    }

    [Fact]
    public void Read_BackupWithItsVariablesGiven_IsCertain()
    {
        string text = OptionalSteps.Replace("set -Eeuo pipefail", "set -Eeuo pipefail\n. ./ops.env");
        ScriptReader.Read("backup.sh", text, path => path == "ops.env" ? "RCLONE_REMOTE=store:b\nSLACK_WEBHOOK_URL=https://hooks.example.test/x\n" : null)
            .Should().Tell("offsite offsiteFailureNoticed alerts", "");
    }

    [Fact]
    public void Read_OldStyleBackup_IsReadByItsStatusChecks()
    {
        ScriptFacts facts = ScriptReader.Read("backup.sh", OldStyle);
        facts.Should().Tell("dumpFailureNoticed alerts compressed timestamped deletesOld deletesBlindly offsite offsiteFailureNoticed", "integrityTested atomic ownerOnly deletesAfterFailure");
        facts.RetentionCopies.Number.Should().Be(10);
        facts.RetentionDays.Number.Should().BeNull();
    }

    [Fact]
    public void Read_Watcher_FollowsItsFunctions()
    {
        ScriptFacts facts = ScriptReader.Read("watch.sh", Watcher);
        facts.Purpose.Should().Be(ScriptPurpose.Monitor);
        facts.Should().Tell("alerts watchesMemory watchesDisk exitsNonZeroOnFailure readsHealthOnly", "probesDelivery");
    }

    [Fact]
    public void Read_Cutover_SavesTheSettingsFirst()
    {
        ScriptFacts facts = ScriptReader.Read("go.sh", Cutover);
        facts.Purpose.Should().Be(ScriptPurpose.Cutover);
        facts.Should().Tell("backsUpEnv usesRestart exitsNonZeroOnFailure", "alerts dumps");
    }

    [Theory]
    [InlineData("backup.sh", "python3 dump.py", ScriptPurpose.Backup)]
    [InlineData("restore-test.sh", "pg_dump a > f\npg_restore -d b f", ScriptPurpose.RestoreTest)]
    [InlineData("nightly.sh", "pg_dump a > f", ScriptPurpose.Backup)]
    [InlineData("nightly.sh", "zcat f.gz | psql -d scratch", ScriptPurpose.RestoreTest)]
    [InlineData("nightly.sh", "psql -c 'select 1'", ScriptPurpose.Other)]
    [InlineData("nightly.sh", "df -h", ScriptPurpose.Monitor)]
    [InlineData("health.sh", "echo ok", ScriptPurpose.Monitor)]
    [InlineData("deploy.sh", "git pull", ScriptPurpose.Other)]
    public void Read_Script_HasItsPurpose(string path, string text, ScriptPurpose purpose) => ScriptReader.Read(path, text).Purpose.Should().Be(purpose);
}
