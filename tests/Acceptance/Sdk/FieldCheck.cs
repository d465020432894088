using Verification.Acceptance.Sdk.Fields;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>A claim about one group of fields: nothing of it is altered in any event that is there.</summary>
public abstract class FieldCheck(AcceptanceRun run, FieldGroup group) : ReplayCheck(run)
{
    private const int Shown = 20;

    /// <inheritdoc/>
    protected override Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct) =>
        Task.FromResult(Evaluate(context.Check, replay.Events));

    /// <summary>Counts the altered fields; one that the oracles disagree on makes the answer Unknown unless another is surely altered.</summary>
    internal Observation Evaluate(CheckDefinition check, IReadOnlyList<StoredEvent> events)
    {
        List<(StoredEvent Event, FieldResult Field)> compared =
            [.. events.SelectMany(stored => stored.Fields.Where(field => field.Group == group).Select(field => (stored, field)))];
        List<(StoredEvent Event, FieldResult Field)> altered = [.. compared.Where(entry => entry.Field.Outcome == Outcome.Fail)];
        List<(StoredEvent Event, FieldResult Field)> unclear = [.. compared.Where(entry => entry.Field.Outcome == Outcome.Unknown)];
        string source = events.Any(stored => stored.Rows is not null) ? "api+sql" : "api";
        int absent = events.Count(stored => !stored.IsThere);
        if (altered.Count == 0 && (unclear.Count > 0 || absent > 0))
        {
            string why = unclear.Count > 0
                ? $"{unclear.Count} of {compared.Count} fields can't be told: the oracles disagree, or what they belong to is missing as a whole."
                : $"{absent} of {events.Count} events are not there, so their fields can't be compared.";
            return Observation.Unknown(why, source, Lines(unclear));
        }

        return Observation.Of(
            check, altered.Count, compared.Count, source,
            altered.Count == 0
                ? $"All {compared.Count} fields of {events.Count} events are as they were sent."
                : $"{altered.Count} of {compared.Count} fields are not as they were sent{ByDriver(altered)}.",
            Lines(altered));
    }

    // So that a finding about one SDK's events is told from one about all.
    private static string ByDriver(List<(StoredEvent Event, FieldResult Field)> altered) => altered.All(entry => entry.Event.Sent.Driver.Length == 0)
        ? ""
        : $" ({string.Join(", ", altered.GroupBy(entry => entry.Event.Sent.Driver).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"))})";

    private static List<string> Lines(List<(StoredEvent Event, FieldResult Field)> entries)
    {
        List<string> lines =
        [
            .. entries.Take(Shown).Select(entry =>
                $"{entry.Event.Sent.Origin} {entry.Event.Sent.EventId} {entry.Field.Path}: sent {Short(entry.Field.Sent)}, API {Short(entry.Field.Api)}, SQL {Short(entry.Field.Sql)}"),
        ];
        return entries.Count <= Shown ? lines : [.. lines, $"and {entries.Count - Shown} more"];
    }

    private static string Short(string? text) => text switch
    {
        null => "(missing)",
        { Length: > 80 } => text[..77] + "...",
        _ => text,
    };
}
