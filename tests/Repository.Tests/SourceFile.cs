using Verification.Fixtures;

namespace Verification.Repository.Tests;

/// <summary>A file of the work tree that people write.</summary>
public sealed record SourceFile(string Path, string[] Lines)
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "artifacts", ".git", "TestResults"];

    /// <summary>The work tree's root.</summary>
    public static string Root { get; } = RepositoryLayout.Find().Root;

    /// <summary>All files with one of the endings given, by path.</summary>
    public static IReadOnlyList<SourceFile> All(params string[] endings) =>
    [
        .. Walk(new DirectoryInfo(Root))
            .Where(file => endings.Contains(file.Extension))
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllLines(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Every place where a line holds something, as path:line: text.</summary>
    public IEnumerable<string> Where(Func<string, bool> holds) => Lines
        .Select((line, index) => (line, index))
        .Where(entry => holds(entry.line))
        .Select(entry => $"{Path}:{entry.index + 1}: {entry.line.Trim()}");

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles()
        .Concat(folder.EnumerateDirectories().Where(child => !Skipped.Contains(child.Name)).SelectMany(Walk));
}
