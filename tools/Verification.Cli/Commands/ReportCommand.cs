using Verification.Fixtures.Runs;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Commands;

/// <summary>`report DIR`: evaluates recorded evidence again, at the recorded moment, without any target.</summary>
internal static class ReportCommand
{
    /// <summary>Writes verdict and reports anew and prints the summary; refuses a bundle that was altered, so that no new manifest covers it up.</summary>
    public static int Run(string path)
    {
        RunDirectory directory = Bundle.OpenUnaltered(path);
        try
        {
            VerdictDocument verdict = BundleWriter.Render(directory, Bundle.Catalogue(directory), Bundle.Run(directory));
            Running.Screen.Standard.Text(TerminalSummary.Render(verdict, Bundle.Shown(directory.File("report.html"))));
            return verdict.ExitCode;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The reports in {path} can't be written ({error.Message}); copy the folder to where it can be written and point there. `verify` only reads.", error);
        }
    }
}
