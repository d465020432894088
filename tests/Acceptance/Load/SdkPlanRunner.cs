using System.Text.Json;
using Verification.Acceptance.Sdk.Fields;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Sdk;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;
using Verification.Load.Plans;
using Verification.Readiness;
using Verification.Readiness.Ledger;

namespace Verification.Acceptance.Load;

/// <summary>A burst of the real SDK and where each of its errors ended.</summary>
/// <param name="Burst">What the senders saw.</param>
/// <param name="Entries">Every error raised, in its one class; empty until it was counted.</param>
/// <param name="Altered">Fields found altered in the examples that were compared.</param>
internal sealed record SdkPlanResult(SdkBurstResult Burst, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string> Altered);

/// <summary>Sends a plan with the real @sentry/node in several processes; every loss then belongs to a side.</summary>
internal sealed class SdkPlanRunner(Target target, SdkBurst sdk, RunRequest request, RunJournal journal)
{
    /// <summary>Origin of events in the project that nobody raised.</summary>
    public const string Nobody = "nobody";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(45);

    /// <summary>Raises the errors and waits until those accepted are stored or can't come any more.</summary>
    public async Task<PlanRun> RunAsync(LoadPlan plan, CancellationToken ct)
    {
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        if (sdk.Absent() is string absent)
        {
            return new PlanRun { Plan = plan, Begun = begun, Problem = absent };
        }

        ProjectHandle project = await target.CreateProjectAsync($"load-{plan.Id}", ct);
        int events = plan.Processes * (int)plan.Stages.Sum(stage => stage.To);
        SdkBurstRequest asked = new(
            project.Dsn.Text, Guid.NewGuid().ToString("N")[..16], plan.Processes, events, plan.Payload.Groups, plan.Id, $"host-app@{request.RunId}", "Acceptance", "host-1.example.test", AnswerTimeout);
        SdkBurstResult burst = await journal.PhaseAsync($"load {plan.Id}", $"{events} errors to be raised by {plan.Processes} processes with @sentry/node", () => sdk.RunAsync(asked, ct));
        await journal.PhaseAsync($"load {plan.Id} stored", "the errors accepted to be stored", () => SettleAsync(plan, project, burst, ct));
        return new PlanRun { Plan = plan, Project = project, Engine = burst.Sdk, Begun = begun, Settled = DateTimeOffset.UtcNow, Sdk = new(burst, [], []) };
    }

    /// <summary>Reads every event back through both oracles.</summary>
    public async Task<PlanRun> CountAsync(PlanRun run, CancellationToken ct)
    {
        (SdkBurstResult burst, ProjectHandle project) = (run.Sdk!.Burst, run.Project!);
        // The queue first: an event on its way from there to the table is then seen in one of the two.
        long? waiting = await target.QueuedAsync(ct);
        ILookup<string, JsonElement> listed = (await target.Tenant.Api.ListAsync(EventsOf(project), ct)).ToLookup(entry => entry.GetProperty("eventID").GetString()!, StringComparer.Ordinal);
        ILookup<string, SqlEvent>? rows = target.Sql is SqlOracle sql
            ? (await sql.EventsAsync(burst.Events.Select(raised => raised.EventId), ct)).ToLookup(row => row.EventId, StringComparer.Ordinal)
            : null;
        List<string> altered = [];
        List<DeliveryFacts> facts = [.. burst.Events.Select(raised => Facts(raised, project, listed, rows, waiting, altered))];
        HashSet<string> ours = [.. burst.Events.Select(raised => raised.EventId)];
        facts.AddRange(listed.Where(entry => !ours.Contains(entry.Key)).Select(stranger => new DeliveryFacts(stranger.Key, Nobody, Accepted: false, Rows: stranger.Count())));
        return run with { Sdk = new(burst, DeliveryLedger.Close(facts).Entries, altered) };
    }

    private async Task<bool> SettleAsync(LoadPlan plan, ProjectHandle project, SdkBurstResult burst, CancellationToken ct)
    {
        HashSet<string> missing = [.. burst.Events.Where(raised => raised.Accepted == true).Select(raised => raised.EventId)];
        DateTimeOffset busy = DateTimeOffset.UtcNow;
        try
        {
            await Eventually.Async(
                async token =>
                {
                    bool moved = missing.RemoveWhere((await StoredAsync(project, token)).Contains) > 0;
                    busy = moved || await target.QueuedAsync(token) is null or > 0 ? DateTimeOffset.UtcNow : busy;
                    return missing.Count == 0 || DateTimeOffset.UtcNow - busy > QueueQuiet.NothingComes(target);
                },
                settled => settled, "the errors accepted to be stored", TimeSpan.FromMilliseconds(plan.DrainMilliseconds), TimeSpan.FromMilliseconds(250), ct: ct);
        }
        catch (TimeoutException)
        {
            // What is missing at the deadline is the answer.
            journal.Write(JournalKind.Note, $"load {plan.Id}", $"{missing.Count} accepted events were not stored when the time was over");
        }

        return missing.Count == 0;
    }

    private async Task<HashSet<string>> StoredAsync(ProjectHandle project, CancellationToken ct) => target.Sql is SqlOracle sql
        ? [.. await sql.EventIdsAsync(project.Id, ct)]
        : [.. (await target.Tenant.Api.ListAsync(EventsOf(project), ct)).Select(entry => entry.GetProperty("eventID").GetString()!)];

    private string EventsOf(ProjectHandle project) => $"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/events/";

    private static DeliveryFacts Facts(
        SdkBurstEvent raised, ProjectHandle project, ILookup<string, JsonElement> listed, ILookup<string, SqlEvent>? rows, long? waiting, List<string> altered)
    {
        List<SqlEvent> own = [.. rows?[raised.EventId].Where(row => row.ProjectId == project.Id) ?? []];
        List<JsonElement> entries = [.. listed[raised.EventId]];
        bool changed = raised.Payload is JsonElement payload && entries.Count > 0 && IsAltered(raised, payload, entries[0], own.FirstOrDefault(), altered);
        // What two oracles disagree on nobody knows.
        bool disputed = (rows is not null && own.Count != entries.Count) || (entries.Count == 0 && raised.Accepted == true && waiting is null);
        return new(
            raised.EventId, $"sdk-burst process {raised.Process}", raised.Accepted, DroppedBySdk: raised.DroppedBecause is not null, Looked: !disputed,
            Rows: Math.Max(own.Count, entries.Count), Elsewhere: rows?[raised.EventId].Count(row => row.ProjectId != project.Id) ?? 0, Altered: changed, StillQueued: waiting > 0);
    }

    private static bool IsAltered(SdkBurstEvent raised, JsonElement payload, JsonElement entry, SqlEvent? row, List<string> altered)
    {
        List<FieldResult> wrong = [.. EventComparison.Compare(EventFields.Sent(payload), EventFields.Api(entry, null), row is null ? null : EventFields.Sql(row))
            .Where(field => field.Outcome == Outcome.Fail && field.Group != FieldGroup.Level)];
        altered.AddRange(wrong.Select(field => $"{raised.EventId}: {field.Path} sent '{field.Sent}', stored '{field.Sql ?? field.Api}'"));
        return wrong.Count > 0;
    }
}
