using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Running;

/// <summary>Completing a run's results, and remembering them.</summary>
internal static class Results
{
    /// <summary>Does the work; what the run wrote itself is no user's input: if it can't be written or read back, the harness failed.</summary>
    /// <exception cref="HarnessException">The results could not be completed.</exception>
    public static async Task<VerdictDocument> OfAsync(RunDirectory directory, Func<Task<VerdictDocument>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InputException)
        {
            throw new HarnessException($"The results in {directory.Path} could not be completed ({error.Message}); see whether the disk is full, then run again, with --out to write elsewhere.", error);
        }
    }

    /// <summary>Adds the run to the history and points artifacts/latest to it; what fails of that is said, and changes no verdict.</summary>
    public static async Task RememberAsync(RunDirectory directory, RepositoryLayout layout, VerdictDocument verdict, TimeProvider time, bool isLatest)
    {
        string?[] problems = [await HistoryFile.Of(layout, time).RememberAsync(directory, verdict), isLatest ? Latest.PointTo(layout, directory) : null];
        foreach (string problem in problems.OfType<string>())
        {
            Console.Error.WriteLine(Inert.Terminal(problem));
        }
    }
}
