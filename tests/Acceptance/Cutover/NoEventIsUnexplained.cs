using Verification.Readiness.Cutover;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Cutover;

/// <summary>Every error raised on the whole way and under every fault is stored where it belongs, dropped, or lost for a known reason.</summary>
public sealed class NoEventIsUnexplained(AcceptanceRun run) : CutoverCheck(run)
{
    private const int Shown = 20;

    /// <inheritdoc/>
    private protected override async Task<Observation> JudgeAsync(CheckContext context, CutoverSession session, CancellationToken ct)
    {
        MainRun main = await session.MainAsync(ct);
        FaultsRun? faults = session.SkipsFaults ? null : await session.FaultsAsync(ct);
        AccountedEvent[] all = [.. main.Events, .. faults?.Events ?? []];
        AccountedEvent[] odd = [.. all.Where(item => item.Place is EventPlace.Unexplained or EventPlace.Unexpected)];
        DrillAccount account = CutoverLedger.Sum(all, [.. main.Steps, .. faults?.Steps ?? []]);
        if ((main.Doubt ?? faults?.Doubt) is string doubt)
        {
            return Observation.Unknown($"Not everything could be counted: {doubt}. {CutoverReport.Loss(account)}", "journal+record+sql");
        }

        return Observation.Of(
            context.Check, odd.Length, account.Raised, "journal+record+sql", CutoverReport.Loss(account),
            [.. odd.Take(Shown).Select(item => $"{item.Id} of {item.Service}: {item.Why}")]);
    }
}
