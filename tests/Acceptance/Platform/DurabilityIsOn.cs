using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Platform;

/// <summary>PostgreSQL and Redis run with settings that keep what they acknowledged; asked of the running servers.</summary>
public sealed class DurabilityIsOn(AcceptanceRun run) : CheckTest(run)
{
    private static readonly string[] PostgresSettings = ["fsync", "full_page_writes", "synchronous_commit"];

    // local and stronger all wait for the disk of this server.
    private static readonly string[] SafeCommits = ["on", "local", "remote_write", "remote_apply"];

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (await context.Target.DatabaseSettingsAsync(PostgresSettings, ct) is not IReadOnlyDictionary<string, string> postgres)
        {
            return Observation.Unknown("The database can't be asked for its settings from here.");
        }

        List<string> harmful = [];
        Expect("PostgreSQL fsync", postgres.GetValueOrDefault("fsync"), value => value == "on");
        Expect("PostgreSQL full_page_writes", postgres.GetValueOrDefault("full_page_writes"), value => value == "on");
        Expect("PostgreSQL synchronous_commit", postgres.GetValueOrDefault("synchronous_commit"), SafeCommits.Contains);
        List<string> unasked = [];
        await ExpectRedisAsync("appendonly", value => value == "yes");
        await ExpectRedisAsync("appendfsync", value => value is "always" or "everysec");
        await ExpectRedisAsync("maxmemory-policy", value => value == "noeviction");
        return unasked.Count > 0 && harmful.Count == 0
            ? Observation.Unknown($"Redis can't be asked for {string.Join(", ", unasked)} from here.", "sql")
            : Observation.Of(
                context.Check, harmful.Count, 6, "sql+redis",
                harmful.Count == 0 ? "All six settings keep what was acknowledged." : $"{harmful.Count} of six settings lose acknowledged data in a crash.", harmful);

        void Expect(string name, string? value, Func<string, bool> safe)
        {
            if (value is null || !safe(value))
            {
                harmful.Add($"{name} = {value ?? "(not reported)"}");
            }
        }

        async Task ExpectRedisAsync(string name, Func<string, bool> safe)
        {
            if (await context.Target.RedisSettingAsync(name, ct) is string value)
            {
                Expect($"Redis {name}", value, safe);
            }
            else
            {
                unasked.Add(name);
            }
        }
    }
}
