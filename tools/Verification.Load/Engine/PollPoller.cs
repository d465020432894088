namespace Verification.Load.Engine;

/// <summary>poll: everywhere, in whole milliseconds.</summary>
internal sealed unsafe class PollPoller : Poller
{
    private readonly List<(int Token, int Flags)> _ready = [];
    private Libc.PollEntry[] _entries = new Libc.PollEntry[64];
    private int[] _tokens = new int[64];
    private int _count;

    public override void Add(int fd, int token, int interest)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
            Array.Resize(ref _tokens, 2 * _count);
        }

        _entries[_count] = new() { Fd = fd, Interest = (short)(interest | Always) };
        _tokens[_count++] = token;
    }

    public override void Change(int fd, int token, int interest) => _entries[IndexOf(fd)].Interest = (short)(interest | Always);

    public override void Remove(int fd)
    {
        int index = IndexOf(fd);
        if (index >= 0)
        {
            (_entries[index], _tokens[index]) = (_entries[--_count], _tokens[_count]);
        }
    }

    public override int Wait(long microseconds)
    {
        _ready.Clear();
        fixed (Libc.PollEntry* entries = _entries)
        {
            int found = Libc.Poll(entries, (nuint)_count, (int)Math.Min(int.MaxValue, (Math.Max(0, microseconds) + 999) / 1000));
            for (int index = 0; index < _count && _ready.Count < found; index++)
            {
                // Copied, because an event's handling may remove entries.
                if (_entries[index].Flags != 0)
                {
                    _ready.Add((_tokens[index], _entries[index].Flags));
                }
            }
        }

        return _ready.Count;
    }

    public override int Token(int index) => _ready[index].Token;

    public override int Flags(int index) => _ready[index].Flags;

    public override void Dispose() => _count = 0;

    private int IndexOf(int fd)
    {
        for (int index = 0; index < _count; index++)
        {
            if (_entries[index].Fd == fd)
            {
                return index;
            }
        }

        return -1;
    }
}
