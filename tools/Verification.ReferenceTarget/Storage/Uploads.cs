using System.Text.RegularExpressions;

namespace Verification.ReferenceTarget.Storage;

/// <summary>Uploaded files in a folder that web and worker share, each under the SHA-1 of its content.</summary>
public sealed partial class Uploads(string root, string folder = Uploads.Blobs)
{
    private const string Blobs = "file_blobs";

    /// <summary>Parts of files on their way, apart from the files: their names are what the sender says.</summary>
    public static Uploads Chunks(string root) => new(root, "chunks");

    /// <summary>Whether a text can name a file here.</summary>
    public static bool IsChecksum(string? text) => text is not null && Checksum().IsMatch(text);

    /// <summary>Where a file is kept, below the root.</summary>
    public static string NameOf(string checksum) => $"{Blobs}/{checksum}";

    /// <summary>Keeps a file; of two with the same checksum the content is the same.</summary>
    public async Task KeepAsync(string checksum, ReadOnlyMemory<byte> content)
    {
        var path = PathOf(checksum);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(part, content);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>A file's content; null when it is not here, as where the folder is not shared.</summary>
    public async Task<byte[]?> ReadAsync(string checksum)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(checksum));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Not here, gone in this moment, or not to be read: all the same to who asks.
            return null;
        }
    }

    /// <summary>Removes files.</summary>
    public void Remove(IEnumerable<string> checksums)
    {
        foreach (var checksum in checksums)
        {
            File.Delete(PathOf(checksum));
        }
    }

    private string PathOf(string checksum) => Path.Combine(root, folder, checksum);

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Checksum();
}
