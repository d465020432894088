using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Bundles;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Commands;

/// <summary>A run's results as they lie on disk, read for another look.</summary>
internal static class Bundle
{
    /// <summary>Opens a results folder.</summary>
    /// <exception cref="InputException">There is none, or it holds no finished run.</exception>
    public static RunDirectory Open(string path)
    {
        RunDirectory directory = new(Path.GetFullPath(path.Length > 0 ? path : "."));
        return File.Exists(directory.File("run.json")) ? directory
            : File.Exists(directory.Request) ? throw new InputException($"{path} holds a run that was not brought to an end, so there is nothing to judge; its journal.jsonl tells how far it came. Run the suite again.")
            : throw new InputException($"{path} holds no results of a run; point to a folder such as artifacts/latest.");
    }

    /// <summary>Opens a results folder that is as the run left it: nothing is concluded from one that isn't.</summary>
    /// <exception cref="HarnessException">Files were changed, removed or added.</exception>
    public static RunDirectory OpenUnaltered(string path)
    {
        RunDirectory directory = Open(path);
        IReadOnlyList<string> altered = Altered(directory, Run(directory));
        return altered.Count == 0
            ? directory
            : throw new HarnessException($"{path} is not as the run left it ({string.Join("; ", altered)}), so nothing can be concluded from it; restore it from the run that wrote it, or run the suite again.");
    }

    /// <summary>The run as recorded.</summary>
    public static RunRecord Run(RunDirectory directory) => RunDirectory.Read<RunRecord>(directory.File("run.json"));

    /// <summary>The catalogue as it was when the run was evaluated.</summary>
    public static Catalogue Catalogue(RunDirectory directory) => RunDirectory.Read<Catalogue>(directory.File("catalogue.json"));

    /// <summary>The verdict as recorded.</summary>
    public static VerdictDocument Verdict(RunDirectory directory) => RunDirectory.Read<VerdictDocument>(directory.File("verdict.json"));

    /// <summary>A path as people can use it from where they are.</summary>
    public static string Shown(string path) =>
        Path.GetRelativePath(Environment.CurrentDirectory, path) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;

    // One sentence for each file that is not as the manifest says.
    private static List<string> Altered(RunDirectory directory, RunRecord run)
    {
        Manifest recorded = RunDirectory.Read<Manifest>(directory.File(Manifest.FileName));
        Dictionary<string, ManifestFile> now = BundleWriter.ManifestOf(directory, run).Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        List<string> altered = [.. recorded.Files.Where(file => !now.TryGetValue(file.Path, out ManifestFile? present) || present != file).Select(file => $"{file.Path} was changed or removed")];
        altered.AddRange(now.Keys.Except(recorded.Files.Select(file => file.Path), StringComparer.Ordinal).Select(path => $"{path} was added"));
        return altered;
    }
}
