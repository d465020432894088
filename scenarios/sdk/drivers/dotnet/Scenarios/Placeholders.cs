using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Verification.SdkDriver.Scenarios;

/// <summary>Fills {{run.id}}, {{run.seed}} and {{raised.FACT}} in the strings of a scenario.</summary>
internal sealed partial class Placeholders(string runId, object? seed, IReadOnlyDictionary<string, object?> raised)
{
    /// <summary>A value as the application has it: a string that is one placeholder becomes the fact itself with its type, inside other text its text.</summary>
    /// <exception cref="InvalidOperationException">Nothing is known for a placeholder.</exception>
    public object? Fill(JsonElement value) => Fill(Plain.Of(value));

    /// <summary>The same of an object; an absent one is empty.</summary>
    public IReadOnlyDictionary<string, object?> FillObject(JsonElement value) => (IReadOnlyDictionary<string, object?>?)Fill((object)Plain.Object(value)) ?? new Dictionary<string, object?>();

    private object? Fill(object? value) => value switch
    {
        string text => FillText(text),
        List<object?> list => list.Select(Fill).ToList(),
        Dictionary<string, object?> entries => entries.ToDictionary(entry => entry.Key, entry => Fill(entry.Value), StringComparer.Ordinal),
        _ => value,
    };

    private object? FillText(string text) => Whole().Match(text) is { Success: true } whole
        ? Look(whole.Groups[1].Value)
        : Inside().Replace(text, match => Convert.ToString(Look(match.Groups[1].Value), CultureInfo.InvariantCulture) ?? "");

    private object? Look(string path) => path switch
    {
        "run.id" => runId,
        "run.seed" => seed,
        _ when path.StartsWith("raised.", StringComparison.Ordinal) && raised.TryGetValue(path["raised.".Length..], out object? fact) => fact,
        _ => throw new InvalidOperationException($"nothing is known for the placeholder {{{{{path}}}}}"),
    };

    [GeneratedRegex(@"^\{\{([\w.]+)\}\}\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\{\{([\w.]+)\}\}")]
    private static partial Regex Inside();
}
