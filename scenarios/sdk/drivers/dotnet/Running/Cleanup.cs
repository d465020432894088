using System.Collections.Concurrent;
using Verification.SdkDriver.Raise;

namespace Verification.SdkDriver.Running;

/// <summary>What has been opened and must be removed again, whichever way the run ends.</summary>
internal sealed class Cleanup
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Place, Lazy<Task>> _places = [];
    private volatile bool _over;

    /// <summary>Adds a place that has to be closed, before it makes anything; returns it.</summary>
    /// <exception cref="OperationCanceledException">The run is over: what is made now nobody would remove.</exception>
    public TPlace Add<TPlace>(TPlace place) where TPlace : Place
    {
        _places[place] = new(() => DisposeAsync(place));
        return _over ? throw new OperationCanceledException() : place;
    }

    /// <summary>Closes a place, once; whoever else asks waits for the same end.</summary>
    public Task CloseAsync(Place place) => _places.TryGetValue(place, out Lazy<Task>? closing) ? closing.Value : Task.CompletedTask;

    /// <summary>Closes what is still open, and waits for what is being closed.</summary>
    public Task CloseAllAsync()
    {
        _over = true;
        return Task.WhenAll(_places.Values.Select(closing => closing.Value));
    }

    private static async Task DisposeAsync(Place place)
    {
        try
        {
            await place.DisposeAsync().AsTask().WaitAsync(Limit);
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"Clean-up of {place.Name} failed: {Reasons.Of(error)}; it may have left something behind.");
        }
    }
}
