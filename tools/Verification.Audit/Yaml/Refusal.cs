using Verification.Readiness;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>The one form of an error about a file: where, what is wrong, what to do.</summary>
internal static class Refusal
{
    private const int LongestQuote = 60;

    /// <summary>An error at a place; values are never quoted in it, since they may be secrets.</summary>
    public static InputException At(Place place, string what, string advice, Exception? inner = null) => new($"{place}: {what}; {advice}.", inner);

    /// <summary>A name that somebody wrote, short and without control characters.</summary>
    public static string Quote(string name)
    {
        string inert = new([.. name.Take(LongestQuote).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter)]);
        return name.Length > LongestQuote ? $"\"{inert}...\"" : $"\"{inert}\"";
    }
}
