namespace Verification.Readiness.Tests.Statistics;

/// <summary>Series that only look like something.</summary>
internal static class Noise
{
    /// <summary>0, 1, 2, ...</summary>
    internal static double[] Axis(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    /// <summary>Normal values of standard deviation 1, each like the one before to the given degree.</summary>
    internal static double[] Correlated(int seed, int count, double correlation)
    {
        Random random = new(seed);
        double[] values = new double[count];
        double value = Gauss(random) / Math.Sqrt(1 - (correlation * correlation));
        for (int i = 0; i < count; i++)
        {
            values[i] = value * Math.Sqrt(1 - (correlation * correlation));
            value = (correlation * value) + Gauss(random);
        }

        return values;
    }

    /// <summary>As a garbage collector makes it: up slowly, down at once, from 0 to 4.</summary>
    internal static double[] SawTooth(int seed, int count, double period)
    {
        Random random = new(seed);
        double phase = random.NextDouble() * period;
        return [.. Axis(count).Select(i => ((i + phase) % period / period * 4) + (Gauss(random) * 0.1))];
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
