using Npgsql;
using Verification.ReferenceTarget.Load;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Stores batches whatever PostgreSQL does: waits while it is away, and goes one by one past an event it refuses.</summary>
public sealed class BatchWriter(Services services)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    // 5.2 waits 30 s for a connection (measured); an outage that long would make every drill on the stand-in as slow.
    private static readonly TimeSpan GivesUp = TimeSpan.FromSeconds(2.5);
    // Connection, password, database, resources, state, operator, system: no event's fault, and it passes.
    private static readonly string[] AboutTheServer = ["08", "28", "3D", "53", "55", "57", "58"];
    private readonly EventStore store = new(services.Database, services.Behaviour);

    /// <summary>False only when the worker is stopped while PostgreSQL is away: the batch then goes back to the queue.</summary>
    public async Task<bool> StoredAsync(IReadOnlyCollection<Storing> storing, CancellationToken stop)
    {
        var begun = services.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.StoreAsync(storing);
                return true;
            }
            catch (PostgresException failure) when (!failure.IsTransient && !AboutTheServer.Contains(failure.SqlState[..2]))
            {
                return await StoredOneByOneAsync(storing, failure, stop);
            }
            catch (NpgsqlException failure)
            {
                if (attempt == 1)
                {
                    services.Log.Error("database unreachable, trying on", failure);
                }

                if (stop.IsCancellationRequested)
                {
                    return false;
                }

                if (services.Behaviour.Has(Defects.DatabaseOutageLoses) && services.Time.GetElapsedTime(begun) > GivesUp)
                {
                    services.Log.Error($"no connection to the database, {storing.Count} events are lost", failure);
                    return true;
                }

                await Pause.ForAsync(Retry, services.Time, stop);
            }
        }
    }

    // One event that PostgreSQL refuses must not take its neighbours with it.
    private async Task<bool> StoredOneByOneAsync(IReadOnlyCollection<Storing> storing, PostgresException failure, CancellationToken stop)
    {
        if (storing.Count == 1)
        {
            services.Log.Error("an event could not be stored and is lost", failure);
            return true;
        }

        foreach (var one in storing)
        {
            if (!await StoredAsync([one], stop))
            {
                return false;
            }
        }

        return true;
    }
}
