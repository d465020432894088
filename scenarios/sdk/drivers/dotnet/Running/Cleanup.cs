using System.Collections.Concurrent;
using Verification.SdkDriver.Raise;

namespace Verification.SdkDriver.Running;

/// <summary>What has been opened and must be removed again, whichever way the run ends.</summary>
internal sealed class Cleanup
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Place, bool> _open = [];

    /// <summary>Adds a place that has to be closed; returns it.</summary>
    public TPlace Add<TPlace>(TPlace place) where TPlace : Place
    {
        _open[place] = true;
        return place;
    }

    /// <summary>Closes a place, once.</summary>
    public async Task CloseAsync(Place place)
    {
        if (!_open.TryRemove(place, out _))
        {
            return;
        }

        try
        {
            await place.DisposeAsync().AsTask().WaitAsync(Limit);
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"Clean-up of {place.Name} failed: {Reasons.Of(error)}; it may have left something behind.");
        }
    }

    /// <summary>Closes what is still open.</summary>
    public Task CloseAllAsync() => Task.WhenAll(_open.Keys.Select(CloseAsync));
}
