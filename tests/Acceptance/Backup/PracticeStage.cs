using System.Security.Cryptography;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Deployments;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Backup;

namespace Verification.Acceptance.Backup;

/// <summary>Runs the procedure on a small database: when all is well, under one fault after the other, and twice at once.</summary>
internal sealed class PracticeStage(BackupSetting setting, RecoveryDrill drill, bool first)
{
    // The stand-in of pg_dump waits 30 s for its order.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(10);
    private const string NotReached = "it never came to the dump";
    private DateTimeOffset _clock = DateTimeOffset.UtcNow;

    /// <summary>What pg_dump gives of the small database in the procedure's format, for simulated days; null when it made no backup.</summary>
    public string? Dump { get; private set; }

    /// <summary>The small database, named as scripts know it; nothing but dumps is made of it, so that several practices share it.</summary>
    public string Database => drill.Database.Name;

    /// <summary>The whole stage.</summary>
    public async Task<PracticeRun> RunAsync(CancellationToken ct)
    {
        if (first)
        {
            await drill.CreateScratchAsync(Database, ct);
            await drill.MigrateScratchAsync(Database, ct);
        }

        DeploymentSandbox sandbox = await setting.SandboxAsync("practice", drill.Scratch(Database), ct);
        if (sandbox.BackupScript is not string script || !setting.HasOwnProcedure)
        {
            return new() { Problem = "the deployment has no backup procedure of its own" };
        }

        ScriptRun quiet = await sandbox.RunAsync(script, new ScriptOptions { Clock = NextMinute() }, ct);
        FoundBackup? good = sandbox.Backups().MaxBy(found => found.Bytes);
        if (quiet.ExitCode != 0 || good is null)
        {
            return new() { Problem = $"{script} ended with {quiet.ExitCode} and left {(good is null ? "no backup" : "a backup")} though nothing was wrong: {LastLine(quiet)}" };
        }

        Dump = await setting.DumpAsync(drill.Scratch(Database), "practice", ct, good.Format);
        PostgresPrograms programs = await BackupSetting.ProgramsAsync(drill, ct);
        (IReadOnlyList<string> elsewhere, int compared) = CompareOffsite(good, sandbox.OffsiteCopies());
        List<FaultResult> faults = [];
        foreach ((string name, ScriptOptions options) in Faults(good))
        {
            faults.Add(await FaultAsync(sandbox, script, name, options with { Clock = NextMinute() }, quiet, ct));
        }

        ScriptRun again = await sandbox.RunAsync(script, new ScriptOptions { Clock = NextMinute() }, ct);
        if (again.ExitCode != 0 || faults.Any(fault => fault.Result == NotReached))
        {
            // Whatever ended the runs, it was not the faults.
            return new() { Problem = again.ExitCode != 0 ? $"{script} no longer works after the faults had ended: {LastLine(again)}" : $"{script} never got as far as its dump when it was to meet \"{faults.First(fault => fault.Result == NotReached).Fault}\"" };
        }


        (IReadOnlyList<string> wrong, string seen) = await OverlapAsync(sandbox, script, programs, ct);
        (double? interval, int? kept) = Schedule(sandbox);
        return new() { Faults = faults, Overlap = wrong, OverlapSeen = seen, OffsiteDifferences = elsewhere, OffsiteFiles = compared, IntervalHours = interval, RetentionDays = kept };
    }

