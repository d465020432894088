using System.Text;
using Verification.Fixtures.Services;

namespace Verification.Acceptance.Cutover;

/// <summary>What can go wrong at the switch.</summary>
internal static class FaultCases
{
    private const string Scheduler = "scheduler.js";

    /// <summary>Services that take part: enough to tell one from the others.</summary>
    public static IReadOnlyList<string> Services { get; } = ["api-server", "batch-processor", "scheduler"];

    /// <summary>All, in the order in which they are given.</summary>
    public static IEnumerable<FaultCase> All(DrillStage stage, CutoverSetting setting)
    {
        // The longest first, so that the other stage goes through the rest meanwhile.
        yield return new("new-data", "everything goes back after a long while of new data", Expected.Works) { Stay = setting.LongPhase, Afterwards = NewDataStaysAsync };

        // Of somebody else's scripts nothing is known but their names and the first argument.
        if (setting.ScriptsAreOurs)
        {
            yield return new("typo", "the DSN has a typo", Expected.Refused) { Arguments = dsn => [dsn.Replace("http://", "http:/", StringComparison.Ordinal), "--settle", "0"] };
            yield return new("same", "old and new DSN are the same", Expected.Refused) { Arguments = _ => [stage.Old.Dsn.Text, "--settle", "0"] };
            yield return new("memory", "memory is short", Expected.Refused) { Arguments = dsn => [dsn, "--settle", "0", "--min-free-mib", "99999999"] };
            yield return new("duplicate", "the file has SENTRY_DSN twice", Expected.Refused) { Env = text => text + $"SENTRY_DSN={stage.Old.Dsn.Text}\n" };
            yield return new("crlf", "the file has CRLF line ends, quotes and an export prefix, and services are restarted one by one", Expected.Works)
            {
                Arguments = dsn => [dsn, "--settle", "0", "--min-free-mib", "0"],
                Env = text => text.Replace($"SENTRY_DSN={stage.Old.Dsn.Text}", $"export SENTRY_DSN=\"{stage.Old.Dsn.Text}\"", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal),
            };
            yield return new("slow", "the new endpoint takes a second for each event", Expected.Works) { Before = FrontFault.Slow(TimeSpan.FromSeconds(1)) };
            yield return new("missed", "a service is missed by the restart and goes on with the old DSN", Expected.RolledBack)
            {
                Arguments = dsn => [dsn, "--all-at-once", "--settle", "0", "--min-free-mib", "0", "--only", string.Join(',', Services.SkipLast(1))],
            };
        }

        yield return new("uninstalled", "the new endpoint is uninstalled while the services use it", Expected.RolledBack) { Stay = setting.Phase, Later = FrontFault.Refuse, Afterwards = RemainsAsync };
        yield return new("down", "the new endpoint is down", Expected.RolledBack) { Before = FrontFault.Refuse };
        yield return new("limited", "the new endpoint answers 429", Expected.RolledBack) { Before = FrontFault.Answer(429, "60") };
        yield return new("dying", "the new endpoint dies during the switch", Expected.RolledBack) { During = FrontFault.Refuse };
        yield return new("wrong-key", "a service has a stale, wrong key for the new endpoint", Expected.RolledBack) { Prepare = WrongKeyAsync, Repair = SourceAgainAsync };
        yield return new("crash", "a service does not start with the new DSN", Expected.RolledBack) {
            // PM2 may have one more restart of a crashing service under way when the old file is back.
            Prepare = CrashAsync, Repair = SourceAgainAsync, Rollback = ["--settle", "2"],
        };
    }

    // What arrived at the new endpoint alone is not carried back by anything: it has to be there still, for whoever looks.
    private static async Task<(string? Shortfall, string Sentence)> NewDataStaysAsync(DrillStage stage, FaultSpan span, CancellationToken ct)
    {
        IReadOnlyList<string> stored = await stage.Watch.IdsAsync(ct);
        int there = stage.Watch.First.Count(seen => seen.Value >= span.Switched && seen.Value <= (span.Back ?? DateTimeOffset.MaxValue) && stored.Contains(seen.Key));
        return there > 0
            ? (null, $"; the {there} events that arrived meanwhile are at the new endpoint alone, and still readable there")
            : ("no event that arrived meanwhile is left at the new endpoint", "");
    }

    // The services have to live on without it, and what still holds its key has to be known.
    private static async Task<(string? Shortfall, string Sentence)> RemainsAsync(DrillStage stage, FaultSpan span, CancellationToken ct)
    {
        ServiceState[] offline = [.. (await stage.Application.StatesAsync(ct)).Where(state => !state.IsOnline)];
        string[] holding = [.. Directory.EnumerateFiles(stage.Application.Folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            .Where(file => File.ReadAllText(file).Contains(stage.New.Key, StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        return (
            offline.Length == 0 ? null : $"{offline[0].Name} did not outlive it ({offline[0].Status})",
            $"; of the new endpoint remain {(holding.Length == 0 ? "no file with its key" : $"its key in {string.Join(", ", holding)}")} and whatever is in its backups");
    }

    // Decided by the DSN that the file has, so that the way back mends it.
    private static Task CrashAsync(DrillStage stage, CancellationToken ct) =>
        InsertAsync(stage, $"if ((process.env.SENTRY_DSN ?? '').includes('{stage.New.Origin.Authority}')) process.exit(1);", atEnd: true, ct);

    private static Task WrongKeyAsync(DrillStage stage, CancellationToken ct) => InsertAsync(
        stage, $"import './stale-key.js';", atEnd: false, ct, $"import fs from 'node:fs';\nif (fs.readFileSync(new URL('.env', import.meta.url), 'utf8').includes('{stage.New.Origin.Authority}')) process.env.SENTRY_DSN = 'http://{new string('a', 32)}@{stage.New.Origin.Authority}/{stage.New.ProjectId}';\n");

    private static async Task InsertAsync(DrillStage stage, string line, bool atEnd, CancellationToken ct, string? module = null)
    {
        string path = Path.Combine(stage.Application.Folder, Scheduler);
        string text = await File.ReadAllTextAsync(path, ct);
        await File.WriteAllTextAsync($"{path}.usual", text, ct);
        await File.WriteAllTextAsync(path, atEnd ? $"{text}\n{line}\n" : $"{line}\n{text}", ct);
        if (module is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(stage.Application.Folder, "stale-key.js"), module, Encoding.UTF8, ct);
        }
    }

    private static async Task SourceAgainAsync(DrillStage stage, CancellationToken ct)
    {
        string path = Path.Combine(stage.Application.Folder, Scheduler);
        File.Move($"{path}.usual", path, overwrite: true);
        await stage.RestartAsync("scheduler", ct);
    }
}
