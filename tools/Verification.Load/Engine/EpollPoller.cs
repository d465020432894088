using System.Runtime.InteropServices;

namespace Verification.Load.Engine;

/// <summary>epoll: its cost does not grow with the number of connections.</summary>
internal sealed unsafe class EpollPoller : Poller
{
    private const int Most = 512;
    private const int CloseOnExec = 0x80000;
    private const nint WaitFinely = 441;
    private const int Interrupted = 4;
    private readonly int _epoll = Libc.EpollCreate(CloseOnExec);

    // struct epoll_event is packed on x86-64 and nowhere else.
    private readonly int _stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private readonly byte* _entries = (byte*)NativeMemory.AllocZeroed(Most * 16);
    private bool _fine = true;
    private bool _disposed;

    public override void Add(int fd, int token, int interest) => Control(1, fd, token, interest);

    public override void Change(int fd, int token, int interest) => Control(3, fd, token, interest);

    // The kernel forgets a socket when it is closed.
    public override void Remove(int fd)
    {
    }

    public override int Wait(long microseconds)
    {
        if (microseconds <= 0)
        {
            return Math.Max(0, Libc.EpollWait(_epoll, _entries, Most, 0));
        }

        long* time = stackalloc long[] { microseconds / 1_000_000, microseconds % 1_000_000 * 1000 };
        if (_fine)
        {
            int ready = (int)Libc.SystemCall(WaitFinely, _epoll, (nint)_entries, Most, (nint)time, 0, 8);
            if (ready >= 0 || Marshal.GetLastPInvokeError() == Interrupted)
            {
                return Math.Max(0, ready);
            }

            // An old kernel, or a container that does not let the call pass.
            _fine = false;
        }

        Libc.PollEntry self = new() { Fd = _epoll, Interest = In };
        return Libc.PollFinely(&self, 1, time, null) <= 0 ? 0 : Wait(0);
    }

    public override int Token(int index) => *(int*)(_entries + (index * _stride) + _stride - 8);

    public override int Flags(int index) => *(int*)(_entries + (index * _stride));

    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ = Libc.Close(_epoll);
            NativeMemory.Free(_entries);
        }
    }

    internal void WaitCoarsely() => _fine = false;

    private void Control(int operation, int fd, int token, int interest)
    {
        byte* entry = stackalloc byte[16];
        *(int*)entry = interest | Always;
        *(long*)(entry + _stride - 8) = token;
        _ = Libc.EpollControl(_epoll, operation, fd, entry);
    }
}
