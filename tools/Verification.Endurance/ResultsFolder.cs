using Verification.Fixtures;

namespace Verification.Endurance;

/// <summary>Where the results of many runs go: a folder of its own under artifacts.</summary>
internal sealed class ResultsFolder(RepositoryLayout layout, string command)
{
    private readonly string _root = Path.Combine(layout.Artifacts, "endurance", $"{command}-{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}");

    /// <summary>The folder of one run.</summary>
    public string Of(int number) => Path.Combine(_root, $"{number:000}");
}
