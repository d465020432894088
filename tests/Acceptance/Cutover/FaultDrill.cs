using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>Gives the switch one fault after the other, on three services; a trigger fires the rollback by itself. Two such stages work side by side.</summary>
internal sealed class FaultDrill(CutoverSetting setting)
{
    private const int Refusal = 2;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BackLimit = TimeSpan.FromSeconds(60);
    private static readonly string[] Stages = ["flt", "alt"];
    private int _given = -1;

    /// <summary>All of them.</summary>
    public async Task<FaultsRun> RunAsync(CancellationToken ct)
    {
        Task<KeyBlock> block = KeyBlock.MeasureAsync(setting, ct);
        FaultLane[] lanes = await Task.WhenAll(Stages.Select(name => LaneAsync(name, ct)));
        return new(lanes, await block);
    }

    // Whichever stage is free takes the next fault.
    private async Task<FaultLane> LaneAsync(string name, CancellationToken ct)
    {
        await using DrillStage stage = await DrillStage.OpenAsync(setting, name, FaultCases.Services, parallel: false, ct);
        List<FaultOutcome> outcomes = [];
        FaultCase[] cases = [.. FaultCases.All(stage, setting)];
        for (int next = Interlocked.Increment(ref _given); next < cases.Length; next = Interlocked.Increment(ref _given))
        {
            stage.Mark($"fault: {cases[next].Title}");
            await DrillStage.RestAsync(Between, ct);
            outcomes.Add(await TryAsync(stage, cases[next], ct));
        }

        CutoverFacts facts = await stage.CloseAsync(null, ct);
        return new(outcomes, CutoverLedger.Account(facts), stage.Application.Services, stage.Steps, stage.Commands, stage.Doubt);
    }

    private async Task<FaultOutcome> TryAsync(DrillStage stage, FaultCase fault, CancellationToken ct)
    {
        HostApplication application = stage.Application;
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        byte[] usual = await File.ReadAllBytesAsync(application.EnvFile, ct);
        if (fault.Env is not null)
        {
            await File.WriteAllTextAsync(application.EnvFile, fault.Env(await File.ReadAllTextAsync(application.EnvFile, ct)), ct);
        }

        if (fault.Prepare is not null)
        {
            await fault.Prepare(stage, ct);
        }

        byte[] before = await File.ReadAllBytesAsync(application.EnvFile, ct);
        stage.Front.Fault = fault.Before;
        TriggerWatch watch = new(setting, stage, await application.StatesAsync(ct));
        Task<ToolResult> switching = stage.RunAsync("cutover.sh", setting.ScriptsAreOurs ? fault.Arguments(stage.New.Text) : [stage.New.Text], ct);
        if (fault.During is FrontFault during)
        {
            await UntilChangedAsync(application, before, switching, ct);
            stage.Front.Fault = during;
        }

        ToolResult cutover = await switching;
        FaultSpan span = new(DateTimeOffset.UtcNow, null);
        List<string> shortfalls = [];
        byte[] now = await File.ReadAllBytesAsync(application.EnvFile, ct);
        bool changed = !before.SequenceEqual(now);
        if (cutover.ExitCode == 0 && fault.Stay > TimeSpan.Zero)
        {
            watch = await StayAsync(stage, fault, watch, ct);
        }

        string? trigger = cutover.ExitCode switch
        {
            0 => await watch.FiredAsync(ct),
            // To refuse what can be known beforehand is better than to roll it back.
            _ when changed || fault.Expected == Expected.RolledBack => $"cutover.sh ended with {cutover.ExitCode}",
            _ => null,
        };
        double? rollbackMs = null;
        if (changed)
        {
            (rollbackMs, string[] wrong) = await BackAsync(stage, setting.ScriptsAreOurs ? fault.Rollback : [], before, ct);
            shortfalls.AddRange(wrong);
            span = span with { Back = DateTimeOffset.UtcNow };
        }

        stage.Front.Fault = FrontFault.None;
        if (fault.Repair is not null)
        {
            await fault.Repair(stage, ct);
        }

        await File.WriteAllBytesAsync(application.EnvFile, usual, ct);
        (string? lacks, string sentence) = fault.Afterwards is null ? (null, "") : await fault.Afterwards(stage, span, ct);
        shortfalls.AddRange(lacks is null ? Array.Empty<string>() : [lacks]);
        string came = Judge(fault, cutover, changed, trigger, shortfalls) + sentence;
        return new(fault, begun, DateTimeOffset.UtcNow, trigger, rollbackMs, shortfalls, came);
    }

