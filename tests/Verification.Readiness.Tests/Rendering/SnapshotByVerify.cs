namespace Verification.Readiness.Tests.Rendering;

/// <summary>Compares texts with those that somebody looked at and accepted, through Verify (needs the full package set; otherwise SnapshotByOwnMeans.cs).</summary>
internal static class Snapshot
{
    /// <summary>Fails unless each format of a document is the accepted one, and none is missing or left over.</summary>
    public static async Task MatchAsync(string document, IReadOnlyList<(string Extension, string Text)> formats, string? folder = null)
    {
        VerifySettings settings = SnapshotSettings.For(document, folder ?? SnapshotFiles.Folder);
        await Verify(formats.Select(format => new Target(format.Extension, format.Text)), settings);
    }
}
