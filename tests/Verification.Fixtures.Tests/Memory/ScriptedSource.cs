using Verification.Fixtures.Memory;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>Says what it is told to say, and counts.</summary>
internal sealed class ScriptedSource(string part, Func<int, MemoryReading> say) : IMemorySource
{
    private int _looks;

    internal int Looks => _looks;

    internal bool Closed { get; private set; }

    public string Part => part;

    public string Basis => "script";

    public TimeSpan? Interval { get; init; }

    public bool InTotal { get; init; } = true;

    public IReadOnlyList<string> Notes { get; init; } = [];

    public MemoryReading Read() => say(Interlocked.Increment(ref _looks));

    public DetailedReading ReadDetailed() => new() { Reading = Read(), PssBytes = 7, LimitBytes = 100 };

    public void Dispose() => Closed = true;

    /// <summary>The same figure every time.</summary>
    internal static ScriptedSource Steady(string part, long bytes) => new(part, _ => new MemoryReading(bytes, bytes / 2, bytes, null));
}
