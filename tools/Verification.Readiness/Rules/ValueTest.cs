using System.Globalization;
using System.Text.RegularExpressions;

namespace Verification.Readiness.Rules;

/// <summary>A value of the fact passes a test; a fact that was not given passes none.</summary>
/// <param name="Fact">Name of the fact.</param>
/// <param name="Words">The test as check.yaml has it.</param>
/// <param name="Test">Whether one value passes; null when the value can't be tested.</param>
public sealed record ValueTest(string Fact, string Words, Func<string, bool?> Test) : Condition
{
    /// <inheritdoc/>
    public override Judgement Of(Item item)
    {
        Fact? fact = item.Find(Fact);
        if (fact is null || fact.UnknownBecause is not null)
        {
            return new(fact is null ? Truth.False : Truth.Unknown, fact);
        }

        return fact.Values.Count == 0 ? new(Truth.False, fact) : Judgement.Or(fact.Values.Select(value => Judge(value, fact)));
    }

    private Judgement Judge(string value, Fact fact) => Test(value) switch
    {
        true => new(Truth.True, fact),
        false => new(Truth.False, fact),
        null => new(Truth.Unknown, fact with { UnknownBecause = $"{Fact} is '{fact.Shown}', which can't be held against '{Words}'" }),
    };

    /// <inheritdoc/>
    public override IEnumerable<string> Facts => [Fact];

    /// <summary>One of some words, whatever their case.</summary>
    public static ValueTest OneOf(string fact, IReadOnlyList<string> words) =>
        new(fact, $"one of {string.Join(", ", words)}", value => words.Contains(value, StringComparer.OrdinalIgnoreCase));

    /// <summary>A text that a pattern matches somewhere.</summary>
    public static ValueTest Matches(string fact, Regex pattern) => new(fact, $"matches {pattern}", value => pattern.IsMatch(value));

    /// <summary>A text that contains another.</summary>
    public static ValueTest Contains(string fact, string part) => new(fact, $"contains {part}", value => value.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>A number within a bound.</summary>
    public static ValueTest Number(string fact, string words, Func<double, bool> holds) => new(fact, words, value =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? holds(number) : null);
}
