using Npgsql;
using Verification.Fixtures.Memory;
using Verification.Fixtures.Servers;
using static Verification.Fixtures.Tests.Memory.Sizes;

namespace Verification.Fixtures.Tests.Memory;

public sealed class ProcessTreeMemoryTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_TreeGrowsWhileSampling_CountsTheNewOnes()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("worker", program.Pid, table);
        long before = source.Read().WorkingSetBytes!.Value;
        program.Tell("fork", 40 * MiB);
        program.Tell("shell");
        program.Tell("fork", 40 * MiB);

        await Eventually.Async(() => source.Read().WorkingSetBytes > before + (80 * MiB), "both children to be counted", Soon, ct: Ct);
        source.Pids.Should().HaveCountGreaterThanOrEqualTo(4, "its shell and cat are there as well");
        program.End();
        await Eventually.Async(() => source.Read().Reason is not null, "all of them to be gone", Soon, ct: Ct);
        source.Pids.Should().BeEmpty();
    }

    [Fact]
    public async Task Read_ChildBornAndSpikedBetweenTwoLooks_IsSeen()
    {
        using PerlProgram program = new();
        using ProcessTable table = new();
        using ProcessMemorySource source = new("worker", program.Pid, table);
        source.ReadDetailed();
        program.Tell("fork", 90 * MiB);
        MemoryReading reading = default;
        await Eventually.Async(() => (reading = source.Read()).WorkingSetBytes > 90 * MiB, "the child to be seen", Soon, ct: Ct);
        reading.PeakBytes.Should().BeGreaterThanOrEqualTo(reading.WorkingSetBytes!.Value);
    }

    [Fact]
    public async Task Read_PagesThatForkLeftShared_CountInEachButNotInPss()
    {
        using PerlProgram program = new();
        program.Tell("keep", 80 * MiB);
        program.Tell("fork");
        program.Tell("fork");
        using ProcessTable table = new();
        using ProcessMemorySource source = new("web", program.Pid, table);
        await Eventually.Async(() => source.Read() is { Reason: null } && source.Pids.Count() == 3, "both children to be counted", Soon, ct: Ct);
        DetailedReading reading = source.ReadDetailed();
        reading.Reading.WorkingSetBytes.Should().BeGreaterThan(240 * MiB, "this is the estimate's known weakness, always upwards");
        reading.PssBytes.Should().BeInRange(80 * MiB, 100 * MiB);
    }

    [Fact]
    public async Task Read_PostgresWithSharedBuffers_AgreesWithPss()
    {
        await using var scratch = new Scratch();
        // A table that fits under a quarter of shared_buffers: a scan of a larger one would pass it through a small ring.
        PostgresOptions options = new() { Settings = new Dictionary<string, string> { ["shared_buffers"] = "768MB", ["autovacuum"] = "off", ["fsync"] = "off" } };
        var server = await PostgresServer.StartAsync(await scratch.SupervisorAsync(), await Machine.WithPostgresAsync(), options, Ct);
        await using var connections = NpgsqlDataSource.Create(server.ConnectionString() + ";Pooling=false");
        List<NpgsqlConnection> open = [];
        for (int i = 0; i < 4; i++)
        {
            open.Add(await connections.OpenConnectionAsync(Ct));
        }

        await ExecuteAsync(open[0], "CREATE UNLOGGED TABLE event AS SELECT i, repeat('x', 1900) AS text FROM generate_series(1, 80000) i");
        using ProcessTable table = new();
        using ProcessMemorySource source = new("postgres", server.Process.Pid, table);
        source.Read();
        foreach (NpgsqlConnection connection in open)
        {
            await ExecuteAsync(connection, "SET max_parallel_workers_per_gather = 0; SELECT count(text) FROM event");
        }

        DetailedReading reading = source.ReadDetailed();
        double workingSet = (double)reading.Reading.WorkingSetBytes! / MiB;
        double pss = (double)reading.PssBytes! / MiB;
        double naive = (double)source.Pids.Sum(Resident) / MiB;
        output.WriteLine($"{source.Pids.Count()} processes: working set {workingSet:0} MiB, PSS {pss:0} MiB, RSS summed {naive:0} MiB");
        source.Pids.Should().HaveCountGreaterThanOrEqualTo(8, "postmaster, helpers and four backends, which leave its group");
        naive.Should().BeGreaterThan(2 * pss, "else nothing could be counted twice");
        (workingSet / pss).Should().BeInRange(0.9, 1.1);
        open.ForEach(connection => connection.Dispose());
    }

    private static long Resident(int pid) => ProcessFigures.Parse(File.ReadAllBytes($"/proc/{pid}/status"))!.Value.Resident;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
