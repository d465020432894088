using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>What is told about copies elsewhere, messages, and scripts that watch.</summary>
public sealed class OffsiteAndAlertTests
{
    private const string Dump = "set -euo pipefail\npg_dump db | gzip > b/f.gz\n";

    private const string Telegram = "tell() { curl -s \"https://api.telegram.org/bot$TOKEN/sendMessage\" -d text=\"$1\"; }\n";

    public static TheoryData<string, string, bool?> Cases => new()
    {
        { "offsite", Dump, false },
        { "offsite", Dump + "rclone copy b remote:backups", true },
        { "offsite", Dump + "rclone lsl remote:backups", false },
        { "offsite", Dump + "aws s3 cp b/f.gz s3://bucket/", true },
        { "offsite", Dump + "aws s3 ls s3://bucket/", false },
        { "offsite", Dump + "rsync -a b/ backup@nas.example.test:/srv/", true },
        { "offsite", Dump + "rsync -a b/ /srv/second/", false },
        { "offsite", Dump + "scp b/f.gz nas.example.test:", true },
        { "offsite", Dump + "cp b/f.gz /mnt/nas/", true },
        { "offsite", Dump + "cp b/f.gz \"$OFFSITE_DIR\"/", true },
        { "offsite", Dump + "restic backup b", true },
        { "offsite", Dump + "docker run --rm -v $PWD:/d rclone/rclone:1.68 copy /d remote:x", true },
        { "offsite", Dump + "ssh nas.example.test 'cat > f.gz' < b/f.gz", true },
        { "offsite", "aws s3 sync b s3://bucket/\n" + Dump, false },
        { "offsite", Dump + "\"$OFFSITE_COMMAND\" b/f.gz", true },
        { "offsite", ": \"${OFFSITE_COMMAND:?}\"\n" + Dump + "$OFFSITE_COMMAND b/f.gz", true },
        { "offsite", Dump + "sh -c \"$OFFSITE_COMMAND b/f.gz\"", true },
        { "offsite", Dump + "eval \"$OFFSITE_COMMAND\"", true },
        { "offsite", Dump + "if [ -z \"${OFFSITE:-}\" ]; then echo no target >&2; exit 1; fi\nrclone copy b \"$OFFSITE\"", true },
        { "offsite", Dump + "if [ -n \"$OFFSITE\" ]; then rclone copy b \"$OFFSITE\"; fi", null },
        { "offsite", Dump + "[ -n \"$OFFSITE\" ] && rclone copy b \"$OFFSITE\"\necho done", null },
        { "offsite", Dump + "[ -z \"$OFFSITE\" ] || rclone copy b \"$OFFSITE\"", null },
        { "offsite", "OFFSITE=remote:b\n" + Dump + "if [ -n \"$OFFSITE\" ]; then rclone copy b \"$OFFSITE\"; fi", true },
        { "offsite", "OFFSITE=\n" + Dump + "if [ -n \"$OFFSITE\" ]; then rclone copy b \"$OFFSITE\"; fi", false },
        { "offsite", Dump + "if command -v rclone > /dev/null; then rclone copy b remote:b; fi", null },
        { "offsite", Dump + "# rclone copy b remote:b", false },
        { "offsite", Dump + "rsync -a b/ \"$TARGET\"", null },
        { "offsiteFailureNoticed", Dump + "rclone copy b remote:b", true },
        { "offsiteFailureNoticed", Dump + "rclone copy b remote:b || echo failed", false },
        { "offsiteFailureNoticed", Dump + "rclone copy b remote:b || exit 2", true },
        { "offsiteFailureNoticed", Dump + "rclone copy b remote:b &", false },
        { "offsiteFailureNoticed", Dump, null },
        { "alerts", Dump, false },
        { "alerts", Telegram + "trap 'tell failed' ERR\n" + Dump, true },
        { "alerts", Telegram + Dump + "tell done", false },
        { "alerts", Telegram + "pg_dump db > f || tell failed", true },
        { "alerts", Telegram + "if pg_dump db > f; then tell ok; else tell failed; fi", true },
        { "alerts", "trap '[ $? -eq 0 ] || echo failed | mail -s backup ops@example.test' EXIT\n" + Dump, true },
        { "alerts", "trap 'logger backup failed' ERR\n" + Dump, false },
        { "alerts", "pg_dump db > f || { [ -n \"$WEBHOOK\" ] && curl -d x \"$WEBHOOK\"; exit 1; }", null },
        { "alerts", Dump + "curl -fsS https://hc-ping.com/0a9d", true },
        { "alerts", "pg_dump db | gzip > f\ncurl -fsS https://hc-ping.com/0a9d", false },
        { "alerts", "NOTIFY_URL=https://ntfy.example.test/ops\nfail() { wget -q --post-data=\"$1\" \"$NOTIFY_URL\"; exit 1; }\npg_dump db > f || fail dump", true },
        { "alerts", "pg_dump db > f || curl https://example.test/status", false },
        { "alerts", "/opt/bin/notify.sh start\n" + Dump, null },
        { "alerts", "pg_dump db > f || curl -d failed \"$URL\"", null },
        { "alerts", "curl https://hc-ping.com/0a9d/start\n" + Dump + "curl https://hc-ping.com/0a9d", true },
        { "backsUpEnv", "cp .env \".env.backup.$(date +%s)\"\nsed -i 's/^SENTRY_DSN=.*/SENTRY_DSN=x/' .env\npm2 restart all", true },
        { "usesRestart", "docker compose up -d --force-recreate web", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_Script_TellsTheFact(string name, string text, bool? expected)
    {
        ScriptFact fact = ScriptReader.Read("backup.sh", text)[name];
        fact.Holds.Should().Be(expected, $"{fact.Place} {fact.UnknownBecause}");
    }

    public static TheoryData<string, string, bool?> Monitors => new()
    {
        { "alerts", "curl -fs localhost:8080/_health/ || curl -d down \"$SLACK_WEBHOOK\"", true },
        { "alerts", "if ! curl -fs localhost:8080/_health/; then\n  echo down | mail -s down ops@example.test\nfi", true },
        { "alerts", "curl -fs localhost:8080/_health/\nif [ $? -ne 0 ]; then mail -s down ops@example.test < /dev/null; fi", true },
        { "alerts", "curl -fs localhost:8080/_health/ || echo down", false },
        { "alerts", "docker compose ps | mail -s report ops@example.test", false },
        { "alerts", "if ! curl -fs localhost:8080/_health/ && [ -n \"$SLACK_URL\" ]; then curl -d down \"$SLACK_URL\"; fi", null },
        { "alerts", "while true; do\n  curl -fs localhost/_health/ || mail -s down ops@example.test\n  sleep 60\ndone", true },
        { "watchesMemory", "free -m", false },
        { "watchesMemory", "free | awk '{ print $3 }'", false },
        { "watchesMemory", "if free | awk '{ exit !($3 / $2 > 0.8) }'; then mail -s memory ops@example.test; fi", true },
        { "watchesMemory", "used=$(awk '/MemAvailable/ { print $2 }' /proc/meminfo)\n(( used < 200000 )) && exit 1", true },
        { "watchesMemory", "docker stats --no-stream --format '{{.Name}} {{.MemPerc}}' | while read -r name share; do\n  [ \"${share%.*}\" -gt 80 ] && exit 1\ndone", true },
        { "watchesDisk", "use=$(df --output=pcent / | tail -1 | tr -dc 0-9)\nif [ \"$use\" -ge 80 ]; then exit 1; fi", true },
        { "watchesMemory", "free -m || true", false },
        { "watchesMemory", "set -e\nfree | awk '/Mem/ { exit ($3 / $2 > 0.8) }'", true },
        { "watchesDisk", "df -h", false },
        { "exitsNonZeroOnFailure", "curl -fs localhost:8080/_health/ || exit 1", true },
        { "exitsNonZeroOnFailure", "curl -fs localhost:8080/_health/ || echo down\nexit 0", false },
        { "readsHealthOnly", "curl -fs localhost:8080/api/0/internal/health", true },
        { "readsHealthOnly", "docker compose ps", true },
        { "readsHealthOnly", "curl -fs localhost:8080/login", false },
        { "probesDelivery", "curl -fs localhost:8080/_health/", false },
        { "probesDelivery", "curl -d '{}' \"$BASE/api/1/store/\"", false },
        { "probesDelivery", "curl -d '{}' \"$BASE/api/1/envelope/\"\nsleep 5\ndocker compose exec -T postgres psql -c 'select 1 from issue_events_issueevent' | grep -q 1", true },
        { "probesDelivery", "curl -d '{}' \"$BASE/api/1/store/\"\ncurl -s \"$BASE/api/0/organizations/x/issues/\"", false },
        { "probesDelivery", "curl -d '{}' \"$BASE/api/1/store/\"\ncurl -s -o answer \"$BASE/api/0/organizations/x/issues/\"\ngrep -q probe answer || exit 1", true },
        { "probesDelivery", "python3 probe.py", null },
    };

    [Theory]
    [MemberData(nameof(Monitors))]
    public void Read_Monitor_TellsTheFact(string name, string text, bool? expected)
    {
        ScriptFact fact = ScriptReader.Read("monitor.sh", text)[name];
        fact.Holds.Should().Be(expected, $"{fact.Place} {fact.UnknownBecause}");
    }
}
