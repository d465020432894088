using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Verification.Load.Engine;

/// <summary>Non-blocking TCP sockets by file descriptor, with the numbers of Linux and of macOS.</summary>
internal static unsafe class NativeSocket
{
    private const int Stream = 1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;
    private static readonly bool Linux = OperatingSystem.IsLinux();
    private static readonly int WouldBlock = Linux ? 11 : 35;
    private static readonly int InProgress = Linux ? 115 : 36;
    private static readonly int NotConnectedYet = Linux ? 107 : 57;
    private static readonly int OptionLevel = Linux ? 1 : 0xffff;
    private static readonly int ErrorOption = Linux ? 4 : 0x1007;

    // EMFILE, ENFILE, ENOMEM, then ENOBUFS and EADDRNOTAVAIL: this machine has no more to give, whatever the target does.
    private static readonly int[] Shortages = Linux ? [24, 23, 12, 105, 99] : [24, 23, 12, 55, 49];

    /// <summary>Has the runtime look up the calls that a drive makes, so that it does not do so in the middle of one.</summary>
    public static void Bind()
    {
        _ = Libc.Send(-1, null, 0, 0);
        _ = Libc.Receive(-1, null, 0, 0);
        _ = HasFailed(-1);
        _ = Libc.Close(-1);
    }

    /// <summary>The system's number of an address family.</summary>
    public static int Number(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? (Linux ? 10 : 30) : 2;

    /// <summary>Descriptor of a new socket; below zero when this machine has none left.</summary>
    public static int Open(int family)
    {
        int fd = Libc.Socket(family, Stream | (Linux ? NonBlocking | CloseOnExec : 0), 0);
        if (fd >= 0)
        {
            Prepare(fd);
        }

        return fd;
    }

    /// <summary>Descriptor of the next waiting connection; below zero when there is none.</summary>
    public static int Accept(int listener)
    {
        int fd = Linux ? Libc.Accept4(listener, null, null, NonBlocking | CloseOnExec) : Libc.Accept(listener, null, null);
        if (fd >= 0)
        {
            Prepare(fd);
        }

        return fd;
    }

    /// <summary>Begins to connect; false when it failed at once, and <see cref="IsShortage"/> then says why.</summary>
    public static bool Connect(int fd, byte* address, int length)
    {
        if (Libc.Connect(fd, address, length) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == InProgress || error == Interrupted;
    }

    /// <summary>Whether the last error only means "not yet".</summary>
    public static bool IsNotYet()
    {
        int error = Marshal.GetLastPInvokeError();
        return error == WouldBlock || error == Interrupted || error == NotConnectedYet;
    }

    /// <summary>Whether the last error says that this machine lacks ports, descriptors or memory.</summary>
    public static bool IsShortage() => Array.IndexOf(Shortages, Marshal.GetLastPInvokeError()) >= 0;

    /// <summary>Whether an attempt to connect has failed.</summary>
    public static bool HasFailed(int fd)
    {
        int error = 0;
        int length = sizeof(int);
        return Libc.GetOption(fd, OptionLevel, ErrorOption, &error, &length) != 0 || error != 0;
    }

    private static void Prepare(int fd)
    {
        if (!Linux)
        {
            _ = Libc.SetNonBlocking(fd, 1);
        }

        // Level TCP, option NODELAY: a request is one message, its tail must not wait for an acknowledgement.
        int yes = 1;
        _ = Libc.SetOption(fd, 6, 1, &yes, sizeof(int));
    }
}
