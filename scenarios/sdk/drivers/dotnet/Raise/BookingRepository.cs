using Npgsql;

namespace Verification.SdkDriver.Raise;

/// <summary>A table with a unique constraint, and the insert that violates it.</summary>
internal sealed class BookingRepository(NpgsqlConnection connection, string table, IReadOnlyList<string> uniqueOn) : IAsyncDisposable
{
    // A run that ends drops the table, maybe while it is being made.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Its name, with the run's tag.</summary>
    public string Table => table;

    /// <summary>Name of the constraint.</summary>
    public string Constraint { get; } = $"{table}_{string.Join('_', uniqueOn)}_key";

    /// <summary>Makes the table for rows like this one.</summary>
    public async Task CreateTableAsync(IReadOnlyDictionary<string, object?> row)
    {
        IEnumerable<string> columns = row.Select(column => $"{Quoted(column.Key)} {(column.Value is long ? "bigint" : "text")} not null");
        await ExecuteAsync($"create table {Quoted(table)} ({string.Join(", ", columns)}, constraint {Quoted(Constraint)} unique ({string.Join(", ", uniqueOn.Select(Quoted))}))");
    }

    /// <summary>Inserts a row.</summary>
    /// <exception cref="PostgresException">It is there already.</exception>
    public async Task CreateAsync(IReadOnlyDictionary<string, object?> row)
    {
        IEnumerable<string> places = Enumerable.Range(1, row.Count).Select(number => $"${number}");
        await ExecuteAsync($"insert into {Quoted(table)} ({string.Join(", ", row.Keys.Select(Quoted))}) values ({string.Join(", ", places)})", row.Values);
    }

    /// <summary>Drops the table and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await ExecuteAsync($"drop table if exists {Quoted(table)}");
        }
        finally
        {
            await connection.DisposeAsync();
            _turn.Dispose();
        }
    }

    private async Task ExecuteAsync(string sql, params IEnumerable<object?> values)
    {
        await _turn.WaitAsync();
        try
        {
            await using NpgsqlCommand command = new(sql, connection);
            command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value ?? DBNull.Value }).ToArray());
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
