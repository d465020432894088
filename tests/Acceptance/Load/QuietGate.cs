using System.Diagnostics;
using Verification.Fixtures;

namespace Verification.Acceptance.Load;

/// <summary>Lets load wait until no other question is being asked of the target: two loads at once measure neither.</summary>
internal sealed class QuietGate
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private int _asking;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>A question begins; it has ended when the answer is disposed.</summary>
    public IDisposable Enter()
    {
        Change(1);
        return new Question(this);
    }

    /// <summary>Waits for half a second without questions.</summary>
    public Task WaitAsync(CancellationToken ct) => Eventually.Async(IsQuiet, "all other checks to be answered", Longest, ct: ct);

    private bool IsQuiet()
    {
        lock (_lock)
        {
            return _asking == 0 && Stopwatch.GetElapsedTime(_since) > Silence;
        }
    }

    private void Change(int by)
    {
        lock (_lock)
        {
            _asking += by;
            _since = Stopwatch.GetTimestamp();
        }
    }

    private sealed class Question(QuietGate gate) : IDisposable
    {
        public void Dispose() => gate.Change(-1);
    }
}
