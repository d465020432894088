namespace Verification.Cli.Running;

/// <summary>What `run` was told.</summary>
/// <param name="Target">Where to ask.</param>
/// <param name="Areas">What to ask; empty means all.</param>
/// <param name="Gate">For the decision.</param>
/// <param name="Out">Folder for the results; null for one under artifacts.</param>
/// <param name="Seed">Replays a run; null for a new one.</param>
/// <param name="Timeout">Longest time; null for none.</param>
/// <param name="Like">Version whose behaviours the reference target shows.</param>
/// <param name="Defects">Seeded defects.</param>
/// <param name="Deployment">Folder to audit; null for ours.</param>
/// <param name="Rubric">Subset of the audit; null for all.</param>
/// <param name="Previous">Results of an earlier run; null for none.</param>
/// <param name="Images">Images of the container target instead of the pinned ones.</param>
/// <param name="Scale">Length of the load plans, 1 for full; null for what suits the target.</param>
internal sealed record RunSettings(
    string Target, IReadOnlyList<string> Areas, bool Gate, string? Out, long? Seed, TimeSpan? Timeout, string? Like, IReadOnlyList<string> Defects,
    string? Deployment, string? Rubric, string? Previous, IReadOnlyList<string> Images, double? Scale)
{
    /// <summary>Whether what is written into an attached target need not be asked for.</summary>
    public bool AcceptWrites { get; init; }

    /// <summary>Whether only to remove what earlier runs left at an attached target.</summary>
    public bool Clean { get; init; }
}
