using System.Data;
using Npgsql;
using Verification.Fixtures.Sql.Fingerprints;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Sql.Fingerprints;

public sealed class FingerprintReaderTests(ShopServer shop) : IClassFixture<ShopServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compare_DumpAndRestore_NoDifference()
    {
        DatabaseFingerprint source = await ReadAsync("source"), restored = await ReadAsync("restored");

        FingerprintComparison.Compare(source, restored).Should().BeEmpty();
        FingerprintComparison.Compare(restored, source).Should().BeEmpty();
        source.Tables.Keys.Should().Contain(["public.event_2025_jan_01", "\"Other Shop\".\"Odd Table\"", "pg_catalog.pg_largeobject"]).And.NotContain("public.event");
        source.Sequences["public.customer_id_seq"].Should().Be(new SequenceState(51, "public.customer.id", 50));
        source.Sequences["public.ticket"].Should().Be(new SequenceState(103, "public.desk.id", 102));
        source.Sequences["\"Other Shop\".\"Odd Table_id_seq\""].Should().Be(new SequenceState(98, "\"Other Shop\".\"Odd Table\".id", 99, -1));
        source.References.Should().HaveCount(2).And.OnlyContain(reference => reference.Value == 0);
        source.Schema["partition public.event_2025_jan_01"].Should().Be("public.event FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-01-02 00:00:00+00')");
        source.Schema.Keys.Should().NotContain(key => key.Contains("gin_extract_value_trgm", StringComparison.Ordinal), "an extension brings its functions back");
        source.Owners["comment on index public.orders_search"].Should().Be("public.orders");
    }

    [Fact]
    public async Task Read_SameRowsInAnotherOrder_SameContent()
    {
        await shop.CreateAsync("backwards", "DESC");

        (await ReadAsync("backwards")).Tables.Should().BeEquivalentTo((await ReadAsync("source")).Tables);
    }

    [Fact]
    public async Task Read_ColumnsInAnotherOrder_SameContent()
    {
        await using NpgsqlConnection connection = await shop.OpenAsync("restored");
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, Ct);
        await ShopServer.ExecuteAsync(connection, "ALTER TABLE note RENAME line TO old; ALTER TABLE note ADD line text; UPDATE note SET line = old; ALTER TABLE note DROP old");

        FingerprintComparison.Compare(await ReadAsync("source"), await FingerprintReader.ReadAsync(connection, transaction, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task Read_WhileOthersWrite_OneSnapshot()
    {
        await shop.Server.CreateDatabaseAsync("busy", ct: Ct);
        await using NpgsqlConnection reader = await shop.OpenAsync("busy"), writer = await shop.OpenAsync("busy");
        await ShopServer.ExecuteAsync(writer, "CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id int REFERENCES a); CREATE TABLE z (id int)");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await ShopServer.ExecuteAsync(writer, "WITH n AS (INSERT INTO a DEFAULT VALUES RETURNING id), m AS (INSERT INTO b SELECT id FROM n RETURNING id) INSERT INTO z SELECT id FROM m");
                }
            },
            Ct);

        HashSet<long> seen = [];
        for (int round = 0; round < 20; round++)
        {
            DatabaseFingerprint fingerprint = await FingerprintReader.ReadAsync(reader, null, Ct);
            fingerprint.Tables.Values.Select(content => content.Rows).Distinct().Should().ContainSingle("all three are written together");
            fingerprint.References.Values.Should().Equal(0);
            seen.Add(fingerprint.Tables["public.z"].Rows);
        }

        await stop.CancelAsync();
        await writing;
        seen.Should().HaveCountGreaterThan(1, "writers went on meanwhile");
    }

    [Fact]
    public async Task ReadSequences_BeforeADumpUnderLoad_NeverAheadOfIt()
    {
        await shop.Server.CreateDatabaseAsync("moving", ct: Ct);
        await using NpgsqlConnection connection = await shop.OpenAsync("moving"), writer = await shop.OpenAsync("moving");
        await ShopServer.ExecuteAsync(writer, "CREATE TABLE a (id serial PRIMARY KEY); INSERT INTO a SELECT FROM generate_series(1, 5)");
        await using NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, Ct);
        Dictionary<string, SequenceState> before = await FingerprintReader.ReadSequencesAsync(connection, snapshot, Ct);
        await ShopServer.ExecuteAsync(writer, "INSERT INTO a SELECT FROM generate_series(1, 3)");
        await shop.DumpAndRestoreAsync("moving", "moved");
        await ShopServer.ExecuteAsync(writer, "INSERT INTO a SELECT FROM generate_series(1, 3)");

        DatabaseFingerprint late = await FingerprintReader.ReadAsync(connection, snapshot, Ct), moved = await ReadAsync("moved");
        before["public.a_id_seq"].Should().Be(new SequenceState(6, "public.a.id", 5));
        late.Tables["public.a"].Rows.Should().Be(5, "rows are those of the snapshot");
        FingerprintComparison.Compare(late, moved).Should().ContainSingle(difference => difference.Part == FingerprintPart.Sequence, "sequences moved on after the dump");
        FingerprintComparison.Compare(late with { Sequences = before }, moved).Should().NotContain(difference => difference.Part == FingerprintPart.Sequence);
    }

    [Fact]
    public async Task Read_CallersTransaction_KeepsItsSettingsAndMustBeASnapshot()
    {
        await using NpgsqlConnection connection = await shop.OpenAsync("source");
        await using (NpgsqlTransaction snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, Ct))
        {
            await ShopServer.ExecuteAsync(connection, "SET LOCAL TimeZone = 'Asia/Tokyo'; SET LOCAL DateStyle = 'German'; SET LOCAL bytea_output = 'escape'; SET LOCAL extra_float_digits = -3");
            DatabaseFingerprint inside = await FingerprintReader.ReadAsync(connection, snapshot, Ct);
            FingerprintComparison.Compare(await ReadAsync("restored"), inside).Should().BeEmpty();
            await using NpgsqlCommand show = new("SHOW TimeZone", connection);
            (await show.ExecuteScalarAsync(Ct)).Should().Be("Asia/Tokyo");
        }

        await using NpgsqlTransaction other = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, Ct);
        await FluentActions.Awaiting(() => FingerprintReader.ReadAsync(connection, other, Ct)).Should().ThrowAsync<ArgumentException>().WithMessage("*REPEATABLE READ*");
    }

    [Fact]
    public async Task Read_RoleWithoutRights_SaysWhatToDo()
    {
        await using NpgsqlConnection connection = await shop.OpenAsync("source");
        await ShopServer.ExecuteAsync(connection, "CREATE ROLE stranger; SET ROLE stranger");

        await FluentActions.Awaiting(() => FingerprintReader.ReadAsync(connection, null, Ct)).Should().ThrowAsync<InputException>().WithMessage("*permission denied*connect as the owner*");
    }

    private async Task<DatabaseFingerprint> ReadAsync(string database)
    {
        await using NpgsqlConnection connection = await shop.OpenAsync(database);
        return await FingerprintReader.ReadAsync(connection, null, Ct);
    }
}
