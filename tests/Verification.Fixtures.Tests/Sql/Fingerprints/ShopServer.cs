using Npgsql;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;

namespace Verification.Fixtures.Tests.Sql.Fingerprints;

/// <summary>A server with the shop in "source" and its restored dump in "restored"; tests change them only in transactions that they roll back.</summary>
public sealed class ShopServer : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    internal Supervisor Supervisor { get; private set; } = null!;

    internal HostTools Tools { get; private set; } = null!;

    internal PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Tools = await Machine.WithPostgresAsync();
        Supervisor = await _scratch.SupervisorAsync();
        Server = await PostgresServer.StartAsync(Supervisor, Tools, new PostgresOptions { Settings = new Dictionary<string, string> { ["fsync"] = "off" } });
        await CreateAsync("source", "ASC");
        await DumpAndRestoreAsync("source", "restored");
    }

    internal async Task CreateAsync(string database, string direction)
    {
        await Server.CreateDatabaseAsync(database);
        await using NpgsqlConnection connection = await OpenAsync(database);
        await ExecuteAsync(connection, ShopSchema.Create + ShopSchema.Fill(direction));
    }

    internal async Task DumpAndRestoreAsync(string from, string to)
    {
        string archive = Path.Combine(_scratch.Root, $"{to}.dump");
        await Server.CreateDatabaseAsync(to);
        await RunAsync("pg_dump", "-Fc", "--no-owner", "-f", archive, "-d", from);
        await RunAsync("pg_restore", "--no-owner", "--exit-on-error", "-d", to, archive);
    }

    internal async Task<NpgsqlConnection> OpenAsync(string database)
    {
        NpgsqlConnection connection = new($"{Server.ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    private async Task RunAsync(string tool, params string[] arguments)
    {
        ProcessSpec spec = new(tool, Tools.PostgresBinary(tool)!, ["-h", "127.0.0.1", "-p", $"{Server.Port}", "-U", "postgres", .. arguments])
        {
            Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = Server.Secrets.Single() },
        };
        (await Supervisor.RunAsync(spec, TimeSpan.FromSeconds(60))).EnsureSuccess(tool);
    }
}
