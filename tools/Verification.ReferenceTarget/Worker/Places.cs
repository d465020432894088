using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Finds or makes the release, environment and project rows that events point at.</summary>
public sealed class Places(Transaction transaction)
{
    private const int LongestName = 255;
    private readonly Dictionary<(long Project, string Version), long> releases = [];
    private readonly HashSet<(long Project, string Name)> environments = [];

    /// <summary>The release's id, or null when the event names none.</summary>
    public async Task<long?> ReleaseAsync(EventDocument document)
    {
        if (Name(document, "release") is not { } version)
        {
            return null;
        }

        if (!releases.TryGetValue((document.ProjectId, version), out var id))
        {
            var rows = await transaction.RowsAsync(
                """
                with made as (
                  insert into releases_release (version, organization_id) values ($1, $2)
                  on conflict (organization_id, version) do update set version = excluded.version returning id),
                linked as (
                  insert into releases_releaseproject (project_id, release_id) select $3, id from made on conflict do nothing)
                select id from made
                """,
                version, document.OrganizationId, document.ProjectId);
            releases[(document.ProjectId, version)] = id = rows[0].Get<long>("id");
        }

        return id;
    }

    /// <summary>Makes the environment known to organization and project.</summary>
    public async Task EnvironmentAsync(EventDocument document)
    {
        if (Name(document, "environment") is { } name && environments.Add((document.ProjectId, name)))
        {
            await transaction.RowsAsync(
                """
                with made as (
                  insert into environments_environment (name, organization_id) values ($1, $2)
                  on conflict (organization_id, name) do update set name = excluded.name returning id)
                insert into environments_environmentproject (project_id, environment_id) select $3, id from made on conflict do nothing
                """,
                name, document.OrganizationId, document.ProjectId);
        }
    }

    /// <summary>Some other project of the organization, made if there is none: where misrouted events end.</summary>
    public async Task<long> AnotherProjectAsync(EventDocument document)
    {
        var other = await transaction.RowsAsync(
            "select id from projects_project where organization_id = $1 and id <> $2 and not is_deleted order by id limit 1",
            document.OrganizationId, document.ProjectId);
        return other.Count > 0
            ? other[0].Get<long>("id")
            : (await transaction.RowsAsync(
                "insert into projects_project (slug, name, organization_id) values ('misrouted', 'misrouted', $1) returning id",
                document.OrganizationId))[0].Get<long>("id");
    }

    private static string? Name(EventDocument document, string tag) =>
        document.Tags[tag].AsString() is { Length: > 0 } name ? name.Length > LongestName ? name[..LongestName] : name : null;
}
