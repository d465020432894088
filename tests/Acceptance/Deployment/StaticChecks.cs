using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Xunit;

namespace Verification.Acceptance.Deployment;

/// <summary>Every check that the files of the deployment answer: its folder under scenarios/checks is all that it needs.</summary>
public sealed class StaticChecks(AcceptanceRun run)
{
    /// <summary>Their ids.</summary>
    public static TheoryData<string> Ids => [.. CatalogueFolder.Read(RepositoryLayout.Find()).Checks.Where(check => check.Method == Method.Static).Select(check => check.Id)];

    /// <summary>Red when a required claim is seen not to hold in the files.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void Holds(string id) => Answers.Assert(run.AnswerFromFiles(run.Definition(id)), run.Definition(id));
}
