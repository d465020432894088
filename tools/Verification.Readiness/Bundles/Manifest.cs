using System.Security.Cryptography;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Bundles;

/// <summary>One file of a bundle.</summary>
/// <param name="Path">Relative to the bundle, with forward slashes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Length.</param>
public sealed record ManifestFile(string Path, string Sha256, long Bytes);

/// <summary>manifest.json: every other file of a bundle with its digest, so that a later change shows.</summary>
public sealed record Manifest
{
    /// <summary>Version of this shape.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The run whose files these are.</summary>
    public required string RunId { get; init; }

    /// <summary>Commit of the harness that wrote them.</summary>
    public required string Commit { get; init; }

    /// <summary>Whether the harness's work tree differed from that commit.</summary>
    public required bool WorkTreeDirty { get; init; }

    /// <summary>Every file of the bundle except the manifest itself, by path.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>The name under which it is stored in the bundle.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Describes a bundle's files; an entry for the manifest itself is left out.</summary>
    /// <exception cref="ArgumentException">A path leaves the bundle or occurs twice.</exception>
    public static Manifest Of(RunRecord run, IEnumerable<(string Path, ReadOnlyMemory<byte> Content)> files)
    {
        SortedDictionary<string, ManifestFile> entries = new(StringComparer.Ordinal);
        foreach ((string given, ReadOnlyMemory<byte> content) in files)
        {
            string path = given.Replace('\\', '/');
            if (path.StartsWith('/') || path.Contains(':') || path.Split('/').Any(part => part is "" or "." or ".."))
            {
                throw new ArgumentException($"'{given}' is not a path inside a bundle.", nameof(files));
            }

            if (path != FileName && !entries.TryAdd(path, new ManifestFile(path, Convert.ToHexStringLower(SHA256.HashData(content.Span)), content.Length)))
            {
                throw new ArgumentException($"'{given}' is listed twice.", nameof(files));
            }
        }

        return new Manifest { RunId = run.RunId, Commit = run.Commit, WorkTreeDirty = run.WorkTreeDirty, Files = [.. entries.Values] };
    }
}
