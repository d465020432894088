namespace Verification.Load.Events;

/// <summary>The checksum of gzip (RFC 1952), and what it becomes when more bytes follow.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Steps((uint)value, 8))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = ~0u;
        foreach (byte one in bytes)
        {
            sum = (sum >> 8) ^ Table[(byte)(sum ^ one)];
        }

        return ~sum;
    }

    private static uint Steps(uint sum, int bits)
    {
        for (; bits > 0; bits--)
        {
            sum = (sum >> 1) ^ ((sum & 1) == 0 ? 0 : Polynomial);
        }

        return sum;
    }

    /// <summary>What a number of zero bytes does to a checksum: a linear map, kept as its value for each bit.</summary>
    public sealed class Shift
    {
        private readonly uint[] _columns = new uint[32];

        public Shift(int bytes)
        {
            for (int bit = 0; bit < 32; bit++)
            {
                uint sum = 1u << bit;
                for (int count = 0; count < bytes; count++)
                {
                    sum = (sum >> 8) ^ Table[(byte)sum];
                }

                _columns[bit] = sum;
            }
        }

        public uint Apply(uint sum)
        {
            uint shifted = 0;
            for (int bit = 0; sum != 0; bit++, sum >>= 1)
            {
                shifted ^= (sum & 1) == 0 ? 0 : _columns[bit];
            }

            return shifted;
        }
    }
}
