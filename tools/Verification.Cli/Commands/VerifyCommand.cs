using Verification.Fixtures.Runs;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Verification.Verifier;

namespace Verification.Cli.Commands;

/// <summary>`verify DIR`: a second opinion that shares no code with the first.</summary>
internal static class VerifyCommand
{
    /// <summary>The verdict's own exit code when both agree, 70 when they don't.</summary>
    public static int Run(string path)
    {
        RunDirectory directory = Bundle.Open(path);
        VerifierResult result = BundleVerifier.Verify(directory.Path);
        foreach (string disagreement in result.Disagreements)
        {
            Console.Error.WriteLine(Inert.Terminal(disagreement));
        }

        if (result.Disagreements.Count > 0)
        {
            Console.Error.WriteLine($"Not verified: {result.Disagreements.Count} disagreements. Do not decide on these results; run the suite again.");
            return ExitCodes.HarnessFailed;
        }

        Console.WriteLine(Inert.Terminal($"Verified: {result.Word}. Manifest, verdict, score and reports agree with the evidence."));
        return result.ExitCode;
    }
}
