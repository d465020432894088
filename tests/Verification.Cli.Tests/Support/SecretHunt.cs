using Npgsql;

namespace Verification.Cli.Tests.Support;

/// <summary>Collects what a run keeps secret, from outside: out of its processes' environments and out of its database.</summary>
internal sealed class SecretHunt(string runId)
{
    private readonly HashSet<string> _found = [];
    private readonly HashSet<string> _kinds = [];
    private string? _database;

    /// <summary>Every secret seen so far.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>What kinds were seen, such as SECRET_KEY.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds;

    /// <summary>Why the database could not be asked the last time that it couldn't.</summary>
    public string LastFailure { get; private set; } = "none";

    /// <summary>Looks around once.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        foreach (int pid in Traces.Members(runId))
        {
            Note(Traces.EnvironmentOf(pid));
        }

        if (_database is not null)
        {
            await AskDatabaseAsync(_database, ct);
        }
    }

    private void Note(IReadOnlyDictionary<string, string> environment)
    {
        foreach (string name in new[] { "SECRET_KEY", "DJANGO_SUPERUSER_PASSWORD" })
        {
            Note(name, environment.GetValueOrDefault(name));
        }

        foreach (string name in new[] { "DATABASE_URL", "REDIS_URL" })
        {
            if (environment.TryGetValue(name, out string? text) && Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            {
                Note(name, Uri.UnescapeDataString(url.UserInfo.Split(':').Last()));
                _database ??= name == "DATABASE_URL" ? Connection(url) : null;
            }
        }
    }

    private void Note(string kind, string? secret)
    {
        if (!string.IsNullOrEmpty(secret))
        {
            _found.Add(secret);
            _kinds.Add(kind);
        }
    }

    private static string Connection(Uri url) => new NpgsqlConnectionStringBuilder
    {
        Host = url.Host, Port = url.Port, Username = url.UserInfo.Split(':')[0], Password = Uri.UnescapeDataString(url.UserInfo.Split(':')[1]),
        Database = url.AbsolutePath.Trim('/'), Pooling = false, Timeout = 2, CommandTimeout = 2,
    }.ConnectionString;

    // Not there yet, or not any more: the next look may find it.
    private async Task AskDatabaseAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using NpgsqlConnection connection = new(connectionString);
            await connection.OpenAsync(ct);
            await using NpgsqlCommand command = new(
                "SELECT 'token', token FROM api_tokens_apitoken UNION ALL SELECT 'DSN key', public_key::text FROM projects_projectkey", connection);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                Note(reader.GetString(0), reader.GetString(1));
            }
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException)
        {
            LastFailure = error.Message;
        }
    }
}
