using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Verification.Readiness.Rendering;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.Pictures;

public sealed class ColourTests
{
    // WCAG 2.2, 1.4.3: what letters need, and so more than lines do.
    private const double Enough = 4.5;

    // How deuteranopia and protanopia see (Machado, Oliveira and Fernandes 2009, full severity), on linear light.
    private static readonly double[][][] Eyes =
    [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lines_OnTheCardInLightAndDark_HaveContrast(int mode)
    {
        double card = Luminance(Colour("card", mode));
        foreach (string name in Names)
        {
            double line = Luminance(Colour(name, mode));
            ((Math.Max(card, line) + 0.05) / (Math.Min(card, line) + 0.05)).Should().BeGreaterThan(Enough, "{0} in mode {1}", name, mode);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lines_SeenByAnyEye_DifferFromOneAnother(int mode)
    {
        foreach (double[][] eye in Eyes)
        {
            double[][] seen = [.. Names.Select(name => Seen(eye, Colour(name, mode)))];
            for (int first = 0; first < seen.Length; first++)
            {
                for (int second = first + 1; second < seen.Length; second++)
                {
                    Math.Sqrt(seen[first].Zip(seen[second], (left, right) => Math.Pow(left - right, 2)).Sum()).Should().BeGreaterThan(0.05, "c{0} and c{1} in mode {2}", first + 1, second + 1, mode);
                }
            }
        }
    }

    private static readonly string[] Names = ["c1", "c2", "c3", "c4", "c5"];

    // The second definition of a colour is that of the dark scheme.
    private static double[] Colour(string name, int mode)
    {
        string hex = Regex.Matches(HtmlStyle.Sheet, $"--{name}: #([0-9a-f]{{6}})")[mode].Groups[1].Value;
        return [.. Enumerable.Range(0, 3).Select(channel => Linear(int.Parse(hex.AsSpan(channel * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0))];
    }

    private static double Linear(double channel) => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4);

    private static double Luminance(double[] linear) => (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);

    // Cube roots, because that is nearer to how differences are felt than light is.
    private static double[] Seen(double[][] eye, double[] linear) => [.. eye.Select(row => Math.Cbrt(row.Zip(linear, (weight, channel) => weight * channel).Sum()))];
}
