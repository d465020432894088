using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures.Sdk;
using Verification.Readiness.Verdicts;

namespace Verification.Acceptance.Sdk;

/// <summary>What the SDK's default settings lose before anything is sent; reported apart, because no target can bring it back.</summary>
internal static class SdkDefaults
{
    private const int Shown = 12;

    // The .NET SDK measures these anew for every event (Sentry for .NET, MainSentryEventProcessor.cs), so that no two captures agree on them.
    private static readonly string[] MeasuredAnew = ["contexts.Memory Info.", "contexts.ThreadPool Info."];

    /// <summary>Per scenario, the fields that a careful set-up sends and the defaults don't.</summary>
    public static IReadOnlyList<SdkLoss> Losses(ReplayResult result) =>
    [
        .. result.Done.SelectMany(done => Losses(done.Result)).Where(loss => loss.Lost.Count > 0).OrderBy(loss => loss.Scenario, StringComparer.Ordinal),
    ];

    private static IEnumerable<SdkLoss> Losses(DriverResult driver) => driver.Sent
        .Where(sent => sent.Role == SentRole.Main && driver.SdkDefault.ContainsKey(sent.Scenario))
        .Select(sent => new SdkLoss(sent.Origin, Lost(EventFields.Sent(sent.Payload), EventFields.Sent(driver.SdkDefault[sent.Scenario]))));

    private static List<string> Lost(FieldMap careful, FieldMap byDefault)
    {
        List<string> lost =
        [
            .. new[] { FieldGroup.Extra, FieldGroup.Error, FieldGroup.Tags, FieldGroup.User }
                .SelectMany(group => careful[group].Where(field => !byDefault[group].TryGetValue(field.Key, out string? value) || value != field.Value))
                .Where(field => !MeasuredAnew.Any(path => field.Key.StartsWith(path, StringComparison.Ordinal)))
                .Select(field => $"{field.Key} = {field.Value}"),
        ];
        return lost.Count <= Shown ? lost : [.. lost.Take(Shown), $"and {lost.Count - Shown} more"];
    }
}
