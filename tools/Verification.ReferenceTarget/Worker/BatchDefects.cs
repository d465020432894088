using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Defects that change the last event of a full batch that belongs to a project under load.</summary>
public sealed class BatchDefects(Behaviour behaviour)
{
    private const string Serial = "serial";

    /// <summary>Applies the active ones.</summary>
    public void Change(List<Storing> batch, Func<long, bool> isUnderLoad)
    {
        var at = batch.FindLastIndex(storing => isUnderLoad(storing.Document.ProjectId));
        if (at < 0)
        {
            return;
        }

        var last = batch[at];
        if (behaviour.Has(Defects.AlterUnderLoad))
        {
            Alter(last.Document.Data["extra"] as JsonObject);
        }

        if (behaviour.Has(Defects.SplitUnderLoad))
        {
            last.Document.Hash = Grouping.Md5($"{last.Document.Hash}{last.Document.Id:N}");
        }

        if (behaviour.Has(Defects.SwapUnderLoad)
            && batch.FindLastIndex(at, at + 1, storing => storing != last && storing.Document.ProjectId == last.Document.ProjectId) is >= 0 and var other)
        {
            (last.Document.Id, batch[other].Document.Id) = (batch[other].Document.Id, last.Document.Id);
        }

        if (behaviour.Has(Defects.DuplicateUnderLoad))
        {
            // The time of receipt is part of the row's identity.
            batch.Insert(at + 1, new Storing(last.Document.ReceivedLater()));
        }

        if (behaviour.Has(Defects.LoseUnderLoad))
        {
            batch.RemoveAt(at);
        }
    }

    // A value below the top level where there is one; the serial number says which event this is and stays.
    private static void Alter(JsonObject? extra)
    {
        var nested = extra?.Select(entry => entry.Value).OfType<JsonObject>().FirstOrDefault(map => map.Any(entry => entry.Key != Serial));
        var map = nested ?? extra;
        if (map?.Select(entry => entry.Key).FirstOrDefault(key => key != Serial) is { } first)
        {
            map.Remove(first);
        }
    }
}
