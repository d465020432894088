using FluentAssertions;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Compares a text with the one that somebody looked at and accepted; a difference leaves a .received file beside it.</summary>
internal static class Snapshot
{
    /// <summary>Every snapshot there is; a file for any other is dangling.</summary>
    public static IReadOnlyList<string> Names { get; } = ["report.md", "report.html", "junit.xml", "runbook.md", "runbook.html", "audit.md", "audit.html", "audit.sarif", "audit.txt"];

    private static string Folder { get; } = Repository.Path("tests", "Verification.Readiness.Tests", "Rendering", "Snapshots");

    /// <summary>Accepted files that no test compares with.</summary>
    public static IReadOnlyList<string> Dangling(string? folder = null) =>
    [
        .. Directory.EnumerateFiles(folder ?? Folder, "*.verified.*").Select(path => Path.GetFileName(path))
            .Where(file => !Names.Any(name => File(name, "verified") == file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Fails unless the text is the accepted one; to accept it, rename the .received file to .verified.</summary>
    public static void Match(string text, string name, string? folder = null)
    {
        Names.Should().Contain(name, "a snapshot that is not listed would be taken for a dangling one");
        string verified = Path.Combine(folder ?? Folder, File(name, "verified"));
        string received = Path.Combine(folder ?? Folder, File(name, "received"));
        string accepted = System.IO.File.Exists(verified) ? System.IO.File.ReadAllText(verified) : "";
        if (accepted == text)
        {
            System.IO.File.Delete(received);
            return;
        }

        System.IO.File.WriteAllText(received, text);
        text.Should().Be(accepted, "it is the accepted {0}; look at {1} and rename it if it is right", File(name, "verified"), File(name, "received"));
    }

    private static string File(string name, string state) => $"{Path.GetFileNameWithoutExtension(name)}.{state}{Path.GetExtension(name)}";
}
