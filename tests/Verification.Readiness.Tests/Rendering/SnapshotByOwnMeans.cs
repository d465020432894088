using FluentAssertions;
using FluentAssertions.Execution;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Compares texts with those that somebody looked at and accepted, as Verify does, in a build without it (see SnapshotByVerify.cs).</summary>
internal static class Snapshot
{
    /// <summary>Fails unless each format of a document is the accepted one, and none is missing or left over.</summary>
    public static Task MatchAsync(string document, IReadOnlyList<(string Extension, string Text)> formats, string? folder = null)
    {
        folder ??= SnapshotFiles.Folder;
        using AssertionScope all = new();
        foreach ((string extension, string text) in formats)
        {
            Match(folder, document, extension, Lines(text));
        }

        Directory.EnumerateFiles(folder, SnapshotFiles.Verified(document, "*")).Select(path => Path.GetFileName(path))
            .Except(formats.Select(format => SnapshotFiles.Verified(document, format.Extension))).Should().BeEmpty("{0} has no other format", document);
        return Task.CompletedTask;
    }

    private static void Match(string folder, string document, string extension, string text)
    {
        (string verified, string received) = (SnapshotFiles.Verified(document, extension), SnapshotFiles.Received(document, extension));
        FileInfo file = new(Path.Combine(folder, verified));
        string? accepted = file is { Exists: true, Length: > 0 } ? Lines(File.ReadAllText(file.FullName)) : null;
        // Many editors end a file's last line.
        if (accepted == text || accepted == text + '\n')
        {
            File.Delete(Path.Combine(folder, received));
            return;
        }

        File.WriteAllText(Path.Combine(folder, received), text);
        accepted.Should().NotBeNull("{0} has to be there; look at {1} and rename it if it is right", verified, received);
        text.Should().Be(accepted ?? text, "it is the accepted {0}; look at {1} and rename it if it is right", verified, received);
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
