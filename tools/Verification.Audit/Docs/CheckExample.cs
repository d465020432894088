namespace Verification.Audit.Docs;

/// <summary>An example of a static check, as it is laid over the hardened deployment.</summary>
/// <param name="Good">Whether the check passes on it.</param>
/// <param name="Name">Name of its folder.</param>
/// <param name="Files">Its files by path, in ordinal order.</param>
public sealed record CheckExample(bool Good, string Name, IReadOnlyList<(string Path, string Text)> Files);
