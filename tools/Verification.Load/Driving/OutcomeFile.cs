using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Verification.Readiness;

namespace Verification.Load.Driving;

/// <summary>Reads and writes <see cref="DriveFiles.Outcomes"/>.</summary>
public static class OutcomeFile
{
    /// <summary>Writes all outcomes as they lie in memory (little-endian).</summary>
    public static void Write(string file, ReadOnlySpan<EventOutcome> outcomes) => File.WriteAllBytes(file, MemoryMarshal.AsBytes(outcomes));

    /// <summary>Reads them back.</summary>
    /// <exception cref="InputException">The file is not a whole number of outcomes.</exception>
    public static EventOutcome[] Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        return bytes.Length % Unsafe.SizeOf<EventOutcome>() == 0
            ? MemoryMarshal.Cast<byte, EventOutcome>(bytes).ToArray()
            : throw new InputException($"{file}: {bytes.Length} bytes are not a whole number of outcomes, the drive that wrote it was cut off: repeat it.");
    }
}
