using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Services;
using Verification.Fixtures.Targets;
using Verification.Readiness;

namespace Verification.Acceptance.Cutover;

/// <summary>What cutover drills are made with.</summary>
internal sealed record CutoverSetting : DrillSetting
{
    // At full length phases of ten seconds at 200 events a second in all; a rehearsal proves that the procedure works. A real GlitchTip
    // stores about 120 a second on two cores, so it gets 40 at most.
    private static readonly TimeSpan FullPhase = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FullLongPhase = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RehearsedPhase = TimeSpan.FromSeconds(3);
    private const double FullRate = 22;
    private const double RehearsedRate = 4;

    /// <summary>The same for this drill.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public CutoverSetting(DrillSetting basis) : base(basis)
    {
    }

    /// <summary>Services to start; null for all nine.</summary>
    public IReadOnlyList<string>? Services { get; init; }

    /// <summary>Whether no faults are given at the switch.</summary>
    public bool WithoutFaults { get; init; }

    /// <summary>Length of a phase; null for what the scale says.</summary>
    public TimeSpan? PhaseLength { get; init; }

    /// <summary>How long the drill rests in each state.</summary>
    public TimeSpan Phase => PhaseLength ?? (Request.Scale >= 1 ? FullPhase : RehearsedPhase);

    /// <summary>How long it rests where much is to have happened meanwhile.</summary>
    public TimeSpan LongPhase => PhaseLength ?? (Request.Scale >= 1 ? FullLongPhase : RehearsedPhase);

    /// <summary>Errors per second and service.</summary>
    public double Rate => Request is { Scale: >= 1, Target: TargetKind.Embedded } ? FullRate : RehearsedRate;

    /// <summary>Options of our cutover.sh on the whole way.</summary>
    // At 200 events a second nine restarts one by one take 24 s on two cores. In a rehearsal the faults are given beside it, and nine at once would wait for each other.
    public IReadOnlyList<string> SwitchOptions => [Request.Scale >= 1 ? "--all-at-once" : "--one-by-one", "--settle", "0", "--min-free-mib", "0"];

    /// <summary>Why nothing can be rehearsed here; null when it can.</summary>
    public string? Absent() => HostApplication.Absent(Tools, Layout.Services);

    /// <summary>Where the scripts under rehearsal are: the deployment's own, or ours where it has none.</summary>
    public string Scripts => new[] { Request.Deployment, Request.Deployment is string folder ? Path.Combine(folder, "host-app") : null }
        .OfType<string>().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "cutover.sh")) && File.Exists(Path.Combine(folder, "rollback.sh"))) ?? Path.Combine(Layout.HardenedDeployment, "host-app");

    /// <summary>Whether these are ours, whose options we know; of another's only the first argument is.</summary>
    public bool ScriptsAreOurs => File.Exists(Path.Combine(Scripts, "switch.sh"));

    /// <summary>Starts an endpoint that stands for the one that is left.</summary>
    public Task<RecordingEndpoint> StartOldAsync(string name, CancellationToken ct) => RecordingEndpoint.StartAsync(
        Supervisor, new RecordingOptions(Layout.Program("tools", "Verification.ReferenceTarget"), $"{name}{Mark}") { Bodies = true }, ct);

    /// <summary>Starts services that report to the old endpoint.</summary>
    public Task<HostApplication> StartApplicationAsync(string name, string env, IReadOnlyList<string>? services, CancellationToken ct) => HostApplication.StartAsync(
        new HostApplicationOptions(Supervisor, Tools, Layout.Services, $"{name}{Mark}", Request.RunId, Target.Servers.RedisUrl ?? "redis://127.0.0.1:1/0", Rate, env)
        {
            Services = services, Scripts = [.. Directory.EnumerateFiles(Scripts).Where(file => file.EndsWith(".sh", StringComparison.Ordinal) || file.EndsWith(".cjs", StringComparison.Ordinal))],
        }, ct);

    /// <summary>The one file of the application, as the reviewed one has it.</summary>
    public static string Env(Dsn dsn) => string.Join('\n',
    [
        "NODE_ENV=production", "LOG_LEVEL=info", "", "# Error tracking", $"SENTRY_DSN={dsn.Text}", "SENTRY_ENVIRONMENT=production", "SENTRY_RELEASE=host-app@2026.11.1",
        "SENTRY_TRACES_SAMPLE_RATE=0", "",
    ]);

    /// <summary>What is appended to it for the parallel phase.</summary>
    public static string ParallelLine(Dsn second) => $"SENTRY_DSN_PARALLEL={second.Text}\n";
}
