using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Worker;

/// <summary>What is to be stored for one event, and how.</summary>
public sealed record Storing(EventDocument Document, bool Misrouted = false, bool Uncounted = false)
{
    /// <summary>Whether its row gets padding that no field shows.</summary>
    public bool Bloated { get; set; }
}

/// <summary>Defects that depend on an event's place in the sequence of its project, counted since the worker started.</summary>
public sealed class SequenceDefects(Behaviour behaviour)
{
    private readonly Dictionary<long, int> taken = [];
    private readonly HashSet<Guid> repeated = [];
    private readonly List<QueuedEvent> again = [];
    private bool storedAny;

    /// <summary>What to store for the next event: usually itself, sometimes nothing, sometimes two.</summary>
    public IEnumerable<Storing> Admit(QueuedEvent queued)
    {
        var number = taken[queued.ProjectId] = taken.GetValueOrDefault(queued.ProjectId) + 1;
        if ((behaviour.Has(Defects.LoseOneInFive) && number % 5 == 0) || (behaviour.Has(Defects.LoseOneInAThousand) && number % 1000 == 0))
        {
            return [];
        }

        if (behaviour.Has(Defects.LateDuplicate) && number % 4 == 0 && repeated.Add(queued.Id))
        {
            again.Add(Later(queued));
        }

        var storing = new Storing(
            Document(queued),
            Misrouted: behaviour.Has(Defects.SwapProject) && number % 4 == 0,
            Uncounted: behaviour.Has(Defects.StatsUndercount) && number % 3 == 0);
        return number % 4 != 0 ? [storing]
            : behaviour.Has(Defects.DuplicateEvent) ? [storing, new Storing(Document(Later(queued)))]
            : behaviour.Has(Defects.CopyToOtherProject) ? [storing, new Storing(Document(Later(queued)), Misrouted: true)]
            : [storing];
    }

    /// <summary>Events that the queue delivers once more, as after a worker that was taken for dead; each is given once.</summary>
    public IReadOnlyList<QueuedEvent> TakeAgain()
    {
        QueuedEvent[] taken = [.. again];
        again.Clear();
        return taken;
    }

    // The time of receipt is part of the row's identity.
    private static QueuedEvent Later(QueuedEvent queued) => queued with { Received = queued.Received.AddMicroseconds(1) };

    private EventDocument Document(QueuedEvent queued)
    {
        var document = EventDocument.From(queued);
        DocumentDefects.Apply(behaviour, document);
        if (behaviour.Has(Defects.FirstEventMangled) && !storedAny)
        {
            document.Title = "<lost>";
            document.Data["message"] = "<lost>";
            document.Data["logentry"] = new JsonObject { ["formatted"] = "<lost>" };
        }

        storedAny = true;
        return document;
    }
}
