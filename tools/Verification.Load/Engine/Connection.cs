using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Verification.Load.Engine;

/// <summary>A place for a connection, and the exchange that is under way on it.</summary>
internal sealed unsafe class Connection(int index)
{
    private byte[] _unsent = [];

    /// <summary>Its token.</summary>
    public int Index { get; } = index;

    /// <summary>Descriptor; below zero while it is closed.</summary>
    public int Fd { get; set; } = -1;

    /// <summary>What the poller watches for; 0 while it does not.</summary>
    public int Interest { get; set; }

    /// <summary>Whether the kernel has said that it is connected.</summary>
    public bool Connected { get; set; }

    /// <summary>Event under way; below zero while it is idle.</summary>
    public int Serial { get; set; } = -1;

    /// <summary>Whose event it is.</summary>
    public int Owner { get; set; }

    /// <summary>When the exchange began.</summary>
    public long BegunAt { get; set; }

    /// <summary>When the first byte left; below zero before.</summary>
    public long FirstByteAt { get; set; } = -1;

    /// <summary>Exchange before and after this one, by their begin.</summary>
    public Connection? Earlier { get; set; }

    /// <inheritdoc cref="Earlier"/>
    public Connection? Later { get; set; }

    public ResponseParser Answer { get; } = new();

    /// <summary>Part of the request that the kernel has not taken yet.</summary>
    public byte* Unsent { get; private set; }

    /// <summary>Its length; 0 when all has left.</summary>
    public int UnsentLength { get; private set; }

    /// <summary>Keeps what the kernel did not take: the request's own buffer serves the next event.</summary>
    public void Keep(byte* rest, int length)
    {
        if (_unsent.Length < length)
        {
            _unsent = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }

        Unsent = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_unsent));
        UnsentLength = length;
        Buffer.MemoryCopy(rest, Unsent, length, length);
    }

    /// <summary>The kernel took more of it.</summary>
    public void Took(int bytes)
    {
        Unsent += bytes;
        UnsentLength -= bytes;
    }
}
