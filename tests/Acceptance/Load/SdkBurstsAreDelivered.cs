using Verification.Fixtures.Sdk;
using Verification.Readiness.Evidence;
using Verification.Readiness.Ledger;

namespace Verification.Acceptance.Load;

/// <summary>Of the errors raised with the real SDK in bursts nearly all are stored once; each that is not belongs to a side.</summary>
public sealed class SdkBurstsAreDelivered(AcceptanceRun run) : LoadCheck(run)
{
    private const int MostNamed = 50;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Plans => [LoadPlans.SdkBurst];

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, IReadOnlyList<PlanRun> runs)
    {
        SdkPlanResult sdk = runs[0].Sdk!;
        Dictionary<DeliveryClass, int> classes = sdk.Entries.GroupBy(entry => entry.Class).ToDictionary(group => group.Key, group => group.Count());
        int raised = sdk.Burst.Events.Count;
        int stored = classes.GetValueOrDefault(DeliveryClass.Stored);
        int dropped = classes.GetValueOrDefault(DeliveryClass.Dropped);
        int unsure = classes.GetValueOrDefault(DeliveryClass.Unknown) + classes.GetValueOrDefault(DeliveryClass.Delayed);
        string told = string.Join(", ", classes.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));
        List<string> named =
        [
            .. sdk.Burst.Problems,
            .. sdk.Burst.DroppedByReason.Select(drop => $"the SDK recorded {drop.Value} as discarded: {drop.Key}"),
            .. sdk.Entries.Where(entry => entry.Class != DeliveryClass.Stored).Take(MostNamed).Select(entry => $"{entry.EventId} ({entry.Origin}): {entry.Class}"),
            .. sdk.Altered,
        ];
        // A pass needs all that was planned, and an account that adds up; a loss is a loss without that.
        int strangers = sdk.Entries.Count(entry => entry.Origin == SdkPlanRunner.Nobody);
        double delivered = raised == 0 ? 0 : 100.0 * (stored - strangers) / raised;
        Observation seen = Observation.Of(
            context.Check, delivered, raised, "sdk+" + Oracles(context),
            $"{stored} of {raised} errors raised with {sdk.Burst.Sdk} in {runs[0].Plan.Processes} processes are stored once, with the content of {sdk.Burst.Events.Count(sent => sent.Payload is not null)} examples as sent; on the SDK's side {dropped} were dropped, on the target's side {raised - stored - dropped - unsure} were lost, refused, doubled or altered, and {strangers} are of nobody ({told}).",
            named);
        return (sdk.Burst.Problems.Count > 0 || sdk.Burst.NotRaised > 0) && seen.Outcome != Readiness.Outcome.Unknown && (seen.Outcome == Readiness.Outcome.Pass || raised - stored == unsure)
            ? Observation.Unknown($"The senders' own account is incomplete, so the figure does not answer the question: {(sdk.Burst.Problems.Count > 0 ? sdk.Burst.Problems[0] : $"{sdk.Burst.NotRaised} errors were not raised")}", "sdk", named)
            : seen.Outcome == Readiness.Outcome.Fail && raised - stored == unsure
                ? Observation.Unknown($"Of {unsure} of {raised} errors nobody can tell yet whether they are stored ({told}).", "sdk+" + Oracles(context), named)
                : seen;
    }
}
