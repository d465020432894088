using System.Globalization;
using System.Text.RegularExpressions;
using Verification.Fixtures;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Services;
using Verification.Fixtures.Targets;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>Two endpoints, the services, and everything that happened, for one drill.</summary>
internal sealed partial class DrillStage : IAsyncDisposable
{
    // Longer than the budget of a rollback, so that a slow one is found late rather than not at all.
    private static readonly TimeSpan ScriptLimit = TimeSpan.FromMinutes(6);
    private const int TimedOut = 124;
    private static readonly TimeSpan LookTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private readonly CutoverSetting _setting;
    private readonly List<(string Step, DateTimeOffset At)> _steps = [];
    private readonly List<string> _commands = [];

    private DrillStage(CutoverSetting setting, RecordingEndpoint old, ProjectHandle project, EndpointFront front, HostApplication application, StoredWatch watch)
    {
        (_setting, Old, Project, Front, Application, Watch) = (setting, old, project, front, application, watch);
        Begun = DateTimeOffset.UtcNow;
        New = project.Dsn.At(front.Address);
    }

    /// <summary>When the services were ready.</summary>
    public DateTimeOffset Begun { get; }

    /// <summary>The endpoint that is left.</summary>
    public RecordingEndpoint Old { get; }

    /// <summary>The project of the endpoint that is moved to.</summary>
    public ProjectHandle Project { get; }

    /// <summary>What stands before that endpoint.</summary>
    public EndpointFront Front { get; }

    /// <summary>The services.</summary>
    public HostApplication Application { get; }

    /// <summary>Which events the new endpoint has, and since when.</summary>
    public StoredWatch Watch { get; }

    /// <summary>Where events go after the cutover.</summary>
    public Dsn New { get; }

    /// <summary>Steps in their order.</summary>
    public IReadOnlyList<(string Step, DateTimeOffset At)> Steps => [.. _steps.OrderBy(step => step.At)];

    /// <summary>Commands that were run, without keys.</summary>
    public IReadOnlyList<string> Commands => _commands;

    /// <summary>Why what is counted may be incomplete; null when it is not.</summary>
    public string? Doubt { get; private set; }

    /// <summary>Starts everything; returns when every service reports to the old endpoint.</summary>
    /// <param name="parallel">Whether they report to the new one as well.</param>
    public static async Task<DrillStage> OpenAsync(CutoverSetting setting, string name, IReadOnlyList<string>? services, bool parallel, CancellationToken ct)
    {
        Task<ProjectHandle> creating = setting.Target.CreateProjectAsync($"{name}{setting.Mark}", ct);
        RecordingEndpoint old = await setting.StartOldAsync($"{name}-old", ct);
        setting.Vault.Add(old.Dsn.Key);
        EndpointFront? front = null;
        try
        {
            ProjectHandle project = await creating;
            front = EndpointFront.Start(setting.Target.BaseUrl);
            string env = CutoverSetting.Env(old.Dsn) + (parallel ? CutoverSetting.ParallelLine(project.Dsn.At(front.Address)) : "");
            HostApplication application = await setting.StartApplicationAsync(name, env, services, ct);
            DrillStage stage = new(setting, old, project, front, application, new StoredWatch(setting.Target, project));
            stage.Mark($"services ready, reporting to {(parallel ? "both endpoints" : "the old endpoint")}");
            return stage;
        }
        catch
        {
            await (front?.DisposeAsync() ?? ValueTask.CompletedTask);
            await old.DisposeAsync();
            throw;
        }
    }

    /// <summary>Notes that something begins now.</summary>
    public void Mark(string step)
    {
        _steps.Add((step, DateTimeOffset.UtcNow));
        _setting.Journal.Write(JournalKind.Note, $"cutover{_setting.Mark}", step);
    }

    /// <summary>Lets the services work for a while.</summary>
    public static Task RestAsync(TimeSpan length, CancellationToken ct)
    {
        DateTimeOffset until = DateTimeOffset.UtcNow + length;
        return Eventually.Async(() => DateTimeOffset.UtcNow >= until, "the phase to end", length + length + TimeSpan.FromSeconds(1), ct: ct);
    }

