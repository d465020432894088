using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Running;

/// <summary>Completing a run's results.</summary>
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
}
