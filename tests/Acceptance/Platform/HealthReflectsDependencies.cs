using System.Net;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Targets;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Platform;

/// <summary>The health endpoint says so when PostgreSQL or Redis is down, and recovers with them; on a target of its own.</summary>
public sealed class HealthReflectsDependencies(AcceptanceRun run) : CheckTest(run)
{
    private static readonly TimeSpan Reaction = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected internal override string Drill => "PostgreSQL and Redis are taken away for this";

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        await using DisposableTarget drill = await context.Target.StartDisposableAsync(ct);
        using HttpClient http = new() { BaseAddress = drill.BaseUrl, Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.ConnectionClose = true;
        if (!await BecomesAsync(http, healthy: true, ct))
        {
            return Observation.Unknown("The drill's own target was not healthy to begin with.", "http");
        }

        List<string> unseen = [];
        foreach (string dependency in drill.Dependencies)
        {
            context.Journal.Write(JournalKind.Fault, Id, $"taking {dependency} away from the drill's target");
            await drill.StopDependencyAsync(dependency, ct);
            if (!await BecomesAsync(http, healthy: false, ct))
            {
                unseen.Add($"/_health/ still answers 200 {Reaction.TotalSeconds:0} s after {dependency} was killed");
            }

            await drill.StartDependencyAsync(dependency, ct);
            if (!await BecomesAsync(http, healthy: true, ct) && unseen.Count == 0)
            {
                return Observation.Unknown($"The drill's target did not become healthy again after {dependency} came back.", "http", unseen);
            }
        }

        return Observation.Of(
            context.Check, unseen.Count, drill.Dependencies.Count, "http",
            unseen.Count == 0 ? "The health endpoint reported every outage and every recovery." : $"{unseen.Count} of {drill.Dependencies.Count} outages were not reported.", unseen);
    }

    private static async Task<bool> BecomesAsync(HttpClient http, bool healthy, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(
                async token => (await http.GetAsync("/_health/", token)).StatusCode == HttpStatusCode.OK, state => state == healthy,
                healthy ? "health to answer 200" : "health to answer anything but 200", Reaction, TimeSpan.FromMilliseconds(50), ct: ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
