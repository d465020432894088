using System.Globalization;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Rules;

/// <summary>Something that was read about an item: a text, a number, yes or no, a list, or that it can't be told.</summary>
/// <param name="Values">One text for a scalar (numbers and booleans in invariant form), any number for a list.</param>
/// <param name="IsList">Whether <paramref name="Values"/> is a list.</param>
/// <param name="Place">Where it stands; null when it follows from several places.</param>
/// <param name="UnknownBecause">Why it can't be told; null when it can.</param>
/// <param name="Secret">Whether the value may never be shown.</param>
public sealed record Fact(IReadOnlyList<string> Values, bool IsList = false, Place? Place = null, string? UnknownBecause = null, bool Secret = false)
{
    /// <summary>A text.</summary>
    public static Fact Of(string value, Place? place = null) => new([value], Place: place);

    /// <summary>A number.</summary>
    public static Fact Of(double value, Place? place = null) => new([value.ToString(CultureInfo.InvariantCulture)], Place: place);

    /// <summary>Yes or no.</summary>
    public static Fact Of(bool value, Place? place = null) => new([value ? "true" : "false"], Place: place);

    /// <summary>A list.</summary>
    public static Fact Of(IEnumerable<string> values, Place? place = null) => new([.. values], IsList: true, Place: place);

    /// <summary>It can't be told.</summary>
    public static Fact Unknown(string because, Place? place = null) => new([], Place: place, UnknownBecause: because);

    /// <summary>The value as it may be shown: no secret, and not more than a line of it.</summary>
    public string Shown => Secret ? Redaction.Redactor.Mark : UnknownBecause is not null ? "unknown" : Clipped(IsList ? $"[{string.Join(", ", Values)}]" : string.Join(", ", Values));

    private const int LongestShown = 200;

    private static string Clipped(string text) => text.Length <= LongestShown ? text : $"{text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)]}…";
}
