using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Exposure;

/// <summary>PostgreSQL, Redis and the web part behind its proxy take no connection from outside.</summary>
public sealed class StoresAreClosedOutside(AcceptanceRun run) : CheckTest(run)
{
    private static readonly IReadOnlyDictionary<int, string> Inner = new Dictionary<int, string> { [5432] = "PostgreSQL", [6379] = "Redis", [8000] = "web (GlitchTip's port)", [8080] = "web (the image's port)" };

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        Uri address = context.Target.BaseUrl;
        return await OutsideLook.IsHereAsync(address.Host, ct)
            ? Observation.Unknown($"{address.Host} is this machine (or a tunnel to another), from which it can't be told what is open outside; ask from another machine, by the public address.", "tcp")
            : Evaluate(context.Check, address.Port, await OutsideLook.OpenPortsAsync(address.Host, Inner.Keys.Where(port => port != address.Port), ct));
    }

    /// <summary>Judges which inner ports are open beside the one that is meant to be.</summary>
    internal static Observation Evaluate(CheckDefinition check, int own, IReadOnlyList<int> open)
    {
        string[] found = [.. open.Select(port => $"{port}: {Inner[port]}")];
        return Observation.Of(check, open.Count, Inner.Keys.Count(port => port != own), "tcp", open.Count == 0 ? "None of the inner ports takes a connection." : $"{open.Count} inner ports take connections from outside.", found);
    }
}
