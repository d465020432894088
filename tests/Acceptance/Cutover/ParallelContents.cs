using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures.Services;
using Verification.Fixtures.Sql;
using Verification.Readiness;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>Compares events that went to both endpoints: as they arrived at the old one, and as the new one holds them.</summary>
internal sealed class ParallelContents(CutoverSetting setting, DrillStage stage)
{
    // Each event is compared by id; of each service this many by content.
    private const int Examples = 5;

    /// <summary>Field by field.</summary>
    public async Task<ParallelComparison> CompareAsync(CutoverFacts facts, CancellationToken ct)
    {
        HashSet<string> both = [.. facts.Processes.Where(process => process.Sides.Count == 2).Select(process => process.Start)];
        HashSet<string> stored = [.. facts.New];
        RecordedEvent[] chosen = [.. stage.Old.Events().Where(item => item.Start is string start && both.Contains(start) && stored.Contains(item.EventId) && item.Body is not null)
            .GroupBy(item => item.Service).SelectMany(group => group.Take(Examples))];
        ILookup<string, SqlEvent>? rows = setting.Target.Sql is SqlOracle sql ? (await sql.EventsAsync(chosen.Select(item => item.EventId), ct)).ToLookup(row => row.EventId) : null;
        List<string> differences = [];
        (int compared, int fields) = (0, 0);
        foreach (RecordedEvent arrived in chosen)
        {
            JsonElement? shown = await setting.Target.Tenant.Api.FindAsync($"/api/0/projects/{setting.Target.Tenant.Organization}/{stage.Project.Slug}/events/{arrived.EventId}/", ct);
            IReadOnlyList<FieldResult> results = EventComparison.Compare(
                EventFields.Sent(arrived.Body!.Value), shown is JsonElement entry ? EventFields.Api(entry, null) : null, rows?[arrived.EventId].FirstOrDefault() is SqlEvent row ? EventFields.Sql(row) : null);
            // The level is in another view of the API, which checks of the SDK scenarios read.
            int judged = results.Count(field => field.Group != FieldGroup.Level && field.Outcome != Outcome.Unknown);
            (compared, fields) = (compared + (judged > 0 ? 1 : 0), fields + judged);
            differences.AddRange(results.Where(field => field.Outcome == Outcome.Fail && field.Group != FieldGroup.Level)
                .Select(field => $"{arrived.EventId} of {arrived.Service}: {field.Path} is '{field.Sent}' at the old endpoint and '{field.Sql ?? field.Api}' at the new one"));
        }

        return new(compared, fields, differences);
    }
}
