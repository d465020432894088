namespace Verification.Readiness.Statistics;

/// <summary>A robust slope with its interval.</summary>
/// <param name="Slope">Median of the slopes between all pairs of points, in units of y per unit of x.</param>
/// <param name="Low">Lower end of the confidence interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Points">Points given that could be used.</param>
/// <param name="Blocks">Points that the slopes were taken between, after averaging.</param>
/// <param name="Inflation">By how much the variance was raised because neighbouring blocks are alike; 1 when they are not.</param>
public sealed record SlopeEstimate(double Slope, double Low, double High, int Points, int Blocks, double Inflation)
{
    /// <summary>Half of the interval's width.</summary>
    public double Error => (High - Low) / 2;

    /// <summary>Whether the whole interval lies above zero: growth that chance does not explain.</summary>
    public bool IsGrowth => Low > 0;
}
