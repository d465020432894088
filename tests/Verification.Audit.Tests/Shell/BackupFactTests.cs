using FluentAssertions;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>What is told about the archive, its keeping and its copies.</summary>
public sealed class BackupFactTests
{
    private const string Dump = "set -euo pipefail\nout=b/db_$(date +%F).sql.gz\npg_dump db | gzip > \"$out\"\n";

    public static TheoryData<string, string, bool?> Cases => new()
    {
        { "compressed", "pg_dump db > f", false },
        { "compressed", "pg_dump -Fc db > f", true },
        { "compressed", "pg_dump --format=custom db > f", true },
        { "compressed", "pg_dump -F c -Z 0 db > f", false },
        { "compressed", "pg_dump -Z 9 db > f", true },
        { "compressed", "pg_dump -Fd -f dir db", true },
        { "compressed", "pg_dump db | zstd -q > f", true },
        { "compressed", "pg_dump db > f\ngzip -9 f", true },
        { "compressed", "pg_dump db > f\ngzip /var/log/other.log", false },
        { "compressed", "docker exec pg sh -c 'pg_dump db' | pigz > f", true },
        { "timestamped", "pg_dump db > f", false },
        { "timestamped", Dump, true },
        { "timestamped", "pg_dump db > backup_`date +%Y%m%d`.sql", true },
        { "timestamped", "pg_dump db > backup_$(date +%u).sql", false },
        { "timestamped", "pg_dump -Fc -f \"b/$(date -I).dump\" db", true },
        { "timestamped", "pg_dump db > tmp\nmv tmp b/$(date +%s).sql", true },
        { "timestamped", "pg_dump db > \"$TARGET\"", null },
        { "timestamped", "printf -v now '%(%Y%m%d)T' -1\npg_dump db > $now.sql", true },
        { "timestamped", "d=b/$(date +%F)\nmkdir -p $d\npg_dump db > $d/db.sql", true },
        { "integrityTested", Dump + "gunzip -t \"$out\"", true },
        { "integrityTested", Dump + "gzip -t \"$out\" || true", false },
        { "integrityTested", Dump + "if ! gzip -t \"$out\"; then rm \"$out\"; exit 1; fi", true },
        { "integrityTested", Dump + "if ! gzip -t \"$out\"; then echo broken; fi", false },
        { "integrityTested", Dump + "set +e\ngzip -t \"$out\"", true },
        { "integrityTested", Dump + "set +e\ngzip -t \"$out\"\necho done", false },
        { "integrityTested", Dump + "gzip -t b/other.gz", false },
        { "integrityTested", "gzip -t b/db.sql.gz\n" + Dump, false },
        { "integrityTested", "set -e\npg_dump -Fc db > f\npg_restore --list f > /dev/null", true },
        { "integrityTested", "set -e\npg_dump -Fc db > f\npg_restore -l < f | head", false },
        { "integrityTested", Dump + "if [ \"$VERIFY\" = 1 ]; then gzip -t \"$out\"; fi", null },
        { "integrityTested", Dump + "zcat \"$out\" > /dev/null", true },
        { "integrityTested", Dump + "gzip -t \"$(ls -t b/*.gz | head -1)\"", true },
        { "integrityTested", "out=$DIR/db.gz\nset -euo pipefail\npg_dump db | gzip > $out\ngzip -t $DIR/other.gz", false },
        { "checksummed", Dump + "sha256sum \"$out\" > \"$out.sha256\"", true },
        { "checksummed", Dump + "sha256sum -c sums", false },
        { "checksummed", Dump, false },
        { "deletesOld", Dump, false },
        { "deletesOld", Dump + "rm -f /run/x", false },
        { "deletesOld", Dump + "find b -name '*.gz' -mtime +30 -exec rm {} \\;", true },
        { "deletesOld", Dump + "find b -name '*.gz' -mtime +30 | xargs rm -f", true },
        { "deletesOld", Dump + "find b -name '*.gz' -mtime +30 -print0 | xargs -0 -r rm", true },
        { "deletesOld", Dump + "for f in $(find b -name '*.gz' -mtime +30); do rm \"$f\"; done", true },
        { "deletesOld", Dump + "find b -name '*.gz' -mtime +30 | while read -r f; do rm -- \"$f\"; done", true },
        { "deletesOld", Dump + "while IFS= read -r f; do rm -- \"$f\"; done < <(find b -name '*.gz' -mtime +30)", true },
        { "deletesOld", Dump + "ls -1t b/*.gz | tail -n +15 | xargs rm -f", true },
        { "deletesOld", Dump + "ls b", false },
        { "deletesBlindly", Dump + "find b -mtime +30 -delete", true },
        { "deletesBlindly", Dump + "find b -type f -name '*' -mtime +30 -delete", true },
        { "deletesBlindly", Dump + "find b -name 'db_*.gz' -mtime +30 -delete", false },
        { "deletesBlindly", Dump + "ls -t b | tail -n +8 | xargs rm", true },
        { "deletesBlindly", Dump + "ls -t b/db_*.gz | tail -n +8 | xargs rm", false },
        { "deletesBlindly", Dump + "ls -tp b | grep -v '/$' | tail -n +11 | xargs rm", true },
        { "deletesBlindly", Dump + "ls -t b | grep '^db_' | tail -n +11 | xargs rm", false },
        { "deletesBlindly", "rm -rf b/*\n" + Dump, true },
        { "deletesAfterFailure", "pg_dump db | gzip > f\nfind b -name 'f*' -mtime +3 -delete", true },
        { "deletesAfterFailure", Dump + "find b -name 'f*' -mtime +3 -delete", false },
        { "atomic", Dump, false },
        { "atomic", "tmp=$(mktemp)\npg_dump db > \"$tmp\"\nmv \"$tmp\" b/$(date +%F).sql", true },
        { "atomic", "pg_dump db > f.tmp\nmv f.tmp f", true },
        { "atomic", "pg_dump db > f.tmp\nif gzip -t f.tmp; then mv f.tmp f; fi", null },
        { "ownerOnly", Dump, false },
        { "ownerOnly", "umask 077\n" + Dump, true },
        { "ownerOnly", "umask 0027\n" + Dump, false },
        { "ownerOnly", Dump + "chmod 600 \"$out\"", true },
        { "ownerOnly", Dump + "chmod 640 \"$out\"", false },
        { "ownerOnly", "mkdir -p b\nchmod 700 b\n" + Dump, true },
        { "ownerOnly", Dump + "umask 077", false },
        { "ownerOnly", "umask 077\ndocker compose exec -T postgres pg_dump -Fc db > f", true },
        { "ownerOnly", "umask 077\ndocker compose exec -T postgres pg_dump -Fc -f /backups/f db", false },
        { "ownerOnly", "umask 077\ndocker exec pg sh -c 'pg_dump db | gzip > /backups/f'", false },
        { "ownerOnly", "docker exec pg sh -c 'umask 077; pg_dump db | gzip > /backups/f'", true },
        { "locked", Dump, false },
        { "locked", "exec 9>l\nflock -n 9 || exit 1\n" + Dump, true },
        { "locked", "exec 9>l\nflock -n 9 || echo busy\n" + Dump, false },
        { "locked", "exec 9>l\nflock 9\n" + Dump, true },
        { "locked", "mkdir /run/backup.lock || exit 1\n" + Dump, true },
        { "locked", "mkdir -p /run/lock\n" + Dump, false },
        { "locked", "(\nflock -n 9 || exit 1\npg_dump db > f\n) 9>lock", true },
        { "savesUploads", Dump + "tar czf uploads.tgz /var/lib/docker/volumes/glitchtip_uploads/_data", true },
        { "savesUploads", Dump + "docker run --rm -v app_uploads:/data -v $PWD:/b alpine tar czf /b/u.tgz -C /data .", true },
        { "savesUploads", Dump + "tar xzf uploads.tgz", false },
        { "savesUploads", Dump + "if [ \"$WITH_UPLOADS\" = 1 ]; then docker compose cp web:/code/uploads b/; fi", null },
        { "savesUploads", Dump + "aws s3 cp b/f.gz s3://company-uploads/", false },
        { "savesUploads", Dump + "rclone sync /srv/uploads remote:x", true },
        { "savesUploads", Dump, false },
        { "logsTo", Dump + "echo ok | tee -a /var/log/b.log", true },
        { "logsTo", "exec >> /var/log/backup.log 2>&1\n" + Dump, true },
        { "logsTo", Dump, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_Backup_TellsTheFact(string name, string text, bool? expected)
    {
        ScriptFact fact = ScriptReader.Read("backup.sh", text)[name];
        fact.Holds.Should().Be(expected, $"{fact.Place} {fact.UnknownBecause}");
        (fact.UnknownBecause is null).Should().Be(expected is not null);
    }

    public static TheoryData<string, string, double?> Figures => new()
    {
        { "retentionDays", "find b -name 'x*' -mtime +14 -delete", 14 },
        { "retentionDays", "DAYS=7\nfind b -name 'x*' -mtime +$DAYS -delete", 7 },
        { "retentionDays", "find b -name 'x*' -mtime \"+${RETENTION_DAYS:-30}\" -delete", 30 },
        { "retentionDays", "find b -name 'x*' -mmin +2880 -delete", 2 },
        { "retentionDays", "find b -name 'x*' -mtime +\"$KEEP\" -delete", null },
        { "retentionDays", "find b -name 'x*' -mtime 30 -delete", null },
        { "retentionDays", "restic forget --keep-daily 21 --prune", 21 },
        { "retentionDays", "days=$((4 * 7))\nfind b -name 'x*' -mtime +$days -delete", 28 },
        { "retentionDays", "find /var/log -name '*.log' -mtime +7 -delete\nfind b -name 'db_*' -mtime +30 -delete", 30 },
        { "retentionDays", "find b -name 'db_*' -mtime +30 -delete\nfind b -name 'db_*.gz' -mtime +3 -delete", 3 },
        { "retentionCopies", "ls -t b/x* | tail -n +8 | xargs rm", 7 },
        { "retentionCopies", "ls -1tr b/x* | head -n -5 | xargs -r rm", 5 },
        { "retentionCopies", "KEEP=10\nls -t b/x* | tail -n +$((KEEP + 1)) | xargs rm", 10 },
        { "retentionCopies", "find b -name 'x*' -mtime +14 -delete", null },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Read_Retention_GivesTheFigure(string name, string deletion, double? expected)
    {
        ScriptFact fact = ScriptReader.Read("backup.sh", Dump + deletion)[name];
        fact.Number.Should().Be(expected, fact.UnknownBecause);
        (fact.UnknownBecause is null).Should().Be(expected is not null);
    }
}
