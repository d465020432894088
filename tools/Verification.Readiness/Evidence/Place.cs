namespace Verification.Readiness.Evidence;

/// <summary>Where something stands in an audited file.</summary>
/// <param name="File">Path relative to the audited folder, with forward slashes.</param>
/// <param name="Line">Line from 1.</param>
public sealed record Place(string File, int Line)
{
    /// <summary>For example "compose.yaml:14".</summary>
    public override string ToString() => $"{File}:{Line}";
}
