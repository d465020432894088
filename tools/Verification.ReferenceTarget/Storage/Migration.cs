using Verification.ReferenceTarget.Accounts;

namespace Verification.ReferenceTarget.Storage;

/// <summary>Creates the tables and the superuser; running it again changes nothing.</summary>
public static class Migration
{
    private const long AdvisoryLock = 0x476C6974;

    /// <summary>Brings the database up to date.</summary>
    public static async Task RunAsync(Services services)
    {
        await using var resource = typeof(Migration).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(resource);
        var schema = await reader.ReadToEndAsync();
        await services.Database.InTransactionAsync(async transaction =>
        {
            await transaction.RowsAsync("select pg_advisory_xact_lock($1)", AdvisoryLock);
            return await transaction.RowsAsync(schema);
        });
        if (services.Settings is { SuperuserEmail: { Length: > 0 } email, SuperuserPassword: { Length: > 0 } password })
        {
            await services.Database.ChangeAsync(
                """
                insert into users_user (email, password, is_superuser, is_staff) values ($1, $2, true, true)
                on conflict do nothing
                """,
                email,
                Passwords.Hash(password));
        }

        services.Log.Line("done");
    }
}
