namespace Verification.Readiness.Statistics;

/// <summary>Puts neighbouring points together.</summary>
internal static class Blocks
{
    /// <summary>At most so many blocks of as many points each as possible, in the order given; the medians of x and y stand for a block.</summary>
    internal static List<(double X, double Y)> Of(List<(double X, double Y)> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        List<(double X, double Y)> blocks = new(most);
        for (int i = 0; i < most; i++)
        {
            int begin = (int)((long)points.Count * i / most);
            int end = (int)((long)points.Count * (i + 1) / most);
            List<(double X, double Y)> block = points.GetRange(begin, end - begin);
            blocks.Add((Median.Of(block.Select(point => point.X)), Median.Of(block.Select(point => point.Y))));
        }

        return blocks;
    }
}
