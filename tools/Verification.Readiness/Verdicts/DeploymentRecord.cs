namespace Verification.Readiness.Verdicts;

/// <summary>The deployment folder whose files the static checks read.</summary>
/// <param name="Path">As it was given, such as deploy/glitchtip.</param>
/// <param name="Digest">SHA-256 over the names and contents of all files that were read.</param>
/// <param name="Files">Files that were read, relative to the folder.</param>
/// <param name="Unread">What could not be read, and why; checks that need it are Unknown.</param>
public sealed record DeploymentRecord(string Path, string Digest, IReadOnlyList<string> Files, IReadOnlyList<string> Unread);
