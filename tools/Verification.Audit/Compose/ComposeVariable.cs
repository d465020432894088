using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>A variable in a container's environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null when only the name is given and nothing gives a value, so that the container doesn't get it.</param>
/// <param name="Origin">Where the value comes from.</param>
/// <param name="Place">Where it is set: in the environment section, or in the environment file.</param>
public sealed record ComposeVariable(string Name, string? Value, VariableOrigin Origin, Place Place)
{
    /// <summary>Names of the variables that had a part in the value.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}
