using System.Text.RegularExpressions;

namespace Verification.ReferenceTarget.Storage;

/// <summary>Uploaded files in a folder that web and worker share, each under the SHA-1 of its content.</summary>
public sealed partial class Uploads(string root)
{
    /// <summary>Whether a text can name a file here.</summary>
    public static bool IsChecksum(string? text) => text is not null && Checksum().IsMatch(text);

    /// <summary>Where a file is kept, below the root.</summary>
    public static string NameOf(string checksum) => $"file_blobs/{checksum}";

    /// <summary>Keeps a file; of two with the same checksum the content is the same.</summary>
    public async Task KeepAsync(string checksum, ReadOnlyMemory<byte> content)
    {
        var path = Path.Combine(root, NameOf(checksum));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(part, content);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>A file's content; null when it is not here, as where the folder is not shared.</summary>
    public async Task<byte[]?> ReadAsync(string checksum)
    {
        var path = Path.Combine(root, NameOf(checksum));
        return File.Exists(path) ? await File.ReadAllBytesAsync(path) : null;
    }

    /// <summary>Removes files.</summary>
    public void Remove(IEnumerable<string> checksums)
    {
        foreach (var checksum in checksums)
        {
            File.Delete(Path.Combine(root, NameOf(checksum)));
        }
    }

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Checksum();
}
