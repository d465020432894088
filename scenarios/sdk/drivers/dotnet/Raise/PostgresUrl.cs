using Npgsql;

namespace Verification.SdkDriver.Raise;

/// <summary>postgres://user:password@host:port/database, which Npgsql does not read.</summary>
internal static class PostgresUrl
{
    private const int LimitSeconds = 5;
    private const int DefaultPort = 5432;

    /// <summary>An open connection.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string text, CancellationToken ct)
    {
        Uri url = new(text);
        string[] login = url.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder settings = new()
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : DefaultPort,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(login[0]),
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
            Pooling = false,
            Timeout = LimitSeconds,
            CommandTimeout = LimitSeconds,
            // Without it PostgreSQL's detail, which says which key was taken, is replaced by a sentence about its absence.
            IncludeErrorDetail = true,
        };
        NpgsqlConnection connection = new(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
