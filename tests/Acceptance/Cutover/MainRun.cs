using Verification.Fixtures.Processes;
using Verification.Fixtures.Services;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>Everything that the whole way left behind.</summary>
internal sealed record MainRun
{
    /// <summary>When the services were ready.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When all was counted.</summary>
    public DateTimeOffset Ended { get; init; }

    /// <summary>The .env before anything.</summary>
    public required byte[] EnvBefore { get; init; }

    /// <summary>Its mode.</summary>
    public required UnixFileMode ModeBefore { get; init; }

    /// <summary>Services before the cutover.</summary>
    public IReadOnlyList<ServiceState> StatesBefore { get; set; } = [];

    /// <summary>Services after it.</summary>
    public IReadOnlyList<ServiceState> StatesAfter { get; set; } = [];

    /// <summary>Services just before the rollback.</summary>
    public IReadOnlyList<ServiceState> StatesSilenced { get; set; } = [];

    /// <summary>Owner and group of .env before anything, as numbers; null where that can't be asked.</summary>
    public string? OwnerBefore { get; set; }

    /// <summary>The same after the rollback.</summary>
    public string? OwnerRestored { get; set; }

    /// <summary>What is beside .env at the end that was not there at first.</summary>
    public IReadOnlyList<string> Remaining { get; set; } = [];

    /// <summary>Services after the rollback.</summary>
    public IReadOnlyList<ServiceState> StatesRestored { get; set; } = [];

    /// <summary>When cutover.sh was called.</summary>
    public DateTimeOffset CutoverBegun { get; set; }

    /// <summary>When it had ended.</summary>
    public DateTimeOffset CutoverEnded { get; set; }

    /// <summary>When the phase at the new endpoint ended.</summary>
    public DateTimeOffset SteadyEnded { get; set; }

    /// <summary>Services at the end of that phase.</summary>
    public IReadOnlyList<ServiceState> StatesSteady { get; set; } = [];

    /// <summary>How it ended.</summary>
    public ToolResult? Cutover { get; set; }

    /// <summary>The .env after it.</summary>
    public byte[] EnvAfter { get; set; } = [];

    /// <summary>The file that holds what .env held before; null when there is none.</summary>
    public string? Backup { get; set; }

    /// <summary>Its mode.</summary>
    public UnixFileMode? BackupMode { get; set; }

    /// <summary>Content and mode of the backup after the rollback; null when it is gone.</summary>
    public (byte[] Content, UnixFileMode Mode)? BackupAfter { get; set; }

    /// <summary>The service that went back alone.</summary>
    public string Single { get; set; } = "";

    /// <summary>When that began.</summary>
    public DateTimeOffset PartialBegun { get; set; }

    /// <summary>When it had been done.</summary>
    public DateTimeOffset PartialEnded { get; set; }

    /// <summary>How it ended.</summary>
    public ToolResult? Partial { get; set; }

    /// <summary>Services with another process afterwards.</summary>
    public IReadOnlyList<string> RestartedBySingle { get; set; } = [];

    /// <summary>How the emergency switch ended; null when it was not thrown.</summary>
    public ToolResult? Disable { get; set; }

    /// <summary>When it had been thrown.</summary>
    public DateTimeOffset DisabledAt { get; set; }

    /// <summary>When that phase ended.</summary>
    public DateTimeOffset DisabledUntil { get; set; }

    /// <summary>When rollback.sh was called.</summary>
    public DateTimeOffset RollbackBegun { get; set; }

    /// <summary>How it ended.</summary>
    public ToolResult? Rollback { get; set; }

    /// <summary>When every service had reported to the old endpoint again; null when one never did.</summary>
    public DateTimeOffset? RollbackDone { get; set; }

    /// <summary>Why not.</summary>
    public string? RollbackProblem { get; set; }

    /// <summary>The .env afterwards.</summary>
    public byte[] EnvRestored { get; set; } = [];

    /// <summary>Its mode.</summary>
    public UnixFileMode? ModeRestored { get; set; }

    /// <summary>A service that a defect silences from the cutover on.</summary>
    public string? Mute { get; set; }

    /// <summary>A process that a defect leaves outside PM2.</summary>
    public ManagedProcess? Forgotten { get; set; }

    /// <summary>All services.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>All facts.</summary>
    public CutoverFacts Facts { get; init; } = new([], [], [], [], [], []);

    /// <summary>Every event and where it ended.</summary>
    public IReadOnlyList<AccountedEvent> Events { get; init; } = [];

    /// <summary>When each event was first seen at the new endpoint.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> FirstSeen { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>For each of them, the last look that did not see it.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> NotSeenAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>What arrived at the old endpoint.</summary>
    public IReadOnlyList<RecordedEvent> OldArrivals { get; init; } = [];

    /// <summary>Requests that the old endpoint refused after the cutover and before the way back.</summary>
    public int OldRefused { get; init; }

    /// <summary>Steps in their order.</summary>
    public IReadOnlyList<(string Step, DateTimeOffset At)> Steps { get; init; } = [];

    /// <summary>Commands that were run.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>How the events that both endpoints have were compared.</summary>
    public ParallelComparison Contents { get; init; } = new(0, 0, []);

    /// <summary>Events of the service that answers requests, as the new endpoint shows them.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement> OfRequests { get; init; } = [];

    /// <summary>Why what was counted may be incomplete; null when it is not.</summary>
    public string? Doubt { get; init; }

    /// <summary>Processes that a service started in a span of time.</summary>
    public IEnumerable<ServiceProcess> StartedIn(DateTimeOffset from, DateTimeOffset until) => Facts.Processes.Where(process => process.At >= from && process.At <= until);
}

/// <summary>Contents of a parallel phase.</summary>
/// <param name="Compared">Events compared field by field.</param>
/// <param name="Fields">Fields compared.</param>
/// <param name="Differences">Fields that the new endpoint shows otherwise than they arrived at the old one.</param>
internal sealed record ParallelComparison(int Compared, int Fields, IReadOnlyList<string> Differences);
