using System.IO.Compression;

namespace Verification.ReferenceTarget.Ingest;

/// <summary>Reads request bodies with the encodings, limits and leniency measured on 5.2 (recordings 10, 14).</summary>
public static class RequestBody
{
    /// <summary>Largest decompressed body in bytes; plain bodies have no limit.</summary>
    public const int LargestDecompressed = 2_621_440;

    /// <summary>The body, or null when it decompresses to more than GlitchTip takes.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, string? encoding)
    {
        using var raw = new MemoryStream();
        await body.CopyToAsync(raw);
        var bytes = raw.ToArray();
        return encoding?.ToLowerInvariant() switch
        {
            "gzip" => Decompress(bytes, source => new GZipStream(source, CompressionMode.Decompress)),
            "deflate" when HasZlibHeader(bytes) => Decompress(bytes, source => new ZLibStream(source, CompressionMode.Decompress)),
            "deflate" => Decompress(bytes, source => new DeflateStream(source, CompressionMode.Decompress)),
            "br" => Decompress(bytes, source => new BrotliStream(source, CompressionMode.Decompress)),
            _ => bytes,
        };
    }

    private static byte[]? Decompress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var plain = new MemoryStream();
        using var stream = open(new MemoryStream(bytes));
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > LargestDecompressed)
                {
                    return null;
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or InvalidOperationException)
        {
            // A garbled or truncated body counts for as much of it as could be read.
            return plain.ToArray();
        }

        return plain.ToArray();
    }

    private static bool HasZlibHeader(byte[] bytes) =>
        bytes.Length >= 2 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0;
}
