using Npgsql;
using Verification.Fixtures.Sql.Fingerprints;

namespace Verification.Fixtures.Tests.Sql.Fingerprints;

public sealed class IndexVerificationTests(ShopServer shop) : IClassFixture<ShopServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_SoundIndexes_AllVerifiedAndNothingLeft()
    {
        await using NpgsqlConnection connection = await shop.OpenAsync("restored");
        IndexReport result = await IndexVerification.VerifyAsync(connection, Ct);

        result.Problems.Should().BeEmpty();
        (result.Available, result.Reason, result.Verified).Should().Be((true, "", 9));
        result.Unverified.Should().Equal("public.customer_name (gin)", "public.orders_search (gin)");
        await using NpgsqlConnection source = await shop.OpenAsync("source");
        FingerprintComparison.Compare(await FingerprintReader.ReadAsync(source, null, Ct), await FingerprintReader.ReadAsync(connection, null, Ct)).Should().BeEmpty("amcheck was rolled back");
    }

    [Theory]
    [InlineData("public.customer_pkey", "SELECT count(*) FROM customer WHERE id = 1", "SELECT count(*) FROM customer WHERE id = 2")]
    [InlineData("orders_data", "SELECT count(*) FROM orders WHERE customer_id = 1 AND data ->> 'kind' IN ('a', 'b')", "SELECT count(*) FROM orders WHERE customer_id = 2 AND data ->> 'kind' IN ('a', 'b')")]
    [InlineData("public.event_2025_jan_01_n_idx", "SELECT count(*) FROM event_2025_jan_01 WHERE n = 0", "SELECT count(*) FROM event_2025_jan_01 WHERE n = 1")]
    [InlineData("customer_email_key", "SELECT count(*) FROM customer WHERE email = '10@example.test'", "SELECT count(*) FROM customer WHERE email = '11@example.test'")]
    public async Task Verify_DamagedIndex_IsNamedWhileContentIsSound(string index, string missing, string found)
    {
        string database = $"damaged_{Guid.NewGuid():N}";
        await shop.Server.CreateDatabaseAsync(database, "restored", Ct);
        await using NpgsqlConnection connection = await shop.OpenAsync(database), other = await shop.OpenAsync(database);
        DatabaseFingerprint before = await FingerprintReader.ReadAsync(connection, null, Ct);
        const string OnlyIndexes = "SET enable_seqscan = off; ";
        (await CountAsync(other, OnlyIndexes + missing)).Should().BePositive();

        await IndexDamage.DamageAsync(connection, index, Ct);

        (await CountAsync(other, OnlyIndexes + missing)).Should().Be(0, "the index lies, also to sessions that used it before");
        (await CountAsync(other, OnlyIndexes + found)).Should().BePositive();
        IndexReport result = await IndexVerification.VerifyAsync(connection, Ct);
        result.Problems.Should().ContainSingle().Which.Should().Contain($"public.{index.Replace("public.", "", StringComparison.Ordinal)}").And.Contain("lacks matching index tuple");
        result.Verified.Should().Be(9);
        FingerprintComparison.Compare(before, await FingerprintReader.ReadAsync(connection, null, Ct)).Should().BeEmpty("heap and definitions are sound");
    }

    [Theory]
    [InlineData("public.orders_search", "*no B-tree index*")]
    [InlineData("public.nowhere", "*no B-tree index*")]
    [InlineData("public.damage_of_none", "*no entries*")]
    public async Task Damage_NothingToDamage_IsRefused(string index, string message)
    {
        await shop.Server.DropDatabaseAsync("untouched", Ct);
        await shop.Server.CreateDatabaseAsync("untouched", "restored", Ct);
        await using NpgsqlConnection connection = await shop.OpenAsync("untouched");
        await ShopServer.ExecuteAsync(connection, "CREATE TABLE none (id int); CREATE INDEX damage_of_none ON none (id)");

        await FluentActions.Awaiting(() => IndexDamage.DamageAsync(connection, index, Ct)).Should().ThrowAsync<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public async Task Verify_RoleThatMayNotInstallIt_IsUnavailableWithTheReason()
    {
        await using NpgsqlConnection connection = await shop.OpenAsync("restored");
        await ShopServer.ExecuteAsync(connection, "CREATE ROLE guest; SET ROLE guest");
        IndexReport result = await IndexVerification.VerifyAsync(connection, Ct);

        (result.Available, result.Verified).Should().Be((false, 0));
        result.Reason.Should().Contain("permission denied").And.Contain("contrib");
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string query)
    {
        await using NpgsqlCommand command = new(query, connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
