using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Services;

namespace Verification.Acceptance.Cutover;

/// <summary>
/// Watches the first moments after a cutover for what must bring the old state back: a service whose errors don't appear, one that is not
/// online or restarts, one that still reports to the old endpoint, errors in its log, memory above 85 %.
/// </summary>
internal sealed class TriggerWatch(CutoverSetting setting, DrillStage stage, IReadOnlyList<ServiceState> before)
{
    /// <summary>Share of the host's memory above which the way back is taken (requirements, section 6).</summary>
    public const double MemoryLimit = 0.85;

    // A rehearsed service fails four times a second, and an event is readable two seconds after it was accepted.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    // Each look at PM2 is a process of its own that takes half a second of a core.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private readonly DateTimeOffset _begun = DateTimeOffset.UtcNow;
    // What was so before the cutover is not its doing.
    private readonly bool _shortBefore = Memory(HostMemory.UsedShare()) is not null;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private IReadOnlyList<ServiceState> _states = [];
    private readonly string? _instance = setting.Target.Instance;
    private readonly Dictionary<string, long> _logs = Sizes(stage.Application);

    /// <summary>Looks for errors raised from then on, of whatever process; null for errors of the processes that the cutover starts.</summary>
    public DateTimeOffset? RaisedSince { get; init; }

    /// <summary>The first trigger that fires within the window; null when every service reports and nothing fires.</summary>
    public async Task<string?> FiredAsync(CancellationToken ct)
    {
        DateTimeOffset until = DateTimeOffset.UtcNow + Patience;
        string? fired = null;
        try
        {
            await WatchAsync(until, found => fired = found, ct);
        }
        catch (TimeoutException error)
        {
            // Who can't see whether all is well goes back.
            fired = $"nobody could look: {error.Message}";
        }

        if (fired is not null)
        {
            stage.Mark($"trigger: {fired}");
        }

        return fired;
    }

    private Task WatchAsync(DateTimeOffset until, Action<string?> tell, CancellationToken ct)
    {
        string? fired = null;
        return Eventually.Async(
            async token =>
            {
                fired = await NowAsync(token);
                string[] silent = Silent();
                if (fired is null && DateTimeOffset.UtcNow >= until && silent.Length > 0 && !setting.Has(CutoverDefects.TriggersAsleep))
                {
                    fired = $"no error of {string.Join(", ", silent)} appears at the new endpoint within {Patience.TotalSeconds:0} s";
                }

                tell(fired);
                return fired is not null || silent.Length == 0 || DateTimeOffset.UtcNow >= until;
            },
            "the watch window to end", Patience + Patience, TimeSpan.FromMilliseconds(250), ct: ct);
    }

    private async Task<string?> NowAsync(CancellationToken ct)
    {
        IReadOnlyList<ServiceState> states = DateTimeOffset.UtcNow - _looked >= BetweenLooks ? await stage.Application.StatesAsync(ct) : _states;
        (_looked, _states) = states == _states ? (_looked, _states) : (DateTimeOffset.UtcNow, states);
        if (states.FirstOrDefault(state => !state.IsOnline) is ServiceState down)
        {
            return $"{down.Name} is {down.Status}";
        }

        if (states.FirstOrDefault(state => state.Restarts > 1 + (before.FirstOrDefault(other => other.Name == state.Name)?.Restarts ?? 0)) is ServiceState looping)
        {
            return $"{looping.Name} was restarted {looping.Restarts} times";
        }

        if (Sizes(stage.Application).FirstOrDefault(log => log.Value > _logs.GetValueOrDefault(log.Key)) is { Key: { } written })
        {
            return $"errors in {Path.GetFileName(written)}";
        }

        return Restarted(_instance, setting.Target.Instance) ?? (_shortBefore ? null : Memory(HostMemory.UsedShare()));
    }

    /// <summary>Whether the new endpoint's own processes or containers are others than before.</summary>
    internal static string? Restarted(string? before, string? now) => before is not null && now is not null && before != now ? $"the new endpoint was restarted: {before} before, {now} now" : null;

    /// <summary>Whether memory is short.</summary>
    /// <param name="used">Share of the host's memory in use; null when it can't be read.</param>
    internal static string? Memory(double? used) => used > MemoryLimit ? $"{100 * used:0} % of the host's memory are in use" : null;

    private string[] Silent()
    {
        IReadOnlyList<ServiceFact> facts = stage.Application.Facts();
        HashSet<string> starts = [.. facts.Where(fact => fact.Kind == "started" && fact.At >= _begun && fact.Endpoint == stage.New.Origin.Authority).Select(fact => fact.Start)];
        HashSet<string> reporting = [.. facts.Where(fact => fact.Kind == "raised" && (RaisedSince is DateTimeOffset since ? fact.At >= since : starts.Contains(fact.Start)) && stage.Watch.First.ContainsKey(fact.EventId!)).Select(fact => fact.Service)];
        return [.. stage.Application.Services.Where(service => !reporting.Contains(service))];
    }

    private static Dictionary<string, long> Sizes(HostApplication application) =>
        Directory.EnumerateFiles(application.LogFolder, "*.error.log").ToDictionary(file => file, file => new FileInfo(file).Length);
}