    /// <summary>The last line that a script printed, for a sentence about it.</summary>
    public static string LastLine(ScriptRun run) => (run.Errors + "\n" + run.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "it printed nothing";

    private static IEnumerable<(string Name, ScriptOptions Options)> Faults(FoundBackup good)
    {
        long half = Math.Max(1, good.Bytes / 2);
        yield return ("pg_dump fails at once", Ordered(new DumpOrder.Fail(1, "pg_dump: error: connection to server failed")));
        yield return ("pg_dump is killed half-way", Ordered(new DumpOrder.CutAfter(half)));
        yield return ("pg_dump gives nothing and claims success", Ordered(new DumpOrder.Empty()));
        yield return ("the disk is full half-way", new ScriptOptions { LargestFileKiB = Math.Max(1, half / 1024) });
    }

    private static ScriptOptions Ordered(DumpOrder order) => new() { OnDump = (_, _) => Task.FromResult(order) };

    // Runs of a practice follow each other faster than those of a schedule: names that hold the time must differ all the same.
    private DateTimeOffset NextMinute() => _clock = _clock.AddMinutes(1);

    private async Task<FaultResult> FaultAsync(DeploymentSandbox sandbox, string script, string name, ScriptOptions options, ScriptRun quiet, CancellationToken ct)
    {
        setting.Journal.Write(JournalKind.Fault, "backup practice", name);
        HashSet<string> before = Contents(sandbox);
        ScriptRun run = await sandbox.RunAsync(script, options, ct);
        if (!run.Calls.Any(call => call.Arguments.Any(argument => argument.Contains("pg_dump", StringComparison.Ordinal)) || call.Program.StartsWith("pg_dump", StringComparison.Ordinal)))
        {
            return new(name, NotReached, false);
        }

        // By content as well: a damaged file under the name of a good one has taken its place.
        string[] left = [.. Contents(sandbox).Where(found => !before.Contains(found)).Select(found => found.Split('|')[0])];
        bool gone = before.Except(Contents(sandbox)).Any();
        string[] wrong =
        [
            .. run.ExitCode == 0 ? ["it ended with 0"] : Array.Empty<string>(),
            .. run.AlertedUnlike(quiet) ? [] : new[] { "it told nobody" },
            .. left.Length == 0 ? [] : new[] { $"it left {left[0]}, which looks like a backup" },
            .. gone ? new[] { "an earlier backup is gone" } : [],
        ];
        return new(name, wrong.Length == 0 ? $"ended with {run.ExitCode}, told somebody, left nothing behind: {LastLine(run)}" : string.Join("; ", wrong), wrong.Length == 0);
    }

    private static HashSet<string> Contents(DeploymentSandbox sandbox) => [.. sandbox.Backups().Select(found => $"{found.Name}|{found.Path}|{(File.Exists(found.Path) ? Hash(found.Path) : found.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture))}")];

    private async Task<(IReadOnlyList<string> Wrong, string Seen)> OverlapAsync(DeploymentSandbox sandbox, string script, PostgresPrograms programs, CancellationToken ct)
    {
        HashSet<string> before = [.. sandbox.Backups().Select(found => found.Name)];
        DateTimeOffset clock = NextMinute();
        int asked = 0;
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<DumpOrder> OrderAsync(DumpCall call, CancellationToken token)
        {
            // The first is held in the middle of its dump until the other has come to its end, or has given way.
            if (Interlocked.Increment(ref asked) == 1)
            {
                // A run that waits for the lock of the one that is held would wait for ever.
                await Task.WhenAny(ended.Task, ended.Task.WaitAsync(LongestHold, token));
            }

            return new DumpOrder.Pass();
        }

        async Task<ScriptRun> RunAsync()
        {
            ScriptRun run = await sandbox.RunAsync(script, new ScriptOptions { Clock = clock, OnDump = OrderAsync }, ct);
            ended.TrySetResult();
            return run;
        }

        ScriptRun[] runs = await Task.WhenAll(RunAsync(), RunAsync());
        FoundBackup[] left = [.. sandbox.Backups().Where(found => !before.Contains(found.Name))];
        int succeeded = runs.Count(run => run.ExitCode == 0);
        List<string> wrong = [];
        foreach (FoundBackup found in left)
        {
            ArchiveState state = await BackupArchives.VerifyAsync(found, programs, setting.Supervisor, sandbox.RunAs, ct);
            if (!state.Whole)
            {
                wrong.Add($"{found.Name} is damaged: {state.Detail}");
            }
        }

        if (left.Length != succeeded)
        {
            wrong.Add($"{succeeded} runs claimed success, {left.Length} backups are there");
        }

        if (succeeded == 0)
        {
            wrong.Add("neither run made a backup");
        }

        return (wrong, $"of two runs at once {succeeded} succeeded, {runs.Length - succeeded} gave way, and {left.Length} whole {(left.Length == 1 ? "backup is" : "backups are")} there");
    }

    private static (IReadOnlyList<string> Differences, int Compared) CompareOffsite(FoundBackup good, IReadOnlyList<FoundBackup> elsewhere)
    {
        if (elsewhere.FirstOrDefault(copy => copy.Name == good.Name) is not FoundBackup copy)
        {
            return ([$"{good.Name} was copied nowhere"], good.Files.Count);
        }

        ILookup<string, string> copies = copy.Files.ToLookup(file => Path.GetFileName(file), Hash);
        return ([.. good.Files.Where(file => !copies[Path.GetFileName(file)].Contains(Hash(file)))
            .Select(file => $"{Path.GetFileName(file)} is {(copies.Contains(Path.GetFileName(file)) ? "different" : "missing")} elsewhere")], good.Files.Count);
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private (double? IntervalHours, int? RetentionDays) Schedule(DeploymentSandbox sandbox)
    {
        try
        {
            DeploymentAudit audit = DeploymentAudit.Open(sandbox.Folder, setting.Layout, setting.Vault);
            return (audit.BackupFact("intervalHours"), (int?)audit.BackupFact("retentionDays"));
        }
        catch (InputException error)
        {
            setting.Journal.Write(JournalKind.Note, "backup practice", $"no schedule and no retention are known: {error.Message}");
            return (null, null);
        }
    }
}
