using Verification.Load.Plans;

namespace Verification.Load.Engine;

/// <summary>When the stages of a plan begin and end, in microseconds since the drive began: one after the other, a burst takes no time.</summary>
internal sealed class StageTimes
{
    private readonly long[] _begins;
    private readonly long[] _ends;

    public StageTimes(IReadOnlyList<Stage> stages)
    {
        Stages = stages;
        _begins = new long[stages.Count];
        _ends = new long[stages.Count];
        long at = 0;
        for (int index = 0; index < stages.Count; index++)
        {
            _begins[index] = at;
            at += stages[index].Kind == StageKind.Burst ? 0 : stages[index].Milliseconds * 1000L;
            _ends[index] = at;
        }

        End = at;
    }

    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>When the last stage ends.</summary>
    public long End { get; }

    public long Begin(int stage) => _begins[stage];

    public long EndOf(int stage) => _ends[stage];

    /// <summary>The stage that a moment lies in; the last one after the end.</summary>
    public int At(long moment)
    {
        for (int index = 0; index < _ends.Length; index++)
        {
            if (moment < _ends[index])
            {
                return index;
            }
        }

        return _ends.Length - 1;
    }
}
