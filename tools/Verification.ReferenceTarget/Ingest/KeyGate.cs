using System.Collections.Concurrent;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Ingest;

/// <summary>What the gate says about a request.</summary>
public enum Admission
{
    /// <summary>The key belongs to the project.</summary>
    Granted,

    /// <summary>Nothing like a key was sent.</summary>
    NoKey,

    /// <summary>The key is not a UUID.</summary>
    Malformed,

    /// <summary>Unknown project, or a key that is not its own.</summary>
    Denied,
}

/// <summary>Checks DSN keys. A refusal is remembered for 30 s: by GlitchTip 5.2 for the whole project (recording 12).</summary>
public sealed class KeyGate(Database database, Behaviour behaviour, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(long Project, Guid Key), DateTimeOffset> refused = new();

    /// <summary>Admits or refuses; the organization is that of an admitted project.</summary>
    public async Task<(Admission Admission, int Organization)> CheckAsync(long project, string? sent, bool store = false)
    {
        if (string.IsNullOrEmpty(sent))
        {
            return (Admission.NoKey, 0);
        }

        if (!Guid.TryParse(sent, out var key))
        {
            return (Admission.Malformed, 0);
        }

        var memory = (project, behaviour.Has(Defects.WrongKeyBlocksProject) ? Guid.Empty : key);
        if (refused.TryGetValue(memory, out var until) && time.GetUtcNow() < until)
        {
            return (Admission.Denied, 0);
        }

        var row = behaviour.Has(Defects.AcceptAnyKey) || (store && behaviour.Has(Defects.StoreAcceptsAnyKey))
            ? await database.RowAsync("select organization_id from projects_project where id = $1", project)
            : await database.RowAsync(
                """
                select organization_id from projects_project p join projects_projectkey k on k.project_id = p.id
                where p.id = $1 and k.public_key = $2
                """,
                project, key);
        if (row is null)
        {
            refused[memory] = time.GetUtcNow() + Memory;
            return (Admission.Denied, 0);
        }

        return (Admission.Granted, row.Get<int>("organization_id"));
    }

    /// <summary>The key of a request: query string first, then the headers SDKs use.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if ((request.Query["sentry_key"].FirstOrDefault() ?? request.Query["glitchtip_key"].FirstOrDefault()) is { } inQuery)
        {
            return inQuery;
        }

        var header = request.Headers["X-Sentry-Auth"].FirstOrDefault() ?? request.Headers.Authorization.FirstOrDefault() ?? "";
        return header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(',')
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[0].Trim() is ("sentry_key" or "glitchtip_key"))
            .Select(pair => pair[1].Trim())
            .FirstOrDefault();
    }
}
