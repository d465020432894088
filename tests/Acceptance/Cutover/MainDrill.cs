using Verification.Fixtures;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>
/// The whole way, on all services, without a pause between: reporting to both endpoints, to the old one alone; cutover; one service back; the
/// emergency switch; everything back.
/// </summary>
internal sealed class MainDrill(CutoverSetting setting)
{
    // Visible in 10 s is what a check asks; a drill that waits longer learns how late.
    private static readonly TimeSpan FirstEventLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(11);

    /// <summary>The whole drill.</summary>
    public async Task<MainRun> RunAsync(CancellationToken ct)
    {
        await using DrillStage stage = await DrillStage.OpenAsync(setting, "cut", setting.Services, parallel: true, ct);
        await ParallelAsync(stage, ct);
        MainRun run = new() { Begun = stage.Begun, EnvBefore = await File.ReadAllBytesAsync(stage.Application.EnvFile, ct), ModeBefore = File.GetUnixFileMode(stage.Application.EnvFile) };
        run.OwnerBefore = await OwnerAsync(stage.Application.EnvFile, ct);
        HashSet<string> before = [.. Files(stage)];
        run.StatesBefore = await stage.RestAndLookAsync(setting.Phase, ct);
        await SwitchAsync(stage, run, ct);
        if (setting.ScriptsAreOurs)
        {
            // Another's scripts have their own ways for these, which nobody told us.
            await PartlyBackAsync(stage, run, ct);
            await SilenceAsync(stage, run, ct);
        }
        else
        {
            (run.PartialBegun, run.StatesSilenced) = (DateTimeOffset.UtcNow, run.StatesSteady);
        }

        await BackAsync(stage, run, ct);
        run.Remaining = [.. Files(stage).Where(file => !before.Contains(file))];
        CutoverFacts facts = await stage.CloseAsync(run.RollbackDone, ct);
        return run with
        {
            Doubt = stage.Doubt,
            Facts = facts, Events = CutoverLedger.Account(facts), FirstSeen = stage.Watch.First, NotSeenAt = stage.Watch.NotBefore, OldArrivals = stage.Old.Events(), OldRefused = stage.Old.Refused().Count(item => item.At > run.CutoverEnded && item.At < run.PartialBegun), Steps = stage.Steps, Commands = stage.Commands,
            Services = stage.Application.Services, Contents = await new ParallelContents(setting, stage).CompareAsync(facts, ct), OfRequests = await RequestEvents.ReadAsync(setting.Target, stage.Project, facts, ct), Ended = DateTimeOffset.UtcNow,
        };
    }

    // Phase 3: every event to both. What follows is the steady state before the cutover.
    private async Task ParallelAsync(DrillStage stage, CancellationToken ct)
    {
        await FaultedAsync(stage, setting.Has(CutoverDefects.ParallelLoses) ? FrontFault.Answer(503) : FrontFault.None, ct);
        await DrillStage.RestAsync(setting.Phase, ct);
        stage.Mark("SENTRY_DSN_PARALLEL removed, services restarted");
        await File.WriteAllTextAsync(stage.Application.EnvFile, CutoverSetting.Env(stage.Old.Dsn), ct);
        await stage.RestartAsync("all", ct);
    }

    private async Task SwitchAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        HostApplication application = stage.Application;
        await SeedAsync(stage, run, ct);
        if (setting.Has(CutoverDefects.WakesLate))
        {
            stage.Front.Fault = FrontFault.Refuse;
        }

