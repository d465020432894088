using Verification.Cli.Running;
using Verification.Readiness;
using Verification.Readiness.Rendering;
using Verification.Readiness.Watching;

namespace Verification.Cli.Watching;

/// <summary>Tells a watch on a screen: a line for whatever is news, so not for each look that found what the one before found.</summary>
internal sealed class WatchScreen(Screen screen, TimeProvider time)
{
    private readonly long _begun = time.GetTimestamp();

    /// <summary>Says what is watched.</summary>
    public void Begin(WatchHeader header, string path)
    {
        string stand = header.StandIn ? " (a stand-in: this rehearses)" : "";
        screen.Line(TimeSpan.Zero, $"watching {header.Address}{stand} for {WatchPlan.Say(header.Plan.For)}; watch {header.WatchId}, journal {Path.Combine(path, "watch.jsonl")}");
    }

    /// <summary>Tells a line.</summary>
    public void Tell(WatchObservation seen)
    {
        if (seen.Kind != WatchKind.Probe || seen.Outcome != Outcome.Pass)
        {
            screen.Line(time.GetElapsedTime(_begun), $"{Word(seen.Kind)}{(seen.Index is int index ? $" {index}" : "")}{(seen.Trigger is string name ? $" {name}" : "")}: {seen.Reason}", ToneOf(seen));
        }
    }

    private static string Word(WatchKind kind) => kind == WatchKind.ClockJump ? "clock" : kind.ToString().ToLowerInvariant();

    private static Running.Tone ToneOf(WatchObservation seen) => (seen.Kind, seen.Outcome) switch
    {
        (_, Outcome.Fail) => Running.Tone.Bad,
        (_, Outcome.Unknown) => Running.Tone.Unsure,
        (WatchKind.Start or WatchKind.Notice, _) => Running.Tone.Plain,
        _ => Running.Tone.Good,
    };
}
