using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Verification.Load.Events;

namespace Verification.Load.Engine;

/// <summary>
/// One copy of each group's request, patched for every event. One is enough for all connections: the kernel mostly takes a request
/// whole, and where it does not, the connection keeps the rest. So the bytes that are sent stay in the processor's cache.
/// </summary>
internal sealed unsafe class RequestBuffers
{
    private readonly EventSource _source;
    private readonly byte[][] _requests;

    public RequestBuffers(EventSource source)
    {
        _source = source;
        _requests = new byte[source.Groups][];
        for (int group = 0; group < source.Groups; group++)
        {
            _requests[group] = GC.AllocateUninitializedArray<byte>(source.Template(group).Request.Length, pinned: true);
            source.Template(group).Request.CopyTo(_requests[group]);
        }
    }

    /// <summary>The request of an event; valid until the next call.</summary>
    public byte* Of(int serial, long unixMilliseconds, out int length)
    {
        int group = _source.GroupOf(serial);
        byte[] request = _requests[group];
        _source.Template(group).Patch(request, _source.Ids.Of(serial), serial, unixMilliseconds);
        length = request.Length;
        return (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(request));
    }
}