        run.CutoverBegun = DateTimeOffset.UtcNow;
        run.Cutover = await stage.RunAsync("cutover.sh", [stage.New.Text, .. setting.ScriptsAreOurs ? setting.SwitchOptions : []], ct);
        run.CutoverEnded = DateTimeOffset.UtcNow;
        run.EnvAfter = await File.ReadAllBytesAsync(application.EnvFile, ct);
        run.Backup = Directory.EnumerateFiles(application.Folder, ".env*", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            .Where(file => file != application.EnvFile && File.ReadAllBytes(file).AsSpan().SequenceEqual(run.EnvBefore)).Order(StringComparer.Ordinal).LastOrDefault();
        run.BackupMode = run.Backup is string backup ? File.GetUnixFileMode(backup) : null;
        await FirstEventAsync(stage, run, ct);
        Task<IReadOnlyList<ServiceState>> phase = stage.RestAndLookAsync(setting.Phase, ct);
        run.StatesAfter = await application.StatesAsync(ct);
        await FaultedAsync(stage, setting.Has(CutoverDefects.Swallows) ? FrontFault.Answer(200) : FrontFault.None, ct);
        // Once more at the end of the phase: a service that dies every few seconds is online at most moments.
        run.StatesSteady = await phase;
        run.SteadyEnded = DateTimeOffset.UtcNow;
    }

    private async Task SeedAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        HostApplication application = stage.Application;
        string victim = application.Services[^1];
        if (setting.Has(CutoverDefects.ServiceFails))
        {
            // After what it imports: instrument.js has read the .env by then.
            await File.AppendAllTextAsync(Path.Combine(application.Folder, $"{victim}.js"), $"\nif ((process.env.SENTRY_DSN ?? '').includes('{stage.New.Origin.Authority}')) {{ process.exit(1); }}\n", ct);
        }

        if (setting.Has(CutoverDefects.Unscrubbed))
        {
            string instrument = Path.Combine(application.Folder, "instrument.js");
            string[] lines = await File.ReadAllLinesAsync(instrument, ct);
            await File.WriteAllLinesAsync(instrument, lines.Where(line => !line.TrimStart().StartsWith("beforeSend:", StringComparison.Ordinal)), ct);
        }

        if (setting.Has(CutoverDefects.ServiceMute))
        {
            run.Mute = victim;
        }

