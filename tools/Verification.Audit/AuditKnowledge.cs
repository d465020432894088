using Verification.Readiness.Catalogues;

namespace Verification.Audit;

/// <summary>What an audit knows besides the files.</summary>
/// <param name="Compromised">Secrets that others know.</param>
/// <param name="Folder">The audited folder within this repository, such as scenarios/deployments/hardened; null when it lies elsewhere.</param>
public sealed record AuditKnowledge(CompromisedSecrets Compromised, string? Folder)
{
    /// <summary>Nothing.</summary>
    public static AuditKnowledge None { get; } = new(CompromisedSecrets.None, null);
}
