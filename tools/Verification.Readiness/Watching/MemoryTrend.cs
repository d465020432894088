using Verification.Readiness.Statistics;

namespace Verification.Readiness.Watching;

/// <summary>Whether memory grows: a bounded series, thinned by halves as it gets longer.</summary>
public sealed class MemoryTrend
{
    private const int Most = 240;

    private readonly List<(double Hours, double MiB)> _points = [];
    private int _stride = 1;
    private int _skipped;

    /// <summary>Memory of all parts at moments since the start, 240 at most.</summary>
    public IReadOnlyList<(double Hours, double MiB)> Points => _points;

    /// <summary>How many readings were taken in, those that were thinned out included.</summary>
    public int Readings { get; private set; }

    /// <summary>The first and the last reading's distance.</summary>
    public double Hours { get; private set; }

    /// <summary>Takes a reading in.</summary>
    public void Add(double hours, double mib)
    {
        Readings++;
        Hours = Math.Max(Hours, hours - (_points.Count > 0 ? _points[0].Hours : hours));
        if (_skipped++ % _stride != 0)
        {
            return;
        }

        _points.Add((hours, mib));
        if (_points.Count >= Most)
        {
            List<(double Hours, double MiB)> kept = [.. _points.Where((_, index) => index % 2 == 0)];
            _points.Clear();
            _points.AddRange(kept);
            (_stride, _skipped) = (_stride * 2, 0);
        }
    }

    /// <summary>Growth in percent of the middle reading per hour, with its interval; null when the readings are too few.</summary>
    public SlopeEstimate? PercentPerHour()
    {
        double middle = _points.Count == 0 ? 0 : Middle();
        return middle <= 0 ? null : TheilSen.Fit([.. _points.Select(point => point.Hours)], [.. _points.Select(point => 100 * point.MiB / middle)]);
    }

    private double Middle()
    {
        double[] sorted = [.. _points.Select(point => point.MiB).Order()];
        return sorted[sorted.Length / 2];
    }
}
