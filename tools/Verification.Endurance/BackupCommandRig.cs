using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness;

namespace Verification.Endurance;

/// <summary>A durable server of our own with the reference target's schema in "source", backed up and restored beside it.</summary>
internal sealed class BackupCommandRig : IAsyncDisposable
{
    private const string Source = "source", Restored = "restored", LoadFile = "/proc/loadavg";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly Supervisor _supervisor;
    private readonly HostTools _tools;
    private readonly PostgresServer _server;
    private readonly string _archive;

    private BackupCommandRig(Supervisor supervisor, HostTools tools, PostgresServer server) =>
        (_supervisor, _tools, _server, _archive) = (supervisor, tools, server, Path.Combine(supervisor.WorkDirectory.CreateChild("dumps"), "source.dump"));

    /// <summary>Starts the server and migrates an empty database.</summary>
    public static async Task<BackupCommandRig> StartAsync(CancellationToken ct)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        HostTools tools = await HostTools.DiscoverAsync(ct: ct);
        if (!tools.Postgres.Available || tools.PostgresBinary("pg_dump") is null || tools.PostgresBinary("pg_restore") is null)
        {
            throw new InputException($"Nothing can be backed up here ({tools.Postgres.Detail}); install PostgreSQL with pg_dump and pg_restore.");
        }

        string program = layout.Program("tools", "Verification.ReferenceTarget");
        SupervisorOptions options = new(WorkDirectory.For($"backup-{Guid.NewGuid():N}"[..20]), new ResultsFolder(layout, "backup").Of(1));
        Supervisor supervisor = await Supervisor.StartAsync(options, ct);
        try
        {
            PostgresServer server = await PostgresServer.StartAsync(supervisor, tools, ct: ct);
            await server.CreateDatabaseAsync(Source, ct: ct);
            ProcessSpec migrate = new("migrate", RepositoryLayout.DotnetHost, [program, "migrate"])
            {
                Environment = new Dictionary<string, string?> { ["DATABASE_URL"] = server.Url(Source), ["REDIS_URL"] = "redis://127.0.0.1:6379", ["SECRET_KEY"] = Guid.NewGuid().ToString("N") },
            };
            (await supervisor.RunAsync(migrate, TimeSpan.FromSeconds(60), ct)).EnsureSuccess("Migrating the source");
            return new(supervisor, tools, server);
        }
        catch
        {
            await supervisor.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fills the source up to that many events.</summary>
    public async Task<TimeSpan> FillAsync(int events, CancellationToken ct)
    {
        long begun = Stopwatch.GetTimestamp();
        await ExecuteAsync(BackupCommandFill.Sql(events), ct);
        await ExecuteAsync("VACUUM ANALYZE", ct);
        await ExecuteAsync("CHECKPOINT", ct);
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Dumps, restores, compares and verifies once, and removes the copy.</summary>
    public async Task<BackupCommandSample> RoundTripAsync(int events, CancellationToken ct)
    {
        List<(string, TimeSpan)> phases = [];
        await TimedAsync("dump", () => ToolAsync("pg_dump", ["-Fc", "--no-owner", "-f", _archive, "-d", Source], ct));
        await TimedAsync("create", () => ToolAsync("createdb", ["-T", "template0", Restored], ct));
        await TimedAsync("restore", () => ToolAsync("pg_restore", ["--no-owner", "--exit-on-error", "-d", Restored, _archive], ct));
        DatabaseFingerprint source = await TimedAsync("fingerprint of source", () => AskAsync(Source, connection => FingerprintReader.ReadAsync(connection, null, ct), ct));
        DatabaseFingerprint restored = await TimedAsync("fingerprint of copy", () => AskAsync(Restored, connection => FingerprintReader.ReadAsync(connection, null, ct), ct));
        var differences = await TimedAsync("compare", () => Task.FromResult(FingerprintComparison.Compare(source, restored)));
        IndexReport indexes = await TimedAsync("amcheck", () => AskAsync(Restored, connection => IndexVerification.VerifyAsync(connection, ct), ct));
        await _server.DropDatabaseAsync(Restored, ct);
        long stored = source.Tables.Where(table => table.Key.StartsWith("public.issue_events_issueevent", StringComparison.Ordinal)).Sum(table => table.Value.Rows);
        string[] missing = stored == events ? [] : [$"The source holds {stored} events, not {events}: what was measured is something else."];
        string[] unavailable = indexes.Available ? [] : [indexes.Reason];
        return new(
            events, phases, await AskAsync(Source, BytesAsync, ct), new FileInfo(_archive).Length,
            [.. missing, .. differences.Select(difference => difference.Text), .. indexes.Problems, .. unavailable])
        {
            Load = File.Exists(LoadFile) ? double.Parse((await File.ReadAllTextAsync(LoadFile, ct)).Split(' ')[0], CultureInfo.InvariantCulture) : null,
        };

        async Task<T> TimedAsync<T>(string phase, Func<Task<T>> work)
        {
            long begun = Stopwatch.GetTimestamp();
            T result = await work();
            phases.Add((phase, Stopwatch.GetElapsedTime(begun)));
            return result;
        }
    }

    /// <summary>Ends the server and removes all it had.</summary>
    public ValueTask DisposeAsync() => _supervisor.DisposeAsync();

    private async Task<int> ToolAsync(string tool, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        ProcessSpec spec = new(tool, _tools.PostgresBinary(tool)!, ["-h", "127.0.0.1", "-p", $"{_server.Port}", "-U", "postgres", .. arguments])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = _server.Secrets.Single() },
        };
        return (await _supervisor.RunAsync(spec, Limit, ct)).EnsureSuccess(tool).ExitCode;
    }

    private async Task<T> AskAsync<T>(string database, Func<NpgsqlConnection, Task<T>> ask, CancellationToken ct)
    {
        await using NpgsqlConnection connection = new($"{_server.ConnectionString(database)};Pooling=false;Command Timeout={Limit.TotalSeconds:0}");
        await connection.OpenAsync(ct);
        return await ask(connection);
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken ct) => AskAsync(Source, async connection =>
    {
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    private static async Task<long> BytesAsync(NpgsqlConnection connection)
    {
        await using NpgsqlCommand command = new("SELECT pg_database_size(current_database())", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
