using Verification.Readiness.Evidence;

namespace Verification.Audit.Env;

/// <summary>One use of a variable in a Compose file or an environment file.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Set">Whether it has a value where Compose looks; an unset one without a default becomes blank.</param>
/// <param name="HasDefault">Written as ${NAME:-default}, ${NAME-default}, ${NAME:+text} or ${NAME+text}.</param>
/// <param name="Required">Written as ${NAME:?message} or ${NAME?message}.</param>
/// <param name="Place">Where it is used.</param>
public sealed record VariableUse(string Name, bool Set, bool HasDefault, bool Required, Place Place)
{
    /// <summary>Whether it silently became blank.</summary>
    public bool Blank => !Set && !HasDefault;
}