    /// <summary>Lets the services work for a while; what PM2 says of them at its end. PM2 is asked within that time, for its answer takes some.</summary>
    public async Task<IReadOnlyList<ServiceState>> RestAndLookAsync(TimeSpan length, CancellationToken ct)
    {
        Task end = RestAsync(length, ct);
        await RestAsync(length > LookTime ? length - LookTime : TimeSpan.Zero, ct);
        IReadOnlyList<ServiceState> states = await Application.StatesAsync(ct);
        await end;
        return states;
    }

    /// <summary>Runs a script of the procedure; its own time-stamped lines become steps.</summary>
    public async Task<ToolResult> RunAsync(string script, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        string shown = $"{script} {string.Join(' ', arguments.Select(argument => argument.Contains("://", StringComparison.Ordinal) ? "NEW_DSN" : Path.GetFileName(argument)))}".Trim();
        _commands.Add(shown);
        Mark(shown);
        ToolResult result;
        try
        {
            result = await Application.RunAsync(Path.Combine(Application.Folder, script), arguments, ScriptLimit, ct);
        }
        catch (TimeoutException error)
        {
            result = new(script, TimedOut, "", error.Message, ScriptLimit);
        }

        foreach (Match line in StepLine().Matches(result.StandardOutput))
        {
            _steps.Add((_setting.Vault.Redact(line.Groups[2].Value.Trim()), DateTimeOffset.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)));
        }

        Mark($"{script} ended with {result.ExitCode}");
        return result;
    }

    /// <summary>Restarts services by hand and waits until each has a new process that is ready.</summary>
    public async Task RestartAsync(string what, CancellationToken ct)
    {
        HashSet<string> before = [.. Application.Facts().Where(fact => fact.Kind == "ready").Select(fact => fact.Start)];
        int expected = what == "all" ? Application.Services.Count : 1;
        _commands.Add($"pm2 restart {what}");
        (await Application.Pm2Async(["restart", what, "--parallel", $"{expected}"], ct)).EnsureSuccess("Restarting the services");
        await Eventually.Async(
            () => Application.Facts().Count(fact => fact.Kind == "ready" && !before.Contains(fact.Start)) >= expected, $"{expected} services to be ready again", ReadyLimit, ct: ct);
    }

    /// <summary>Stops the services, waits until the new endpoint has stored what it took, and gives all that is known.</summary>
    /// <param name="lastSent">Since when nothing is meant for the new endpoint any more; null for until now.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<CutoverFacts> CloseAsync(DateTimeOffset? lastSent, CancellationToken ct)
    {
        Mark("services stopped");
        await Application.StopAsync();
        Front.Fault = FrontFault.None;
        try
        {
            await QueueQuiet.WaitAsync(_setting.Target, lastSent ?? DateTimeOffset.UtcNow, ct, QueueQuiet.BesideADrill);
        }
        catch (TimeoutException error)
        {
            Doubt = $"the new endpoint had not stored all it took when it was counted: {error.Message}";
        }

        IReadOnlyList<string> stored = await Watch.IdsAsync(ct);
        CutoverFacts facts = FactsReader.Read(Application.Facts(), Old, New, stored, Steps);
        int unread = Application.UnreadableLines + Old.UnreadableLines;
        Doubt = unread > 0 ? $"{unread} lines of journals or records could not be read" : Doubt;
        _setting.Journal.Write(JournalKind.Note, $"cutover{_setting.Mark}", $"{facts.Raised.Count} events raised; {Watch.FailedLooks} looks at the new endpoint failed{(Doubt is null ? "" : $"; {Doubt}")}");
        return facts;
    }

    /// <summary>Waits until a process of every service that was started since then has an event at the old endpoint; says what did not happen, or null.</summary>
    public async Task<string?> OldReceivesAsync(DateTimeOffset since, TimeSpan limit, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(
                () =>
                {
                    HashSet<string> starts = [.. Application.Facts().Where(fact => fact.Kind == "started" && fact.At >= since).Select(fact => fact.Start)];
                    HashSet<string> again = [.. Old.Events().Where(item => item.Start is string start && starts.Contains(start)).Select(item => item.Service ?? "")];
                    return Application.Services.All(again.Contains);
                },
                "a new process of every service to report to the old endpoint", limit > TimeSpan.Zero ? limit : TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200), ct: ct);
            return null;
        }
        catch (TimeoutException error)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Watch.DisposeAsync();
            await Application.DisposeAsync();
        }
        finally
        {
            await Front.DisposeAsync();
            await Old.DisposeAsync();
        }
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) (.+)$", RegexOptions.Multiline)]
    private static partial Regex StepLine();
}
