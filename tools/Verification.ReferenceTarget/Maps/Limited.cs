namespace Verification.ReferenceTarget.Maps;

/// <summary>Unpacks no more than is reasonable: a few packed bytes may stand for gigabytes.</summary>
public static class Limited
{
    /// <summary>All of a stream; null when there is more than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            if (all.Length + read > limit)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
