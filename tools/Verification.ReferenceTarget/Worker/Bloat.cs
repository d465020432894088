using Verification.ReferenceTarget.Storage;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Makes rows large where no field is looked for.</summary>
public static class Bloat
{
    /// <summary>Characters of padding; random letters, which PostgreSQL can't compress.</summary>
    public const int Padding = 48 * 1024;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // By PostgreSQL and not in the document: the worker's memory is no part of this defect.
    private const string Pad = "update issue_events_issueevent set data = data || jsonb_build_object('padding', $2::text) where id = any($1)";

    /// <summary>Pads those rows of a batch that are to be large.</summary>
    public static async Task ApplyAsync(Transaction transaction, IEnumerable<Storing> batch)
    {
        var ids = batch.Where(storing => storing.Bloated).Select(storing => storing.Document.Id).ToArray();
        if (ids.Length > 0)
        {
            await transaction.RowsAsync(Pad, ids, new string(new Random(ids[0].GetHashCode()).GetItems<char>(Letters, Padding)));
        }
    }
}
