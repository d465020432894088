using Verification.Readiness.Evidence;

namespace Verification.Audit.Facts;

/// <summary>A secret where it was met.</summary>
/// <param name="Value">The secret itself; never written anywhere.</param>
/// <param name="Name">Variable or file that holds it.</param>
/// <param name="Place">Where.</param>
/// <param name="Literal">Whether it stands in a compose file.</param>
/// <param name="Purpose">secret-key, database-password or other.</param>
internal sealed record FoundSecret(string Value, string Name, Place Place, bool Literal, string Purpose);
