using System.Buffers.Binary;
using System.Globalization;

namespace Verification.Load.Events;

/// <summary>
/// Event ids that hold their own serial number, so that a census of millions needs no table: the first half names the drive, the
/// second is the serial number through a bijection, so that ids look random and spread over an index as those of SDKs do.
/// </summary>
public sealed class EventIds
{
    private const ulong Mask = (1UL << 62) - 1;
    private const ulong Odd = 0x1E3779B97F4A7C15 & Mask;
    private static readonly ulong Inverse = InverseOf(Odd);
    private readonly ulong _high;
    private readonly ulong _twist;

    /// <summary>The ids of one drive.</summary>
    /// <param name="runTag">16 hexadecimal digits.</param>
    public EventIds(string runTag)
    {
        ulong tag = ulong.Parse(runTag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        // Version 4 and variant 1, as SDKs make them: a product may look.
        _high = (tag & ~0xF000UL) | 0x4000UL;
        _twist = tag & Mask;
    }

    /// <summary>No id of this drive is lower.</summary>
    public UInt128 Lowest => new(_high, 1UL << 63);

    /// <summary>No id of this drive is higher.</summary>
    public UInt128 Highest => new(_high, (1UL << 63) | Mask);

    /// <summary>The id of an event as a number of 128 bits, first digit highest.</summary>
    public UInt128 Of(long serial)
    {
        ulong mixed = unchecked(((ulong)serial ^ _twist) * Odd) & Mask;
        mixed ^= mixed >> 31;
        return new UInt128(_high, (mixed & Mask) | (1UL << 63));
    }

    /// <summary>The serial number of an id of this drive; -1 for an id of anybody else.</summary>
    public long SerialOf(UInt128 id)
    {
        ulong low = (ulong)id;
        if ((ulong)(id >> 64) != _high || low >> 62 != 2)
        {
            return -1;
        }

        ulong mixed = low & Mask;
        mixed ^= mixed >> 31;
        ulong serial = (unchecked(mixed * Inverse) & Mask) ^ _twist;
        return serial <= int.MaxValue ? (long)serial : -1;
    }

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public string TextOf(long serial) => Of(serial).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads 32 hexadecimal digits; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out UInt128 id) => UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id) && text.Length == 32;

    /// <summary>The number of a database's uuid.</summary>
    public static UInt128 From(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The uuid of a number.</summary>
    public static Guid ToGuid(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Writes 32 hexadecimal digits without allocating.</summary>
    internal static void Write(UInt128 id, Span<byte> digits)
    {
        Write((ulong)(id >> 64), digits);
        Write((ulong)id, digits[16..]);
    }

    private static void Write(ulong half, Span<byte> digits)
    {
        for (int index = 15; index >= 0; index--, half >>= 4)
        {
            digits[index] = "0123456789abcdef"u8[(int)(half & 15)];
        }
    }

    // Newton's iteration doubles the number of right bits in each step.
    private static ulong InverseOf(ulong odd)
    {
        ulong inverse = odd;
        for (int step = 0; step < 6; step++)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse & Mask;
    }
}
