using Verification.Readiness.Evidence;

namespace Verification.Audit.Env;

/// <summary>One assignment of an environment file.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value after quotes, escapes and variables; null when only the name stands there and nothing else gives a value.</param>
/// <param name="Raw">What stands behind the sign, with quotes and variables as written.</param>
/// <param name="Quoted">Whether it stands in single or double quotes.</param>
/// <param name="Exported">Whether "export" stands before it.</param>
/// <param name="Place">File and line of the name.</param>
public sealed record EnvEntry(string Name, string? Value, string Raw, bool Quoted, bool Exported, Place Place)
{
    /// <summary>Names of the variables that had a part in the value.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Whether only the name stands there, so that the value is taken from elsewhere.</summary>
    public bool Inherited { get; init; }
}
