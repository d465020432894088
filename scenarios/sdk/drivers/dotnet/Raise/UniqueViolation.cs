using System.Text.Json;
using Npgsql;
using Verification.SdkDriver.Running;

namespace Verification.SdkDriver.Raise;

/// <summary>A real table with a real constraint on the run's PostgreSQL, and a row that is inserted once too often.</summary>
internal sealed class UniqueViolation : Place
{
    private readonly BookingRepository _repository;
    private readonly IReadOnlyDictionary<string, object?> _row;

    private UniqueViolation(BookingRepository repository, IReadOnlyDictionary<string, object?> row) => (_repository, _row) = (repository, row);

    /// <inheritdoc/>
    public override string Name => $"table {_repository.Table}";

    /// <summary>Makes the table and its first row.</summary>
    /// <exception cref="InvalidOperationException">No PostgreSQL was given.</exception>
    public static async Task<Place> OpenAsync(JsonElement raise, RunContext run)
    {
        string url = run.Request.PostgresUrl ?? throw new InvalidOperationException("no PostgreSQL was given (postgresUrl)");
        // The Node driver has a table of its own, because both run at the same time.
        string table = $"{raise.Text("table")}_{RunTag.Of(run.Request.RunId)}_net";
        string[] uniqueOn = [.. raise.GetProperty("uniqueOn").EnumerateArray().Select(column => column.GetString()!)];
        UniqueViolation place = new(new(await PostgresUrl.OpenAsync(url, run.Stop), table, uniqueOn), Plain.Object(raise.GetProperty("row")));
        run.Cleanup.Add(place);
        try
        {
            await place._repository.CreateTableAsync(place._row);
            await place._repository.CreateAsync(place._row);
            return place;
        }
        catch
        {
            await run.Cleanup.CloseAsync(place);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task RaiseAsync(JsonElement definition, Report report)
    {
        try
        {
            await _repository.CreateAsync(_row);
        }
        catch (PostgresException error)
        {
            await report(error, new Dictionary<string, object?> { ["table"] = _repository.Table, ["constraint"] = _repository.Constraint });
            return;
        }

        throw new InvalidOperationException($"PostgreSQL took the same row of {_repository.Table} twice");
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _repository.DisposeAsync();
}
