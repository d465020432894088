namespace Verification.Load.Engine;

/// <summary>Tells which sockets can be read or written; level-triggered, used by one thread.</summary>
internal abstract class Poller : IDisposable
{
    /// <summary>There is something to read, or the end.</summary>
    public const int In = 1;

    /// <summary>There is room to write.</summary>
    public const int Out = 4;

    /// <summary>An error or a hang-up: reading tells which.</summary>
    public const int Fault = 8 | 16;

    /// <summary>The other side has ended: what it sent before can still be read. Linux says so before the end is read (POLLRDHUP).</summary>
    public const int End = 0x2000 | 16;

    /// <summary>What to watch for beside what was asked.</summary>
    protected static readonly int Always = OperatingSystem.IsLinux() ? 0x2000 : 0;

    /// <summary>The best one of this machine.</summary>
    /// <exception cref="PlatformNotSupportedException">There is none.</exception>
    public static Poller Create() =>
        OperatingSystem.IsLinux() ? new EpollPoller()
        : OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? new PollPoller()
        : throw new PlatformNotSupportedException("The load engine needs the poll call of Linux or macOS, which this system does not have: run it there, or under WSL.");

    /// <summary>Watches a socket; <paramref name="token"/> comes back with its events.</summary>
    public abstract void Add(int fd, int token, int interest);

    /// <summary>Changes what it is watched for.</summary>
    public abstract void Change(int fd, int token, int interest);

    /// <summary>Forgets a socket; to be called before it is closed.</summary>
    public abstract void Remove(int fd);

    /// <summary>Waits, at most so long, and gives the number of sockets with events; 0 microseconds only looks.</summary>
    public abstract int Wait(long microseconds);

    /// <summary>Token of one of them.</summary>
    public abstract int Token(int index);

    /// <summary>Events of one of them.</summary>
    public abstract int Flags(int index);

    /// <inheritdoc/>
    public abstract void Dispose();
}
