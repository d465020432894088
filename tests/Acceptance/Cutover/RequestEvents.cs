using System.Text.Json;
using Verification.Fixtures.Targets;
using Verification.Readiness.Cutover;

namespace Verification.Acceptance.Cutover;

/// <summary>Reads events of the service whose errors come from requests, spread over everything that the new endpoint got of it.</summary>
internal static class RequestEvents
{
    private const string Service = "api-server";
    private const int Examples = 20;

    /// <summary>As the API shows them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(Target target, ProjectHandle project, CutoverFacts facts, CancellationToken ct)
    {
        HashSet<string> starts = [.. facts.Processes.Where(process => process.Service == Service).Select(process => process.Start)], stored = [.. facts.New];
        string[] ids = [.. facts.Raised.Where(raised => starts.Contains(raised.Start) && stored.Contains(raised.Id)).OrderBy(raised => raised.At).Select(raised => raised.Id)];
        List<JsonElement> shown = [];
        foreach (string id in ids.Where((_, at) => at % Math.Max(1, ids.Length / Examples) == 0))
        {
            if (await target.Tenant.Api.FindAsync($"/api/0/projects/{target.Tenant.Organization}/{project.Slug}/events/{id}/", ct) is JsonElement found)
            {
                shown.Add(found);
            }
        }

        return shown;
    }
}
