using FluentAssertions;
using Npgsql;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;
using Xunit;

// Shell scripts and file modes: Windows is supported through WSL only.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

namespace Verification.Audit.Tests.Deployments;

/// <summary>The tests that share one database server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DeploymentScripts : ICollectionFixture<ScriptHost>
{
    internal const string Name = "scripts of the hardened deployment";
}

/// <summary>A real PostgreSQL with a small GlitchTip-like database, for the scripts that users will copy.</summary>
public sealed class ScriptHost : IAsyncLifetime
{
    private const string Schema = """
        CREATE TABLE users_user (id int PRIMARY KEY, email text NOT NULL);
        CREATE TABLE projects_project (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE issue_events_issueevent (id uuid NOT NULL, timestamp timestamptz NOT NULL, data jsonb NOT NULL) PARTITION BY RANGE (timestamp);
        CREATE TABLE issue_events_issueevent_old PARTITION OF issue_events_issueevent FOR VALUES FROM ('2026-01-01') TO ('2026-11-01');
        CREATE TABLE issue_events_issueevent_new PARTITION OF issue_events_issueevent FOR VALUES FROM ('2026-11-01') TO ('2027-01-01');
        INSERT INTO users_user SELECT n, n || '@example.test' FROM generate_series(1, 3) n;
        INSERT INTO issue_events_issueevent SELECT gen_random_uuid(), timestamptz '2026-10-31 20:00Z' + n * interval '1 minute',
          jsonb_build_object('message', E'line 1\nCOPY of a trap ' || repeat(md5(n::text), 20)) FROM generate_series(1, 400) n;
        """;

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"deployment test {Guid.NewGuid():N}"[..28]);
    private readonly string _password = Secret();
    private Supervisor? _supervisor;
    private PostgresServer? _server;
    private HostTools? _tools;
    private int _copies;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _tools = await HostTools.DiscoverAsync();
        Directory.CreateDirectory(_root);
        _supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For("run", _root), Path.Combine(_root, "logs")));
        if (_tools.Postgres.Available)
        {
            _server = await PostgresServer.StartAsync(_supervisor, _tools);
            await ExecuteAsync("postgres", $"CREATE ROLE glitchtip SUPERUSER LOGIN PASSWORD '{_password}'");
            await ExecuteAsync("postgres", "CREATE DATABASE glitchtip OWNER glitchtip");
            await ExecuteAsync("glitchtip", Schema);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_supervisor is not null)
        {
            await _supervisor.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal static string Secret() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    /// <summary>A copy of the hardened deployment to run scripts of, whose alerts arrive at its own server.</summary>
    internal HardenedCopy Copy(bool withDatabase = true)
    {
        HostTools tools = _tools!;
        // A skip on a laptop is a failure in CI: there the machine is ours to equip.
        if (withDatabase && !tools.Postgres.Available && Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Skip(tools.Postgres.Detail);
        }

        (withDatabase && !tools.Postgres.Available).Should().BeFalse(tools.Postgres.Detail);
        string folder = Path.Combine(_root, $"copy {Interlocked.Increment(ref _copies)}");
        string source = Path.Combine(RepositoryLayout.Find().Root, "scenarios", "deployments", "hardened");
        return new HardenedCopy(_supervisor!, source, folder, new Dictionary<string, string?>
        {
            ["PATH"] = string.Join(':', Path.Combine(folder, "bin"), tools.Postgres.Path, Environment.GetEnvironmentVariable("PATH")),
            ["PGHOST"] = "127.0.0.1",
            ["PGPORT"] = $"{_server?.Port}",
            ["PGPASSWORD"] = _password,
        });
    }

    /// <summary>One value of the server that the scripts see.</summary>
    internal async Task<string> ScalarAsync(string sql, string database = "postgres")
    {
        await using NpgsqlConnection connection = new($"{_server!.ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return $"{await command.ExecuteScalarAsync()}";
    }

    /// <summary>Changes something on that server.</summary>
    internal async Task ExecuteAsync(string database, string sql)
    {
        await using NpgsqlConnection connection = new($"{_server!.ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
