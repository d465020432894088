using System.Globalization;
using Verification.Fixtures.Sdk;
using Verification.Readiness.Ledger;
using Verification.Readiness.Load;

namespace Verification.Acceptance.Load;

/// <summary>What the report is told of a burst of the real SDK.</summary>
internal static class SdkLoadReport
{
    /// <summary>The record of such a plan.</summary>
    public static LoadPlanRecord Of(PlanRun run, SdkPlanResult sdk, string explanation)
    {
        SdkBurstResult burst = sdk.Burst;
        double seconds = Math.Max(0.001, (burst.EndedAt - burst.StartedAt).TotalSeconds);
        int accepted = burst.Events.Count(raised => raised.Accepted == true);
        return new()
        {
            Plan = run.Plan.Id,
            Title = run.Plan.Title,
            Engine = burst.Sdk,
            Model = "closed",
            Sent = burst.Events.Count,
            Accepted = accepted,
            Stored = sdk.Entries.Count(entry => entry.Class is DeliveryClass.Stored or DeliveryClass.Duplicated or DeliveryClass.Corrupted),
            AcceptedPerSecond = accepted / seconds,
            StoredPerSecond = null,
            Visible = [],
            Answers = burst.Events.GroupBy(Answer).ToDictionary(answer => answer.Key, answer => answer.Count()),
            Explanation = explanation,
            Shortfall = burst.Problems.Count > 0 ? string.Join(" ", burst.Problems) : null,
            Fidelity = string.Create(CultureInfo.InvariantCulture, $"{run.Plan.Processes} processes raised {burst.Events.Count} errors; the last was answered or given up {seconds:0.0} s after the first"),
            Phases = [],
            Arrivals = [],
            Backlog = [],
            Memory = [],
            MemoryParts = [],
            Latency = null,
            Knee = null,
        };
    }

    private static string Answer(SdkBurstEvent raised) => raised switch
    {
        { Status: int status } => status.ToString(CultureInfo.InvariantCulture),
        { DroppedBecause: string reason } => $"dropped: {reason}",
        _ => "no answer",
    };
}
