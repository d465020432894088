using Verification.Readiness.Evidence;

namespace Verification.Audit.Yaml;

/// <summary>A single value.</summary>
/// <param name="Place">Where it was written.</param>
/// <param name="Text">The text between the quotes, if any, after interpolation.</param>
/// <param name="Kind">What YAML takes it for.</param>
public sealed record YamlScalar(Place Place, string Text, ScalarKind Kind) : YamlNode(Place)
{
    /// <summary>Written without quotes on one line.</summary>
    public bool Plain { get; init; }

    /// <summary>Names of the variables that had a part in it, in order, each once.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Whether any of it came from a variable.</summary>
    public bool Interpolated => Variables.Count > 0;

    /// <summary>The value where a string is wanted, as Compose prints it: 1.50 is 1.5 and 0x10 is 16 unless quoted.</summary>
    public string AsText => Kind switch
    {
        ScalarKind.Text => Text,
        ScalarKind.Nothing => "",
        ScalarKind.Boolean => Text.ToLowerInvariant(),
        ScalarKind.Whole => PlainScalars.Integer(Text)?.ToString() ?? Text,
        _ => PlainScalars.Float(Text) is { } value ? GoNumbers.Write(value) : Text,
    };

    /// <summary>The integer, also where it was written as text; null when it is none.</summary>
    public long? AsInteger => PlainScalars.Integer(Text) is { } value && value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    /// <summary>The truth value, also where it was written as text; null when it is none.</summary>
    public bool? AsBoolean => Text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    internal override string Noun => Kind switch
    {
        ScalarKind.Text => "a string",
        ScalarKind.Nothing => "empty",
        ScalarKind.Boolean => "a boolean",
        _ => "a number",
    };

    /// <summary>Text that the reader put there itself, at the place it follows from.</summary>
    internal static YamlScalar Of(Place place, string text) => new(place, text, ScalarKind.Text);

    /// <summary>A truth value that the reader put there itself.</summary>
    internal static YamlScalar Of(Place place, bool value) => new(place, value ? "true" : "false", ScalarKind.Boolean) { Plain = true };

    /// <summary>A number that the reader put there itself.</summary>
    internal static YamlScalar Of(Place place, int value) => new(place, value.ToString(), ScalarKind.Whole) { Plain = true };

    /// <summary>Nothing, put there by the reader itself.</summary>
    internal static YamlScalar Nothing(Place place) => new(place, "", ScalarKind.Nothing) { Plain = true };

    /// <summary>The same origin with other text.</summary>
    internal YamlScalar Rewritten(string text) => this with { Text = text, Kind = ScalarKind.Text };
}
