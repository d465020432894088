using FluentAssertions;
using Verification.Audit.Proxies;
using Verification.Audit.Schedules;
using Verification.Audit.Shell;
using Xunit;

namespace Verification.Audit.Tests.Shell;

/// <summary>Damaged and hostile files never throw, never hang and never take unbounded memory.</summary>
public sealed class ReaderFuzzTests
{
    private static readonly int Mutants = int.TryParse(Environment.GetEnvironmentVariable("AUDIT_FUZZ_MUTANTS"), out int count) ? count : 3_000;

    private const long MostBytes = 400L << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const string Crontab = "MAILTO=ops@example.test\n# daily\n0 3 * * * /opt/g/backup.sh >> /var/log/b.log 2>&1\n*/15 * * * 1-5 root cd /opt && ./monitor.sh | logger\n@weekly bash -c 'x \\%F %y'\n";

    private const string Timer = "[Unit]\nDescription=x\n[Timer]\nOnCalendar=Mon..Fri *-*-* 03:00:00\nOnUnitActiveSec=15min\n";

    private const string Logrotate = "weekly\n/var/log/g/*.log {\n  daily\n  rotate 7\n  size 10M\n  postrotate\n    x\n  endscript\n}\n";

    private const string Caddy = "{\n admin off\n}\n(s) {\n request_body {\n  max_size 5MB\n }\n}\ne.example.test, {$X:a} {\n import s\n handle /api/* {\n  reverse_proxy web:8000\n }\n}\n";

    private const string Nginx = "http { client_max_body_size 5m; upstream u { server web:8000; } server { listen 443 ssl; location / { proxy_pass http://u; } } }\n";

    public static TheoryData<string> Readers => ["shell", "crontab", "timer", "logrotate", "caddy", "nginx"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Read_DamagedFiles_AlwaysAnswers(string reader)
    {
        string[] seeds = reader switch
        {
            "shell" => [Scripts.NaiveBackup, Scripts.CarefulBackup, Scripts.Monitor, Scripts.HandRunMonitor, Scripts.SmokeTest, Scripts.RestoreTest, Scripts.Rollback],
            "crontab" => [Crontab],
            "timer" => [Timer],
            "logrotate" => [Logrotate],
            "caddy" => [Caddy],
            _ => [Nginx],
        };
        Mutator mutator = new(seed: 5);
        List<string> slow = [];
        int answers = 0;
        long before = GC.GetTotalAllocatedBytes();
        for (int index = 0; index < Mutants; index++)
        {
            string text = mutator.Mutate(seeds[index % seeds.Length]);
            Compose.Watch watch = new();
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            answers += Read(reader, text);
            TimeSpan took = watch.Elapsed;
            long bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (took > Longest || bytes > MostBytes)
            {
                slow.Add($"mutant {index}: {took.TotalMilliseconds:0} ms, {bytes >> 20} MiB\n{text}");
            }
        }

        slow.Should().BeEmpty();
        answers.Should().Be(Mutants);
        GC.GetTotalAllocatedBytes().Should().BeGreaterThan(before);
    }

    private static int Read(string reader, string text)
    {
        object answer = reader switch
        {
            "shell" => ScriptReader.Read("backup.sh", text, path => path == "ops.env" ? "ALERT_URL=x\n" : null).Facts,
            "crontab" => CrontabReader.Read("crontab", text),
            "timer" => SystemdTimerReader.Read("b.timer", text, "b.service", "[Service]\nExecStart=/opt/b.sh\n" + text),
            "logrotate" => LogrotateReader.Read("l", text).Entries,
            "caddy" => ProxyReader.Read("Caddyfile", text),
            _ => ProxyReader.Read("nginx.conf", text),
        };
        return answer is not null ? 1 : 0;
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { "doubling", "x=aaaaaaaaaaaaaaaa\n" + string.Concat(Enumerable.Repeat("x=$x$x\n", 60)) + "pg_dump db > $x" },
        { "nested loops", string.Concat(Enumerable.Repeat("for a in 1 2 3 4 5 6 7 8 9; do\n", 12)) + "pg_dump db | gzip > f\n" + string.Concat(Enumerable.Repeat("done\n", 12)) },
        { "recursion", "f() { f; f; }\nf\npg_dump db" },
        { "mutual recursion", "f() { g $1$1; }\ng() { f $1$1; }\nf xx" },
        { "conditions", string.Concat(Enumerable.Range(0, 400).Select(index => $"if [ \"$V{index}\" = a ]; then mail x; fi\n")) + "pg_dump db | gzip > f" },
        { "endless", "while true; do while :; do pg_dump db; done; done" },
        { "eval", "f='eval \"$f\"'\neval \"$f\"\npg_dump db" },
        { "sourcing itself", ". ./backup.sh\n. ./ops.sh\npg_dump db" },
        { "fork bomb", ":(){ :|:& };:\npg_dump db" },
        { "long pipeline", string.Join(" | ", Enumerable.Repeat("cat", 5_000)) },
        { "many functions", string.Concat(Enumerable.Range(0, 300).Select(index => $"f{index}() {{ f{index + 1}; f{index + 1}; }}\n")) + "f300() { pg_dump db; }\nf0" },
        { "substitutions", string.Concat(Enumerable.Repeat("$(echo ", 20)) + "x" + string.Concat(Enumerable.Repeat(")", 20)) },
        { "many dumps", string.Concat(Enumerable.Range(0, 500).Select(index => $"pg_dump db{index} | gzip > f{index} || exit 1\n")) },
        { "bad pattern", "[[ abc =~ [a ]] && [[ abc =~ *+ ]] || pg_dump db" },
        { "division", "x=$((1 / 0)); y=$((-9223372036854775808 / -1)); z=$((1 << 99)); ((q = 1 ? 2 : 3)); echo $((((((1))))))\npg_dump db" },
        { "strange digits", "exit ꣓\nx=$((꣓ + 1))\nfind b -mtime +꣓ -delete\npg_dump db" },
        { "many assignments", string.Concat(Enumerable.Range(0, 5_000).Select(index => $"V{index}=$(date)\n")) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Read_Bomb_IsBoundedInTimeAndMemory(string name, string text)
    {
        Compose.Watch watch = new();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        ScriptFacts facts = ScriptReader.Read("backup.sh", text, path => path.EndsWith("ops.sh", StringComparison.Ordinal) ? ". ./ops.sh\n. ./ops.sh\n" : null);
        facts.Facts.Should().NotBeEmpty(name);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(6), name);
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(2 * MostBytes, name);
    }
}
