using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Resilience;

/// <summary>
/// After an upgrade the version before works on the migrated database, or says at once that it does not; on the database from before it works in any case.
/// </summary>
public sealed class GoingBackLosesNothing(AcceptanceRun run) : ResilienceCheck(run)
{
    /// <inheritdoc/>
    private protected override DrillKind Kind => DrillKind.Upgrade;

    /// <inheritdoc/>
    private protected override string? Unproven(DrillResult result) => result.Extra is UpgradeExtra { Old: > 0 } ? null : "nothing was stored before the upgrade, so that nothing was at stake";

    /// <inheritdoc/>
    private protected override Observation Judge(CheckContext context, DrillResult result)
    {
        UpgradeExtra extra = (UpgradeExtra)result.Extra!;
        List<string> wrong =
        [
            .. extra.Back is { Refusal: null, IsWhole: false } ? [$"on the migrated database {extra.Back.Story}"] : Array.Empty<string>(),
            .. extra.Copy.IsWhole ? Array.Empty<string>() : [$"on the database from before {extra.Copy.Story}"],
        ];
        string migrated = extra.Back.Refusal is null ? "works on the migrated database" : "refuses the migrated database";
        return Observation.Of(
            context.Check, wrong.Count, 2, "http+api",
            wrong.Count > 0 ? $"{extra.From} after {extra.To}: {string.Join("; ", wrong)}." : $"{extra.From} {migrated} after {extra.To}, and works on the one from before.",
            [$"on the migrated database: {extra.Back.Story}", $"on the database from before: {extra.Copy.Story}", .. Details(result)]);
    }
}
