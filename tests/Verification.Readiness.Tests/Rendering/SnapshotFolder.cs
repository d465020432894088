using System.Text;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>A folder of accepted texts for tests of the comparison itself.</summary>
internal sealed class SnapshotFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("snapshot-").FullName;

    public void Accept(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    /// <summary>The text of a file with its byte order mark; null when it isn't there.</summary>
    public string? Read(string file) => File.Exists(System.IO.Path.Combine(Path, file)) ? Encoding.UTF8.GetString(File.ReadAllBytes(System.IO.Path.Combine(Path, file))) : null;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