        if (setting.Has(CutoverDefects.ForgottenProcess))
        {
            Dictionary<string, string?> environment = new(application.Environment) { ["name"] = "forgotten", ["SERVICE_RATE"] = "4", ["JOURNAL_DIR"] = application.JournalFolder, ["SENTRY_DSN"] = stage.Old.Dsn.Text, ["RUN_ID"] = setting.Request.RunId };
            run.Forgotten = await setting.Supervisor.StartAsync(new ProcessSpec($"forgotten{setting.Mark}", setting.Tools.Node.Path!, [Path.Combine(application.Folder, "chat-bot.js")]) { Environment = environment, WorkingDirectory = application.Folder }, ct);
        }
    }

    private async Task FirstEventAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        if (run.Mute is string mute)
        {
            await SampleAsync(stage, mute, "0", ct);
        }

        if (setting.Has(CutoverDefects.WakesLate))
        {
            await DrillStage.RestAsync(LateBy, ct);
            stage.Front.Fault = FrontFault.None;
        }

        HashSet<string> after() => [.. stage.Application.Facts().Where(fact => fact.Kind == "started" && fact.Endpoint == stage.New.Origin.Authority && fact.At >= run.CutoverBegun).Select(fact => fact.Start)];
        try
        {
            await Eventually.Async(
                () =>
                {
                    HashSet<string> starts = after();
                    return stage.Application.Facts().Any(fact => fact.Kind == "raised" && starts.Contains(fact.Start) && stage.Watch.First.ContainsKey(fact.EventId!));
                },
                "the first event at the new endpoint", FirstEventLimit, TimeSpan.FromMilliseconds(200), ct: ct);
        }
        catch (TimeoutException)
        {
            // That none came is what the checks will find.
            stage.Mark("no event at the new endpoint");
        }
    }

    private async Task PartlyBackAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        run.Single = stage.Application.Services[0];
        run.PartialBegun = DateTimeOffset.UtcNow;
        run.Partial = await stage.RunAsync("rollback.sh", ["--only", run.Single, "--settle", "0"], ct);
        if (setting.Has(CutoverDefects.PartialRestartsAll))
        {
            await stage.RestartAsync("all", ct);
        }

        run.PartialEnded = DateTimeOffset.UtcNow;
        Task phase = DrillStage.RestAsync(setting.Phase, ct);
        IReadOnlyList<ServiceState> after = await stage.Application.StatesAsync(ct);
        run.RestartedBySingle = [.. after.Where(state => run.StatesSteady.FirstOrDefault(other => other.Name == state.Name)?.Pid != state.Pid).Select(state => state.Name)];
        await phase;
    }

    private async Task SilenceAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        if (setting.Has(CutoverDefects.DisableForgotten))
        {
            stage.Mark("the emergency switch is not thrown");
            await stage.RestartAsync("all", ct);
        }
        else
        {
            run.Disable = await stage.RunAsync("cutover.sh", ["--disable", "--all-at-once", "--settle", "0", "--min-free-mib", "0"], ct);
        }

        run.DisabledAt = DateTimeOffset.UtcNow;
        run.StatesSilenced = await stage.RestAndLookAsync(setting.Phase, ct);
        run.DisabledUntil = DateTimeOffset.UtcNow;
    }

    private async Task BackAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        HostApplication application = stage.Application;
        if (run.Mute is string mute)
        {
            // PM2 would keep the seeded silence through the rollback, which is another question.
            await SampleAsync(stage, mute, "1", ct);
        }

        run.RollbackBegun = DateTimeOffset.UtcNow;
        run.Rollback = await stage.RunAsync("rollback.sh", setting.ScriptsAreOurs ? ["--settle", "0"] : [], ct);
        Task phase = DrillStage.RestAsync(setting.Phase, ct);
        await OldReceivesAsync(stage, run, ct);
        if (setting.Has(CutoverDefects.RollbackInexact))
        {
            await File.AppendAllTextAsync(application.EnvFile, "\n", ct);
        }

        if (setting.Has(CutoverDefects.BackupConsumed) && run.Backup is string consumed)
        {
            File.Delete(consumed);
        }

        run.EnvRestored = await File.ReadAllBytesAsync(application.EnvFile, ct);
        run.ModeRestored = File.GetUnixFileMode(application.EnvFile);
        run.OwnerRestored = await OwnerAsync(application.EnvFile, ct);
        run.StatesRestored = await application.StatesAsync(ct);
        run.BackupAfter = run.Backup is string kept && File.Exists(kept) ? (await File.ReadAllBytesAsync(kept, ct), File.GetUnixFileMode(kept)) : null;
        await phase;
        if (run.Forgotten is ManagedProcess forgotten)
        {
            await forgotten.StopAsync();
        }
    }

    private static async Task OldReceivesAsync(DrillStage stage, MainRun run, CancellationToken ct)
    {
        run.RollbackProblem = await stage.OldReceivesAsync(run.RollbackBegun, RollbackIsCompleteInTime.Budget - (DateTimeOffset.UtcNow - run.RollbackBegun), ct);
        run.RollbackDone = run.RollbackProblem is null ? DateTimeOffset.UtcNow : null;
    }

    private static async Task SampleAsync(DrillStage stage, string service, string rate, CancellationToken ct) =>
        (await stage.Application.RunAsync("/usr/bin/env", [$"SENTRY_SAMPLE_RATE={rate}", "pm2", "restart", service, "--update-env"], TimeSpan.FromSeconds(30), ct)).EnsureSuccess("Setting a service's sample rate");

    private static IEnumerable<string> Files(DrillStage stage) =>
        Directory.EnumerateFileSystemEntries(stage.Application.Folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Select(path => Path.GetFileName(path)).Where(name => name != "rate");

    private static async Task<string?> OwnerAsync(string file, CancellationToken ct) =>
        OperatingSystem.IsLinux() ? (await ShortProcess.OutputAsync("/usr/bin/stat", ["--format=%u:%g", file], ct)).Trim() : null;

    // A fault that passes: some of what is sent meanwhile meets it.
    private static async Task FaultedAsync(DrillStage stage, FrontFault fault, CancellationToken ct)
    {
        if (fault.Kind != FrontFaultKind.None)
        {
            stage.Front.Fault = fault;
            await DrillStage.RestAsync(TimeSpan.FromSeconds(1), ct);
            stage.Front.Fault = FrontFault.None;
        }
    }
}
