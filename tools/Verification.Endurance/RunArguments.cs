using Verification.Fixtures;
using Verification.Fixtures.Processes;

namespace Verification.Endurance;

/// <summary>What is run, over and over.</summary>
/// <param name="Areas">As after --only; null for all.</param>
/// <param name="More">Further arguments of run; none means the embedded target.</param>
internal sealed record RunArguments(string? Areas, IReadOnlyList<string> More)
{
    /// <summary>What the command line is given.</summary>
    public IReadOnlyList<string> All => [.. Areas is null ? (string[])[] : ["--only", Areas], .. More.Contains("--target") ? More : [.. More, "--target", "embedded"]];

    /// <summary>How long after a kill everything has to be gone: an engine may still be making what was asked of it.</summary>
    public TimeSpan Promise => OnContainers ? TimeSpan.FromSeconds(90) : TimeSpan.FromSeconds(10);

    private bool OnContainers => More.Contains("containers");

    /// <summary>What of a run is left: processes, files, and containers where it made some.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync(RepositoryLayout layout, Footprint footprint, string runId, CancellationToken ct)
    {
        IReadOnlyList<string> left = footprint.Left();
        return OnContainers
            ? [.. left, .. (await ShortProcess.OutputAsync(RepositoryLayout.DotnetHost, [layout.Program("fixtures", "Verification.Fixtures.Containers"), "list", runId], ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries)]
            : left;
    }
}
