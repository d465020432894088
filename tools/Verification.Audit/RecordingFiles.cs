using System.Security.Cryptography;
using System.Text;

namespace Verification.Audit;

/// <summary>Remembers what was read, so that a report can say it and a digest can stand for it.</summary>
internal sealed class RecordingFiles(IDeploymentFiles files) : IDeploymentFiles
{
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths => files.Paths;

    /// <summary>Files that were read.</summary>
    public IReadOnlyList<string> ReadPaths => [.. _texts.Keys];

    /// <summary>SHA-256 over the names and contents of all files read.</summary>
    public string Digest()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string path, string text) in _texts)
        {
            // With their lengths, so that no two sets of files read as the same bytes.
            hash.AppendData(Encoding.UTF8.GetBytes($"{path.Length}:{path}{text.Length}:{text}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public FileRead Read(string path)
    {
        FileRead read = files.Read(path);
        if (read is FileText { Text: string text } && MemoryFiles.TryNormalize(path, out string? inside))
        {
            _texts[inside] = text;
        }

        return read;
    }

    /// <inheritdoc/>
    public string? Mode(string path) => files.Mode(path);
}
