using System.Globalization;
using System.Text.Json;
using Verification.Fixtures.Api;
using Verification.Fixtures.Sql;
using Verification.Fixtures.Targets;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Sdk;

/// <summary>Event list, issue count, statistics and database give the same numbers; here the agreement itself is the claim.</summary>
public sealed class CountsAgree(AcceptanceRun run) : ReplayCheck(run)
{
    /// <inheritdoc/>
    protected override async Task<Observation> JudgeAsync(CheckContext context, ReplayResult replay, CancellationToken ct)
    {
        Counts[] counts = await Task.WhenAll(context.Replay.Projects.Select(project => CountAsync(context.Target, project, ct)));
        string[] differing = [.. counts.SelectMany(count => count.Differing)];
        int events = counts.Sum(count => count.Events);
        int compared = counts.Sum(count => count.Compared);
        return Observation.Of(
            context.Check, differing.Length, counts.All(count => count.Events > 0) ? compared : 0, Oracles(context),
            differing.Length == 0
                ? $"{events} events in {counts.Sum(count => count.Issues)} issues: list, counts, statistics and database agree."
                : $"{differing.Length} of {compared} counts disagree.",
            differing);
    }

    /// <summary>What was compared in one project, and where it differs.</summary>
    private sealed record Counts(int Events, int Issues, int Compared, IReadOnlyList<string> Differing);

    private static async Task<Counts> CountAsync(Target target, ProjectHandle project, CancellationToken ct)
    {
        Tenant tenant = target.Tenant;
        List<string> differing = [];
        Dictionary<string, SqlIssueCount> rows = target.Sql is SqlOracle sql
            ? (await sql.IssueCountsAsync(project.Id, ct)).ToDictionary(row => row.IssueId.ToString(CultureInfo.InvariantCulture))
            : [];
        IReadOnlyList<JsonElement> issues = await tenant.Api.ListAsync($"/api/0/organizations/{tenant.Organization}/issues/?project={project.Id}", ct);
        foreach (JsonElement issue in issues)
        {
            string id = issue.GetProperty("id").GetString()!;
            int shown = int.Parse(issue.GetProperty("count").GetString()!, CultureInfo.InvariantCulture);
            int listed = (await tenant.Api.ListAsync($"/api/0/issues/{id}/events/", ct)).Count;
            SqlIssueCount? row = rows.GetValueOrDefault(id);
            if (shown != listed || (row is not null && (row.Count != listed || row.Rows != listed)))
            {
                differing.Add($"{project.Slug}, issue {id}: count {shown}, listed {listed}, SQL count {row?.Count}, SQL rows {row?.Rows}");
            }
        }

        int events = (await tenant.Api.ListAsync($"/api/0/projects/{tenant.Organization}/{project.Slug}/events/", ct)).Count;
        int statistics = await StatisticsAsync(tenant, project, ct);
        if (events != statistics || (target.Sql is not null && (events != rows.Values.Sum(row => row.Rows) || issues.Count != rows.Count)))
        {
            differing.Add($"{project.Slug}: {events} events listed, statistics {statistics}, SQL rows {rows.Values.Sum(row => row.Rows)}; {issues.Count} issues listed, SQL issues {rows.Count}");
        }

        return new(events, issues.Count, issues.Count + 1, differing);
    }

    private static async Task<int> StatisticsAsync(Tenant tenant, ProjectHandle project, CancellationToken ct)
    {
        // A day to both sides, so that neither an hour nor a day that ends during the run can cut anything off.
        JsonElement answer = await tenant.Api.CallAsync(
            HttpMethod.Get,
            $"/api/0/organizations/{tenant.Organization}/stats_v2/?category=error&field=sum(quantity)&interval=1h&project={project.Id}"
            + $"&start={DateTime.UtcNow.AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}&end={DateTime.UtcNow.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}",
            null, ct);
        return answer.GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("series").GetProperty("sum(quantity)").EnumerateArray())
            .Where(point => point.ValueKind == JsonValueKind.Number)
            .Sum(point => point.GetInt32());
    }
}
