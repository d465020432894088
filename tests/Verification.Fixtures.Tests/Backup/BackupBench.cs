using Npgsql;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;

namespace Verification.Fixtures.Tests.Backup;

/// <summary>One server with a small GlitchTip-like database for all tests of a class; at the end nothing of it may be left.</summary>
public sealed class BackupBench : IAsyncDisposable
{
    private readonly Lazy<Task<bool>> _started;
    private int _sandboxes;

    public BackupBench() => _started = new(StartAsync);

    // Without a space: scripts that don't quote their paths are common.
    internal string Root { get; } = Directory.CreateTempSubdirectory("backup-test-").FullName;

    internal Supervisor Supervisor { get; private set; } = null!;

    internal PostgresServer Server { get; private set; } = null!;

    internal PostgresPrograms Programs { get; private set; } = null!;

    internal ScriptDatabase Database { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it with the first test that asks; a machine without PostgreSQL skips that test.</summary>
    internal Task ReadyAsync() => _started.Value;

    internal async Task<DeploymentSandbox> OpenAsync(string deployment, params string[] overlays)
    {
        await ReadyAsync();
        return await DeploymentSandbox.OpenAsync(Options(deployment) with { Overlays = overlays }, Ct);
    }

    internal SandboxOptions Options(string deployment) =>
        new() { Supervisor = Supervisor, Name = $"s{Interlocked.Increment(ref _sandboxes)}", Deployment = deployment, Database = Database };

    /// <summary>A deployment of one script.</summary>
    internal async Task<DeploymentSandbox> OpenScriptAsync(string text, string name = "backup.sh") => await OpenAsync(Folder((name, text)));

    /// <summary>A new folder with these files.</summary>
    internal string Folder(params (string Name, string Text)[] files)
    {
        string folder = Path.Combine(Root, $"folder-{Interlocked.Increment(ref _sandboxes)}");
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.StartsWith("#!", StringComparison.Ordinal) || !name.EndsWith(".sh", StringComparison.Ordinal) ? text : $"#!/bin/bash\n{text}\n");
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }

        return folder;
    }

    internal static string Deployment(string name) => Path.Combine(RepositoryLayout.Find().Deployments, name);

    internal RestorePlace Place(string database) => new("127.0.0.1", Server.Port, Database.User, Database.Password, database);

    internal async Task<string> QueryAsync(string database, string sql)
    {
        await using NpgsqlConnection connection = new(Server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using NpgsqlCommand command = new(sql, connection);
        return $"{await command.ExecuteScalarAsync(Ct)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (Supervisor is { } supervisor)
        {
            await supervisor.DisposeAsync();
            Traces.Of(supervisor.WorkDirectory.Path).Should().BeEmpty("no process outlives its supervisor");
        }

        Directory.Delete(Root, recursive: true);
    }

    private async Task<bool> StartAsync()
    {
        HostTools tools = await Machine.WithPostgresAsync();
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
        Supervisor = await Supervisor.StartAsync(new SupervisorOptions(WorkDirectory.For("run", Root), Path.Combine(Root, "logs")));
        Server = await PostgresServer.StartAsync(Supervisor, tools);
        Programs = await PostgresPrograms.FindAsync(tools.Postgres.Path, Server.Version, Ct);
        Database = new(Programs.Directory, Server.Port, "glitchtip", "it's a secret", "glitchtip");
        await QueryAsync("postgres", "CREATE ROLE glitchtip SUPERUSER LOGIN PASSWORD 'it''s a secret'");
        await QueryAsync("postgres", "CREATE DATABASE glitchtip OWNER glitchtip");
        await QueryAsync("glitchtip", """
            SET ROLE glitchtip;
            CREATE TABLE issue_events_issueevent (id int PRIMARY KEY, timestamp timestamptz NOT NULL, data text NOT NULL);
            INSERT INTO issue_events_issueevent SELECT n, now() - n * interval '1 second', md5(n::text) || 'ünï' FROM generate_series(1, 5000) AS n;
            CREATE TABLE users_user (id serial PRIMARY KEY, email text UNIQUE);
            INSERT INTO users_user (email) VALUES ('someone@example.test');
            """);
        return true;
    }
}
