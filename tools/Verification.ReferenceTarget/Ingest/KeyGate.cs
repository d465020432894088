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
    private const int MostRemembered = 1000;
    private const int MostAtOnce = 200;

    private const string OrganizationsOf =
        """
        select asked.at, p.organization_id
        from unnest($1::bigint[], $2::uuid[], $3::boolean[]) with ordinality as asked (project, key, any_key, at)
        join projects_project p on p.id = asked.project
        where asked.any_key or exists (select from get_project_auth_info(asked.project, asked.key))
        """;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(long Project, Guid Key), DateTimeOffset> refused = new();
    private readonly Gathering<Question, int?> questions = new(MostAtOnce, asked => OrganizationsAsync(database, asked));

    /// <summary>How many refusals are remembered.</summary>
    public int Remembered => refused.Count;

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

        var anyKey = behaviour.Has(Defects.AcceptAnyKey) || (store && behaviour.Has(Defects.StoreAcceptsAnyKey));
        if (await questions.CallAsync(new Question(project, key, anyKey)) is { } organization)
        {
            return (Admission.Granted, organization);
        }

        Remember(memory);
        return (Admission.Denied, 0);
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

    private static async Task<IReadOnlyList<int?>> OrganizationsAsync(Database database, IReadOnlyList<Question> asked)
    {
        var organizations = new int?[asked.Count];
        var rows = await database.RowsAsync(
            OrganizationsOf,
            asked.Select(one => one.Project).ToArray(), asked.Select(one => one.Key).ToArray(), asked.Select(one => one.AnyKey).ToArray());
        foreach (var row in rows)
        {
            organizations[row.Get<long>("at") - 1] = row.Get<int>("organization_id");
        }

        return organizations;
    }

    // Keys are anybody's to invent: what is remembered of them must not grow without end.
    private void Remember((long Project, Guid Key) key)
    {
        var now = time.GetUtcNow();
        refused[key] = now + Memory;
        if (refused.Count > MostRemembered)
        {
            foreach (var over in refused.Where(entry => entry.Value <= now))
            {
                refused.TryRemove(over);
            }
        }

        if (refused.Count > MostRemembered)
        {
            refused.Clear();
            refused[key] = now + Memory;
        }
    }

    private sealed record Question(long Project, Guid Key, bool AnyKey);
}
