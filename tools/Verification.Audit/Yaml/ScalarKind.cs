namespace Verification.Audit.Yaml;

/// <summary>What YAML takes a scalar for.</summary>
public enum ScalarKind
{
    /// <summary>Text: everything quoted, and what is nothing else; "yes" and "on" are text to Compose.</summary>
    Text,

    /// <summary>Nothing, ~ or null.</summary>
    Nothing,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number, also 0x10, 0o17, 017 and 1_000.</summary>
    Whole,

    /// <summary>A number with a fraction or an exponent, .inf and .nan.</summary>
    Fraction,
}
