using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Writes what the run did not cover, what the SDK itself loses, how long it took, and on which machine.</summary>
public static class RunSections
{
    /// <summary>The sections after the score.</summary>
    public static IEnumerable<Section> Of(VerdictDocument document)
    {
        yield return new(Part.Gaps, "Not exercised and not rehearsed", [.. Gaps(document)]);
        if (document.Scope != RunScope.Audit || document.SdkDefaultLosses.Count > 0)
        {
            yield return new(Part.SdkLosses, "What the SDK's defaults lose", [.. SdkLosses(document.SdkDefaultLosses)]);
        }

        yield return Timings(document.Timings);
        yield return Host(document.Host);
    }

    private static IEnumerable<Block> Gaps(VerdictDocument document)
    {
        yield return document.NotExercised.Count == 0
            ? new Paragraph("Everything that this run was meant to exercise was exercised.")
            : new Table(["Not exercised", "Reason"], [.. document.NotExercised.Select(gap => (IReadOnlyList<Cell>)[new(gap.What), new(gap.Reason)])]);
        if (document.NotRehearsed.Count > 0)
        {
            yield return new Paragraph($"{Numbers.Count(document.NotRehearsed.Count, "check")} of the catalogue did not apply to this run:");
            yield return new Bullets(document.NotRehearsed);
        }
    }

    private static IEnumerable<Block> SdkLosses(IReadOnlyList<SdkLoss> losses)
    {
        if (losses.Count == 0)
        {
            yield return new Paragraph("No loss was seen, or none was looked for.");
            yield break;
        }

        yield return new Paragraph(
            "With its default settings the SDK changes or drops these before anything is sent. "
            + "No server can bring them back: it is a matter of settings in each service, not of the target.");
        yield return new Folded(
            $"Losses in {Numbers.Count(losses.Count, "scenario")}",
            [.. losses.Select(loss => new OutlineItem(loss.Scenario, Numbers.Count(loss.Lost.Count, "path"), loss.Lost))]);
    }

    private static Section Timings(IReadOnlyList<PhaseTiming> timings) => new(
        Part.Timings, "Timings",
        [
            timings.Count == 0
                ? new Paragraph("No phase was timed.")
                : new Table(["Phase", "Time"], [.. timings.Select(timing => (IReadOnlyList<Cell>)[new(timing.Phase), new(Numbers.Duration(timing.Ms))])]),
        ]);

    private static Section Host(HostRecord host) => new(
        Part.Host, "Host",
        [
            new Table(
                ["Cores", "Memory", "Kernel", "Cgroup"],
                [[new(Numbers.Figure(host.Cores)), new(Numbers.Bytes(host.MemoryBytes)), new(host.Kernel), new(host.Cgroup)]]),
        ]);
}
