using System.Security.Cryptography;
using Verification.Fixtures.Backup;
using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>
/// Sixty days of a procedure with a clock of ours, through failures, a missed day, the end of winter time and a clock that is set back;
/// then an outage longer than the retention. What is promised: whatever is at most N days old stays, what is older goes with the next good
/// backup, and the newest good one is never deleted.
/// </summary>
internal sealed class RetentionSimulation(DeploymentSandbox sandbox, string script, string dump, int promisedDays)
{
    private const int Days = 60;
    private const int Missed = 7;
    private const int ClockSetBack = 40;
    private const int Outage = 35;
    private static readonly int[] Failures = [12, 13, 47];

    // At three in the morning, local time: the night of the 28th of March has no hour between two and three.
    private static readonly DateTimeOffset FirstDay = new(2027, 3, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SummerTime = new(2027, 3, 28, 1, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, (DateTimeOffset Made, string Hash, DateTimeOffset Written)> _made = [];
    private readonly List<RetentionDay> _days = [];
    private readonly List<string> _wrong = [];
    private DateTimeOffset _now = FirstDay;
    private TimeSpan _aged;
    private int _newToday;

    /// <summary>The whole simulation.</summary>
    public async Task<RetentionRecord> RunAsync(CancellationToken ct)
    {
        for (int day = 1; day <= Days; day++)
        {
            await DayAsync(day, ct);
            MoveTo(NextMorning());
        }

        // The machine was off for longer than backups are kept, and then the first run fails: the last good one must survive that.
        MoveTo(_now.AddDays(Outage));
        await RunAsync(Days + Outage, "after an outage, the dump fails", new DumpOrder.Fail(1, "pg_dump: error: server closed the connection"), _now, ct);
        MoveTo(NextMorning());
        await RunAsync(Days + Outage + 1, "after an outage, all is well", new DumpOrder.Replay(dump), _now, ct);
        return new(promisedDays, _days, _wrong);
    }

    private Task DayAsync(int day, CancellationToken ct) => day switch
    {
        Missed => MissAsync(day),
        ClockSetBack => RunAsync(day, "clock set back by two days", new DumpOrder.Replay(dump), _now.AddDays(-2), ct),
        _ when Failures.Contains(day) => RunAsync(day, "the dump fails", new DumpOrder.Fail(1, "pg_dump: error: server closed the connection"), _now, ct),
        _ => RunAsync(day, _now.Date == SummerTime.Date ? "summer time begins" : "", new DumpOrder.Replay(dump), _now, ct),
    };

    private Task MissAsync(int day)
    {
        Look(day, "no run", ranWell: false);
        return Task.CompletedTask;
    }

    private async Task RunAsync(int day, string what, DumpOrder order, DateTimeOffset clock, CancellationToken ct)
    {
        ScriptRun run = await sandbox.RunAsync(script, new ScriptOptions { Clock = clock, TimeZone = "Europe/Berlin", OnDump = (_, _) => Task.FromResult(order) }, ct);
        bool meant = order is DumpOrder.Replay && clock == _now;
        if (meant && run.ExitCode != 0)
        {
            _wrong.Add($"day {day}: the run failed though nothing was wrong: {PracticeStage.LastLine(run)}");
        }

        Look(day, what, ranWell: run.ExitCode == 0);
        if (meant && run.ExitCode == 0 && _newToday == 0)
        {
            _wrong.Add($"day {day}: the run ended well and left no new backup");
        }
    }

    private void Look(int day, string what, bool ranWell)
    {
        Dictionary<string, FoundBackup> there = sandbox.Backups().GroupBy(found => found.Name).ToDictionary(group => group.Key, group => group.MaxBy(found => found.Bytes)!);
        _newToday = 0;
        foreach ((string name, FoundBackup found) in there.Where(entry => !_made.ContainsKey(entry.Key)))
        {
            _made[name] = (_now, Hash(found), found.Written + _aged);
            _newToday++;
        }

        DateTimeOffset newest = _made.Values.Select(made => made.Made).DefaultIfEmpty(_now).Max();
        int promised = 0;
        foreach ((string name, (DateTimeOffset made, string hash, DateTimeOffset written)) in _made.ToList())
        {
            double age = (_now - made).TotalDays;
            bool isThere = there.TryGetValue(name, out FoundBackup? found);
            bool mustBe = age <= promisedDays || made == newest;
            promised += mustBe ? 1 : 0;
            if (mustBe && !isThere)
            {
                _wrong.Add($"day {day}: {name}, {age:0} days old{(made == newest ? " and the newest good one" : "")}, is gone");
                _made.Remove(name);
            }
            // A simulated day's dump is like any other's; that it was written again shows in its time.
            else if (isThere && (Hash(found!) != hash || (found!.Written + _aged - written).Duration() > TimeSpan.FromSeconds(1)))
            {
                _wrong.Add($"day {day}: {name} was replaced by another");
                _made[name] = (made, Hash(found!), found!.Written + _aged);
            }
            // A whole day more, because most tools count in whole days; and only a good run has to clean up.
            else if (isThere && !mustBe && age > promisedDays + 1.1 && ranWell)
            {
                _wrong.Add($"day {day}: {name}, {age:0} days old, is still there");
            }
            else if (!isThere)
            {
                _made.Remove(name);
            }
        }

        _days.Add(new(day, what, there.Count, promised));
    }

    private DateTimeOffset NextMorning()
    {
        DateTimeOffset tomorrow = _now.AddDays(1);
        return _now < SummerTime && tomorrow >= SummerTime ? tomorrow.AddHours(-1) : tomorrow;
    }

    private void MoveTo(DateTimeOffset then)
    {
        sandbox.Age(then - _now);
        _aged += then - _now;
        _now = then;
    }

    private static string Hash(FoundBackup found) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(found.Path))) + string.Join(',', found.Files.Where(file => file != found.Path && new FileInfo(file).Length < 1 << 16)
        .Order(StringComparer.Ordinal).Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))));
}
