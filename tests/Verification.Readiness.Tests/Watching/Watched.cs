using Verification.Readiness.Watching;

namespace Verification.Readiness.Tests.Watching;

/// <summary>Writes the lines of a watch for a test.</summary>
internal sealed class Watched
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _at = Start;

    public Watched(WatchPlan? plan = null, bool standIn = false, params string[] services) => Add(new()
    {
        Sequence = 0, Kind = WatchKind.Start, At = Start, Outcome = Outcome.Pass, Reason = "The watch begins.",
        Header = new()
        {
            SchemaVersion = WatchHeader.CurrentSchema, WatchId = "20261120-060000-0a1b2c3d", Address = "https://errors.example.test", StandIn = standIn, Plan = plan ?? WatchPlan.Whole, Services = services, Notifies = true,
        },
    });

    public WatchState State { get; } = new();

    /// <summary>Lets time go by.</summary>
    public Watched After(double hours)
    {
        _at += TimeSpan.FromHours(hours);
        return this;
    }

    public Watched Add(WatchObservation line)
    {
        State.Apply(line with { Sequence = State.LastSequence + 1, At = _at });
        return this;
    }

    public Watched Look(bool answers, string reason = "answers") => Add(new()
    {
        Sequence = 0, Kind = WatchKind.Probe, At = _at, Index = State.Outages.Looks > int.MaxValue ? null : (int)State.Outages.Looks, Outcome = answers ? Outcome.Pass : Outcome.Fail, Reason = reason, LatencyMs = answers ? 12 : null,
    });

    public Watched Check(int index, CheckFigures? figures = null) =>
        Add(new() { Sequence = 0, Kind = WatchKind.Check, At = _at, Index = index, Outcome = Outcome.Pass, Reason = "answers", LatencyMs = 12, Figures = figures ?? new() });

    public Watched Canary(int index, Outcome outcome, string reason = "captured") =>
        Add(new() { Sequence = 0, Kind = WatchKind.Canary, At = _at, Index = index, Outcome = outcome, Reason = reason, CapturedMs = outcome == Outcome.Pass ? 1500 : null });
}