    // What happens later is for a watch that begins then: by the errors of before it would think that all is well.
    private async Task<TriggerWatch> StayAsync(DrillStage stage, FaultCase fault, TriggerWatch watch, CancellationToken ct)
    {
        await DrillStage.RestAsync(fault.Stay, ct);
        if (fault.Later is not FrontFault later)
        {
            return watch;
        }

        stage.Mark("the new endpoint is gone");
        stage.Front.Fault = later;
        return new TriggerWatch(setting, stage, await stage.Application.StatesAsync(ct)) { RaisedSince = DateTimeOffset.UtcNow };
    }

    private static string Judge(FaultCase fault, ToolResult cutover, bool changed, string? trigger, List<string> shortfalls)
    {
        string said = (cutover.StandardError + cutover.StandardOutput).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.Contains("REFUSED", StringComparison.Ordinal) || line.Contains("FAILED", StringComparison.Ordinal)) ?? $"cutover.sh ended with {cutover.ExitCode}";
        switch (fault.Expected)
        {
            case Expected.Refused when cutover.ExitCode != Refusal || changed:
                shortfalls.Add($"it was not refused (exit {cutover.ExitCode})");
                break;
            case Expected.RolledBack when trigger is null:
                shortfalls.Add("nothing noticed it");
                break;
            case Expected.Works when trigger is not null || cutover.ExitCode != 0 || !changed:
                shortfalls.Add(trigger is null ? $"it did not work: {said}" : $"a trigger fired without need: {trigger}");
                break;
            default:
                break;
        }

        return shortfalls.Count > 0 ? shortfalls[0] : fault.Expected switch
        {
            Expected.Refused => $"refused, nothing was changed: {said}",
            Expected.RolledBack => $"noticed ({trigger}) and rolled back",
            Expected.Works => "worked, and the way back left every byte as it was",
            _ => "",
        };
    }

    private static async Task<(double Ms, string[] Wrong)> BackAsync(DrillStage stage, IReadOnlyList<string> arguments, byte[] before, CancellationToken ct)
    {
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        IReadOnlyList<ServiceState> earlier = await stage.Application.StatesAsync(ct);
        ToolResult rollback = await stage.RunAsync("rollback.sh", arguments, ct);
        string? silent = rollback.ExitCode == 0 ? await stage.OldReceivesAsync(begun, BackLimit, ct) : null;
        double took = (DateTimeOffset.UtcNow - begun).TotalMilliseconds;
        IReadOnlyList<ServiceState> states = await stage.Application.StatesAsync(ct);
        byte[] now = await File.ReadAllBytesAsync(stage.Application.EnvFile, ct);
        bool identical = before.SequenceEqual(now);
        return (took,
        [
            .. rollback.ExitCode == 0 ? Array.Empty<string>() : [$"rollback.sh ended with {rollback.ExitCode}: {rollback.StandardError.Split('\n')[0]}"],
            .. identical ? Array.Empty<string>() : [".env is not what it was before"],
            .. states.Where(state => !state.IsOnline).Select(state => $"{state.Name} is {state.Status} after the rollback"),
            .. states.Where(state => state.IsOnline && earlier.Any(other => other.Name == state.Name && other.Pid == state.Pid)).Select(state => $"{state.Name} was not restarted by the rollback"),
            .. silent is null ? Array.Empty<string>() : [silent],
        ]);
    }

    private static async Task UntilChangedAsync(HostApplication application, byte[] before, Task switching, CancellationToken ct)
    {
        try
        {
            await Fixtures.Eventually.Async(
                () => switching.IsCompleted || !before.AsSpan().SequenceEqual(File.ReadAllBytes(application.EnvFile)), "the file to be changed", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(20), ct: ct);
        }
        catch (TimeoutException)
        {
            // It never is; what the script says of that follows.
        }
    }
}
