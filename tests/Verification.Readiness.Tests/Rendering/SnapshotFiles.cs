namespace Verification.Readiness.Tests.Rendering;

/// <summary>
/// Where accepted texts are and what they are called. <see cref="Snapshot"/> compares with them: through Verify in a build with the full
/// package set, by a few lines of our own in the others (README, "Dependencies").
/// </summary>
internal static class SnapshotFiles
{
    /// <summary>The folder of the accepted texts.</summary>
    public static string Folder { get; } = Repository.Path("tests", "Verification.Readiness.Tests", "Rendering", "Snapshots");

    /// <summary>The accepted text of a document in one of its formats.</summary>
    public static string Verified(string document, string extension) => $"{document}.verified.{extension}";

    /// <summary>What a comparison that failed leaves beside it; renaming it accepts it.</summary>
    public static string Received(string document, string extension) => $"{document}.received.{extension}";

    /// <summary>Accepted files that no test compares with.</summary>
    public static IReadOnlyList<string> Dangling(string? folder = null) =>
    [
        .. Directory.EnumerateFiles(folder ?? Folder, "*.verified.*").Select(path => Path.GetFileName(path))
            .Except(Rendered.All.Select(rendered => Verified(rendered.Document, rendered.Extension))).Order(StringComparer.Ordinal),
    ];
}
