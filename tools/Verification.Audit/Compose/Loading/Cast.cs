using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Loading;

/// <summary>A conversion of text.</summary>
/// <param name="Name">What is wanted.</param>
/// <param name="Kind">What comes of it.</param>
/// <param name="Convert">The text in its normal form; null when it is none.</param>
internal sealed record Cast(string Name, ScalarKind Kind, Func<string, string?> Convert)
{
    /// <summary>A truth value.</summary>
    public static Cast Flag { get; } = new("true or false", ScalarKind.Boolean, Casts.Truth);
}
