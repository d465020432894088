using FluentAssertions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.History;
using Verification.Readiness.Tests.Rendering;
using Xunit;

namespace Verification.Readiness.Tests.History;

public sealed class MeasuresTests
{
    // A new unit is a count unless it is one of these; who adds a check with one that scatters sees here that it was taken for a count.
    private static readonly string[] Noisy = ["GiB", "KiB per event", "MiB", "events/s", "h", "min", "ms", "percent", "percent per hour", "s"];

    [Fact]
    public void AreNoisy_UnitsOfTheCatalogue_AreTimesSizesSharesAndRates() => Units().Where(Measures.AreNoisy).Should().Equal(Noisy);

    [Theory]
    [InlineData("events")]
    [InlineData("lost events")]
    [InlineData("fields altered")]
    [InlineData("shortfalls")]
    public void AreNoisy_Counts_AreNot(string unit)
    {
        Units().Should().Contain(unit);
        Measures.AreNoisy(unit).Should().BeFalse();
    }

    private static string[] Units() =>
    [
        .. Directory.EnumerateFiles(Repository.Path("scenarios", "checks"), "check.yaml", SearchOption.AllDirectories)
            .Select(file => CatalogueReader.ReadCheck(file, File.ReadAllText(file)).Threshold.Unit).Distinct().Order(StringComparer.Ordinal),
    ];
}
