using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Servers;
using Verification.Fixtures.Tests;
using Verification.Fixtures.Tests.Sdk;

namespace Verification.Sdk.Drivers.Tests.Dotnet;

/// <summary>Errors of a real PostgreSQL and a real Redis, of which nothing is left however the run ends.</summary>
public sealed class DotnetDriverServiceTests : IAsyncLifetime
{
    private static readonly string[] Ids = ["repository-unique-violation", "queue-worker-job-failed"];
    private readonly Scratch _scratch = new();
    private PostgresServer _postgres = null!;
    private RedisServer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        HostTools tools = await Machine.WithPostgresAsync();
        await Machine.WithRedisAsync();
        Supervisor supervisor = await _scratch.SupervisorAsync();
        _postgres = await PostgresServer.StartAsync(supervisor, tools, ct: Ct);
        _redis = await RedisServer.StartAsync(supervisor, tools, ct: Ct);
    }

    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    [Fact]
    public async Task Services_GenuineErrors_ArriveWithTheirFieldsAndLeaveNothing()
    {
        await using LoopbackIngest ingest = new();
        DotnetOutcome run = await DotnetRun.DriveAsync(Request(ingest, "Services.Whole-1"));
        (run.Code, run.Errors).Should().Be((0, ""));
        run.Of("failed").Should().BeEmpty();
        JsonElement violation = run.Main(Ids[0]).GetProperty("contexts").GetProperty("PostgresException");
        violation.GetProperty("SqlState").GetString().Should().Be("23505");
        violation.GetProperty("TableName").GetString().Should().MatchRegex("^bookings_ces_whole_1_[0-9a-f]{8}_net$");
        violation.GetProperty("ConstraintName").GetString().Should().Be($"{violation.GetProperty("TableName").GetString()}_company_id_slot_key");
        violation.GetProperty("Detail").GetString().Should().Be("Key (company_id, slot)=(7, 10:00) already exists.");
        JsonElement job = run.Main(Ids[1]);
        job.GetProperty("tags").GetProperty("jobId").GetString().Should().Be("1");
        job.GetProperty("extra").GetProperty("retry").GetRawText().Should().Be("""{"attemptsMade":2,"max":2,"delayMs":0}""");
        job.GetProperty("extra").GetProperty("message").GetProperty("template").GetProperty("variables").GetProperty("staff").GetProperty("name").GetString().Should().Be("Fay");
        job.GetProperty("contexts").GetProperty("SendFailedException").GetRawText().Should().Be("""{"Code":"CHANNEL_CLOSED","Channel":"SMS"}""");
        (await LeftBehindAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Services_RunsSideBySide_DoNotMeet()
    {
        await using LoopbackIngest ingest = new();
        DotnetOutcome[] runs = await Task.WhenAll(new[] { "side-a", "side-b", "side-c" }.Select(runId => DotnetRun.DriveAsync(Request(ingest, runId))));
        runs.Should().OnlyContain(run => run.Code == 0 && run.Of("sent").Count == 3 && run.Of("failed").Count == 0);
        (await LeftBehindAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("deadline", 0)]
    [InlineData("signal", 143)]
    public async Task Services_EndedEarly_LeaveNothing(string ending, int code)
    {
        DotnetRun? run = null;
        IReadOnlyList<string> made = [];
        using ManualResetEventSlim never = new();
        await using LoopbackIngest ingest = new((_, _) =>
        {
            made = LeftBehindAsync().GetAwaiter().GetResult();
            if (ending == "signal")
            {
                Signals.Send(run!.Process.Id, ProcessSignal.Terminate);
            }

            never.Wait();
        });
        JsonObject request = Request(ingest, $"services-{ending}");
        request["timeoutMs"] = ending == "deadline" ? 3_000 : 20_000;
        using (run = DotnetRun.Start(request.ToJsonString()))
        {
            DotnetOutcome outcome = await run.OutcomeAsync();
            never.Set();
            (outcome.Code, outcome.Of("failed").Count).Should().Be((code, 2));
        }

        made.Should().NotBeEmpty("otherwise there was nothing to clean up");
        (await LeftBehindAsync()).Should().BeEmpty();
    }

    private JsonObject Request(LoopbackIngest ingest, string runId)
    {
        JsonObject request = DotnetRun.Request(ingest.Dsn, Ids);
        (request["runId"], request["postgresUrl"], request["redisUrl"]) = (runId, _postgres.Url(), _redis.Url());
        return request;
    }

    private async Task<IReadOnlyList<string>> LeftBehindAsync()
    {
        Uri url = new(_postgres.Url());
        string[] login = url.UserInfo.Split(':');
        await using NpgsqlConnection connection = new($"Host={url.Host};Port={url.Port};Username={login[0]};Password={Uri.UnescapeDataString(login.ElementAtOrDefault(1) ?? "")};Database={url.AbsolutePath.Trim('/')};Pooling=false");
        await connection.OpenAsync(Ct);
        await using NpgsqlCommand command = new("select coalesce(array_agg(tablename::text), '{}') from pg_tables where schemaname = 'public'", connection);
        string[] tables = (string[])(await command.ExecuteScalarAsync(Ct))!;
        return [.. tables, .. (await _redis.CommandAsync(0, ["KEYS", "*"], Ct)).Texts];
    }
}
