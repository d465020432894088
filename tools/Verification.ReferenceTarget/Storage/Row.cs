namespace Verification.ReferenceTarget.Storage;

/// <summary>One row of a query, by column name.</summary>
public sealed class Row(Dictionary<string, object?> values)
{
    /// <summary>The value of a column that is never null.</summary>
    public T Get<T>(string column) => (T)values[column]!;

    /// <summary>The value of a column that may be null.</summary>
    public T? Find<T>(string column) => (T?)values[column];

    /// <summary>A point in time, which PostgreSQL keeps to the microsecond.</summary>
    public DateTimeOffset Time(string column) => new(Get<DateTime>(column));
}
