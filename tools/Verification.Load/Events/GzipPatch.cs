using System.Buffers.Binary;
using System.IO.Compression;

namespace Verification.Load.Events;

/// <summary>
/// A gzip body whose front can be rewritten in place: the part that differs is a stored block, the rest is compressed once, and the
/// checksum of the whole is combined from the two.
/// </summary>
internal sealed class GzipPatch
{
    // Ten bytes of gzip's header, five of the stored block's.
    public const int DifferingAt = 15;
    private readonly int _differing;
    private readonly uint _restSum;
    private readonly Crc32.Shift _shift;

    private GzipPatch(byte[] body, int differing, ReadOnlySpan<byte> rest)
    {
        (Body, _differing) = (body, differing);
        _restSum = Crc32.Of(rest);
        _shift = new(rest.Length);
        Seal(body);
    }

    /// <summary>The whole body.</summary>
    public byte[] Body { get; }

    public static GzipPatch Of(byte[] differing, byte[] rest)
    {
        using MemoryStream body = new();
        body.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 0]);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)differing.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(number[2..], (ushort)~differing.Length);
        body.Write(number[..4]);
        body.Write(differing);
        using (DeflateStream deflate = new(body, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(rest);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(number[4..], (uint)(differing.Length + rest.Length));
        body.Write(number);
        return new(body.ToArray(), differing.Length, rest);
    }

    /// <summary>Writes the checksum that belongs to what stands in the body now.</summary>
    public void Seal(Span<byte> body) =>
        BinaryPrimitives.WriteUInt32LittleEndian(body[(Body.Length - 8)..], _shift.Apply(Crc32.Of(body.Slice(DifferingAt, _differing))) ^ _restSum);
}
