using System.Globalization;
using Verification.Readiness.Rendering;

namespace Verification.Readiness.History;

/// <summary>What two runs must have in common before the scatter of one is that of the other.</summary>
/// <param name="Target">Where was asked.</param>
/// <param name="Product">What answered.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="Scope">How much was asked.</param>
/// <param name="Areas">The areas, where it was not everything.</param>
/// <param name="Scale">Length of the load plans.</param>
/// <param name="Seeded">Seeded behaviour.</param>
/// <param name="Cores">Size of the machine.</param>
public sealed record RunKind(TargetKind Target, string Product, string Version, RunScope Scope, string Areas, double Scale, string Seeded, int Cores)
{
    /// <summary>The kind of a run.</summary>
    public static RunKind Of(HistoryEntry run) => new(
        run.Target.Kind, run.Target.Product, run.Target.Version, run.Scope, Joined(run.Areas), run.Scale, Joined(run.Seeded), run.Host.Cores);

    /// <summary>Why a measurement of one can't be held against one of the other; null when it can.</summary>
    /// <remarks>Product, version and seeded behaviour may differ: whether they change a figure is what people compare for.</remarks>
    public string? Apart(RunKind other)
    {
        (string What, string Here, string There)[] conditions =
        [
            ("target", Words.Of(Target), Words.Of(other.Target)),
            ("scope", $"{Scope}".ToLowerInvariant(), $"{other.Scope}".ToLowerInvariant()),
            ("areas", Areas, other.Areas),
            ("scale", Scale.ToString(CultureInfo.InvariantCulture), other.Scale.ToString(CultureInfo.InvariantCulture)),
            ("cores", Numbers.Figure(Cores), Numbers.Figure(other.Cores)),
        ];
        return conditions.FirstOrDefault(condition => condition.Here != condition.There) is { What: string what } apart
            ? $"the runs differ in {what} ({Shown(apart.Here)} before, {Shown(apart.There)} now)"
            : null;
    }

    private static string Shown(string text) => text.Length > 0 ? text : "all";

    private static string Joined(IEnumerable<string> words) => string.Join(", ", words.Order(StringComparer.Ordinal));
}
