using Verification.Readiness.Rules;

namespace Verification.Audit;

/// <summary>A deployment folder as it was read: what rules look at, and what an honest report has to say beside it.</summary>
/// <param name="Subject">Everything that rules can look at.</param>
/// <param name="Files">Files that were read, in ordinal order.</param>
/// <param name="Digest">SHA-256 over their names and contents.</param>
/// <param name="Unread">What could not be read, each with its reason.</param>
/// <param name="Images">Service and image, for the record.</param>
/// <param name="Secrets">Every secret value that was met; none of them may be written anywhere.</param>
public sealed record AuditedDeployment(
    Subject Subject, IReadOnlyList<string> Files, string Digest, IReadOnlyList<string> Unread, IReadOnlyList<(string Service, string Image)> Images, IReadOnlyList<string> Secrets)
{
    /// <summary>The services that a plain `docker compose up` starts, as they run; values of variables may be secrets.</summary>
    public IReadOnlyList<DeployedService> Services { get; init; } = [];
}
