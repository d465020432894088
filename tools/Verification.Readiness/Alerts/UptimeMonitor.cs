using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Alerts;

/// <summary>Judges how soon a monitor sees that its page is broken, and that it is whole again.</summary>
public static class UptimeMonitor
{
    private const string Source = "api";

    /// <summary>From breaking the page to the check that says so.</summary>
    public static Observation Outage(CheckDefinition check, MonitorFacts facts) => Doubt(facts) is string doubt ? Observation.Unknown(doubt, Source)
        : facts.DownAfter is double after ? Seen(check, facts, after, $"The monitor said down {after:0.0} s after the page was broken")
        : Waited(check, facts, facts.WaitedForDown, facts.Checks == 0
            ? $"The monitor did not check its page once; {facts.WaitedForDown:0} s after the page was broken it had said nothing"
            : $"The monitor did not say down within {facts.WaitedForDown:0} s of the page being broken");

    /// <summary>From mending the page to the check that says so.</summary>
    public static Observation Recovery(CheckDefinition check, MonitorFacts facts) => Doubt(facts) is string doubt ? Observation.Unknown(doubt, Source)
        : facts.DownAfter is null ? Observation.Unknown("The monitor saw no outage, so there was none to recover from.", Source)
        : facts.UpAfter is double after ? Seen(check, facts, after, $"The monitor said up {after:0.0} s after the page was mended")
        : Waited(check, facts, facts.WaitedForUp, $"The monitor did not say up within {facts.WaitedForUp:0} s of the page being mended");

    // That nothing was checked is a finding; that a whole page was called down is none about outages.
    private static string? Doubt(MonitorFacts facts) => facts.Doubt ?? (facts.ChecksBefore > 0 && !facts.WasUp
        ? $"The monitor called the page down while it was whole ({facts.Visits} requests came for it): either it can't reach us from where it runs, or it is wrong."
        : null);

    private static Observation Seen(CheckDefinition check, MonitorFacts facts, double after, string sentence) =>
        Observation.Between(check, Math.Max(0, after - facts.Look), after, 1, Source, Sentence(facts, sentence));

    private static Observation Waited(CheckDefinition check, MonitorFacts facts, double seconds, string sentence) =>
        Observation.Of(check, seconds, 1, Source, Sentence(facts, sentence), error: facts.Look);

    private static string Sentence(MonitorFacts facts, string sentence) => $"{sentence} ({facts.Checks} checks at an interval of {facts.Interval} s).";
}
