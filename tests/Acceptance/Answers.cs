using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance;

/// <summary>What an answer means to the test runner.</summary>
internal static class Answers
{
    /// <summary>A required Fail is a red test, Unknown a skipped one with its reason, a failed recommendation a green one with its condition.</summary>
    public static void Assert(EvidenceLine? seen, CheckDefinition check)
    {
        if (seen is null)
        {
            Xunit.Assert.Skip("Not selected for this run.");
        }

        switch (seen.Proven())
        {
            case Outcome.Unknown:
                Xunit.Assert.Skip(seen.Reason);
                break;
            case Outcome.Fail when check.Requirement == Requirement.Required:
                Xunit.Assert.Fail($"{seen.Reason}\n{string.Join('\n', seen.Details)}");
                break;
            case Outcome.Fail:
                TestContext.Current.SendDiagnosticMessage($"Condition: {seen.Reason}");
                break;
            default:
                Xunit.Assert.Equal(Outcome.Pass, seen.Outcome);
                break;
        }
    }
}
