using Verification.Audit.Env;

namespace Verification.Audit.Compose.Loading;

/// <summary>Where one model is read: its folder and its variables.</summary>
/// <param name="Folder">The folder that relative paths are meant from.</param>
/// <param name="Lookup">The value of a variable; null when it is unset.</param>
/// <param name="Lenient">Whether a file that may set variables could not be read.</param>
internal sealed record Scope(string Folder, Func<string, string?> Lookup, bool Lenient)
{
    /// <summary>Fills variables of this scope in.</summary>
    public Interpolator Interpolator(LoadState state) => new(Lookup, state.Uses, state.Budget, Lenient);
}
