using System.Diagnostics;
using Verification.Fixtures.Backup;

namespace Verification.Fixtures.Tests.Backup;

public sealed class ClockTests(BackupBench bench) : IClassFixture<BackupBench>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("date +%F", "2026-03-29")]
    [InlineData("date -u +%Y%m%dT%H", "20260329T12")]
    [InlineData("date '+%Y-%m-%d %H'", "2026-03-29 14")]
    [InlineData("date -d '30 days ago' +%F", "2026-02-27")]
    [InlineData("date --date='-1 day' '+%F %H %z'", "2026-03-28 14 +0100")]
    [InlineData("date -u -d yesterday +%F", "2026-03-28")]
    [InlineData("date -d 'yesterday 03:00' +%FT%H:%M", "2026-03-28T03:00")]
    [InlineData("date -d '+1 month' +%m", "04")]
    [InlineData("date -d 2026-01-05 +%a", "Mon")]
    [InlineData("date -d @0 -u +%F", "1970-01-01")]
    [InlineData("date -u --rfc-3339=date", "2026-03-29")]
    [InlineData("date +%s%N | cut -c1-7", "1774785")]
    [InlineData("touch -d 2020-02-03 f; date -r f +%F", "2020-02-03")]
    [InlineData("sudo -u root date +%j", "088")]
    public async Task Date_Simulated_SaysTheGivenTime(string command, string expected)
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync(command);
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { Clock = Noon, TimeZone = "Europe/Berlin" }, Ct);
        run.Output.TrimEnd().Should().Be(expected, run.Errors);
    }

    [Fact]
    public async Task Date_StartedLateInASecond_SaysExactlyTheClocksSecond()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("while [[ ! $EPOCHREALTIME =~ [.,][12] ]]; do :; done\ndate +%s");
        // Begun in the middle of a second, the script asks when the next one has begun; the first run only warms up.
        (await sandbox.RunAsync("backup.sh", new() { Clock = Noon }, Ct)).ExitCode.Should().Be(0);
        SpinWait.SpinUntil(() => DateTime.UtcNow.Millisecond is > 450 and < 600, TimeSpan.FromSeconds(3)).Should().BeTrue();
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { Clock = Noon }, Ct);
        run.Output.Should().Be($"{Noon.ToUnixTimeSeconds()}\n", run.Errors);
    }

    [Fact]
    public async Task Date_WithoutAClock_IsNow()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("date -u +%s");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new(), Ct);
        long.Parse(run.Output).Should().BeCloseTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 30);
    }

    [Fact]
    public async Task Date_ManyCalls_CostLittle()
    {
        await using DeploymentSandbox sandbox = await bench.OpenScriptAsync("for i in {1..100}; do d=$(date +%F); done; echo \"$d\"");
        ScriptRun run = await sandbox.RunAsync("backup.sh", new() { Clock = Noon }, Ct);

        run.Output.Should().Be("2026-03-29\n");
        run.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.Elapsed.TotalMilliseconds / 100:0.0} ms for each call");
    }

    [Fact]
    public async Task Age_SimulatedDays_MakeRetentionRemoveTheOldest()
    {
        await using DeploymentSandbox sandbox = await bench.OpenAsync(BackupBench.Deployment("hardened"));
        string replayed = "";
        Stopwatch watch = Stopwatch.StartNew();
        const int days = 34;
        for (int day = 0; day < days; day++)
        {
            ScriptRun run = await sandbox.RunAsync("backup.sh", new()
            {
                Clock = Noon.AddDays(day),
                OnDump = (_, _) => Task.FromResult<DumpOrder>(replayed.Length == 0 ? new DumpOrder.Pass() : new DumpOrder.Replay(replayed)),
            }, Ct);
            run.ExitCode.Should().Be(0, run.Errors);
            IReadOnlyList<FoundBackup> kept = sandbox.Backups();
            kept.Count.Should().Be(Math.Min(day + 1, 31));
            kept[^1].Name.Should().StartWith($"glitchtip-{Noon.AddDays(day):yyyyMMdd}");
            replayed = kept[^1].Path;
            sandbox.Age(TimeSpan.FromDays(1));
        }

        sandbox.OffsiteCopies().Should().HaveCount(days);
        (watch.Elapsed / days).Should().BeLessThan(TimeSpan.FromSeconds(3), "sixty days have to be simulated in a run");
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalMilliseconds / days:0} ms for each simulated day");
    }
}
