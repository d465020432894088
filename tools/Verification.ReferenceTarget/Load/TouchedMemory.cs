using System.Runtime.InteropServices;

namespace Verification.ReferenceTarget.Load;

/// <summary>Memory that is really in use, every page written to, until it is disposed of; none of the garbage collector's.</summary>
public sealed class TouchedMemory : IDisposable
{
    private const int Page = 4096;
    private nint start;

    /// <summary>Takes so many bytes from the system.</summary>
    public TouchedMemory(long bytes)
    {
        start = Marshal.AllocHGlobal((nint)bytes);
        for (var at = 0L; at < bytes; at += Page)
        {
            Marshal.WriteByte(start + (nint)at, 1);
        }

        Marshal.WriteByte(start + (nint)(bytes - 1), 1);
        Bytes = bytes;
    }

    /// <summary>How much there is; 0 once it was given back.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        Marshal.FreeHGlobal(start);
        (start, Bytes) = (0, 0);
    }
}
