using Npgsql;

namespace Verification.ReferenceTarget.Storage;

/// <summary>PostgreSQL behind positional SQL; it outlives a restart of the server.</summary>
public sealed class Database(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string ServerWasShutDown = "57P01";

    /// <summary>Opens a pool for <c>postgres://user:password@host:port/database</c>.</summary>
    public static Database Open(string url, string applicationName)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
        {
            throw new UsageException("DATABASE_URL must look like postgres://user:password@host:port/database.");
        }

        var user = uri.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = uri.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            SslMode = SslMode.Disable,
            MaxPoolSize = 10,
            Timeout = 5,
            CommandTimeout = 30,
            ApplicationName = applicationName,
            MaxAutoPrepare = 20,
        };
        var builder = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString);
        builder.EnableArrays();
        return new Database(builder.Build());
    }

    /// <summary>All rows of a query.</summary>
    public async Task<List<Row>> RowsAsync(string sql, params object?[] arguments)
    {
        try
        {
            return await ReadAsync(sql, arguments, CancellationToken.None);
        }
        catch (NpgsqlException failure) when (failure.IsTransient || failure.SqlState == ServerWasShutDown)
        {
            // The pool may hold connections from before a restart of the server; reading twice does no harm.
            return await ReadAsync(sql, arguments, CancellationToken.None);
        }
    }

    /// <summary>The first row of a query, if any.</summary>
    public async Task<Row?> RowAsync(string sql, params object?[] arguments) =>
        (await RowsAsync(sql, arguments)).FirstOrDefault();

    /// <summary>Runs one changing statement; not repeated unless the server was already going down.</summary>
    public async Task<List<Row>> ChangeAsync(string sql, params object?[] arguments)
    {
        try
        {
            return await ReadAsync(sql, arguments, CancellationToken.None);
        }
        catch (NpgsqlException failure) when (failure.SqlState == ServerWasShutDown)
        {
            return await ReadAsync(sql, arguments, CancellationToken.None);
        }
    }

    /// <summary>Whether the server answers before the cancellation.</summary>
    public Task PingAsync(CancellationToken cancellation) => ReadAsync("select 1", [], cancellation);

    /// <summary>Runs several statements in one transaction.</summary>
    public async Task<T> InTransactionAsync<T>(Func<Transaction, Task<T>> work)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var result = await work(new Transaction(connection));
        await transaction.CommitAsync();
        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<List<Row>> ReadAsync(string sql, object?[] arguments, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await new Transaction(connection).RowsAsync(sql, arguments, cancellation);
    }
}

/// <summary>An open connection on which statements follow one another.</summary>
public sealed class Transaction(NpgsqlConnection connection)
{
    /// <summary>All rows of a statement.</summary>
    public Task<List<Row>> RowsAsync(string sql, params object?[] arguments) =>
        RowsAsync(sql, arguments, CancellationToken.None);

    /// <summary>All rows of a statement, unless cancelled.</summary>
    public async Task<List<Row>> RowsAsync(string sql, object?[] arguments, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Every statement is a literal of this project; values travel as parameters.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellation))
        {
            var values = new Dictionary<string, object?>(reader.FieldCount, StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                values[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(new Row(values));
        }

        return rows;
    }
}
