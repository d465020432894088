using Verification.Load.Driving;

namespace Verification.Load.Events;

/// <summary>The events of a drive: the same for every engine, so that one ledger can account for all of them.</summary>
public sealed class EventSource
{
    private readonly EventTemplate[] _templates;

    /// <summary>Prebuilds the request of every group.</summary>
    public EventSource(DriveRequest request)
    {
        Ids = new(request.RunTag);
        _templates = [.. Enumerable.Range(0, request.Plan.Payload.Groups).Select(group => new EventTemplate(request, group))];
    }

    /// <summary>Ids and serial numbers of this drive.</summary>
    public EventIds Ids { get; }

    /// <summary>How many different errors there are.</summary>
    public int Groups => _templates.Length;

    /// <summary>Which error an event is.</summary>
    public int GroupOf(long serial) => (int)(serial % _templates.Length);

    /// <summary>The request of a group.</summary>
    public EventTemplate Template(int group) => _templates[group];
}
