using FluentAssertions;
using Verification.Acceptance.Sdk;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Faults;
using Verification.Fixtures.Services;
using Verification.Fixtures.Targets;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.ReferenceTarget;
using Xunit;

namespace Verification.Acceptance.Tests.KillMatrix;

/// <summary>Every check can go red: for each seeded defect the check named for it does, and no other required one.</summary>
public sealed class KillMatrixTests(MatrixRun matrix) : IClassFixture<MatrixRun>
{
    public static TheoryData<DefectCase> Cases => [.. DefectCases.All];

    public static TheoryData<DefectCase> EverySdk => [.. DefectCases.OfEverySdk];

    [Fact]
    public async Task CleanTarget_WholeSuite_PassesEverything()
    {
        MatrixRow row = await matrix.RowAsync(MatrixRun.Clean);
        NotPassed(row).Should().BeEmpty();
        row.Seen.Keys.Should().BeEquivalentTo(CheckTypes.All.Select(type => type.Name).Where(check => matrix.Catalogue.Find(check)!.AppliesTo.Contains(TargetKind.Embedded)));
    }

    [Fact]
    public async Task TargetLike52_WholeSuite_FailsRecommendationsOnly()
    {
        MatrixRow row = await matrix.RowAsync(MatrixRun.Like);
        string[] expected = [.. DefectCases.All.Where(entry => Defects.All.Any(defect => defect.Id == entry.Defect && defect.Kind == DefectKind.KnownBehaviour)).Select(entry => entry.Check)];
        row.Seen.Where(seen => seen.Value.Outcome == Outcome.Fail).Select(seen => seen.Key).Should().BeEquivalentTo(expected);
        row.Seen.Where(seen => seen.Value.Outcome == Outcome.Unknown).Select(Describe).Should().BeEmpty();
        expected.Should().OnlyContain(check => matrix.Catalogue.Find(check)!.Requirement == Requirement.Recommended);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Defect_WholeSuite_IsKilledByTheCheckNamedForIt(DefectCase seeded)
    {
        if (matrix.NotAsked(seeded.Defect) is string reason)
        {
            Assert.Skip(reason);
        }

        MatrixRow row = await matrix.RowAsync(seeded.Defect);
        Observation named = row.Seen[seeded.Check];
        named.Outcome.Should().Be(Outcome.Fail, "{0} saw: {1}", seeded.Check, named.Reason);
        row.Seen.Where(seen => seen.Key != seeded.Check && seen.Value.Outcome == Outcome.Fail && IsRequired(seen.Key)).Select(Describe).Should().BeEmpty();
        // A crash or a timeout is Unknown and kills nothing; a kill names what it saw.
        named.Samples.Should().BePositive();
        named.Measured.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(EverySdk))]
    public async Task DefectOfAField_EverySdk_IsSeenInTheEventsOfEach(DefectCase seeded)
    {
        Assert.SkipWhen(matrix.DotnetAbsence is not null, matrix.DotnetAbsence ?? "");
        (await matrix.RowAsync(seeded.Defect)).Seen[seeded.Check].Reason.Should().MatchRegex(@"\(dotnet \d+, node \d+\)");
    }

    [Fact]
    public async Task DefectOfOneSdk_OnlyItsEvents_TurnTheCheckRed()
    {
        Assert.SkipWhen(matrix.DotnetAbsence is not null, matrix.DotnetAbsence ?? "");
        (await matrix.RowAsync(Defects.StripCsharpFrames)).Seen[nameof(StackTracesAreIntact)].Reason.Should().MatchRegex(@"\(dotnet \d+\)");
        (await matrix.RowAsync(Defects.DropSourceContext)).Seen[nameof(StackTracesAreIntact)].Reason.Should().MatchRegex(@"\(node \d+\)");
    }

    [Fact]
    public async Task DefectsOfLoad_AllAtOnce_TouchNothingElse() => NotPassed(await matrix.RowAsync(MatrixRun.AllOfLoad)).Should().BeEmpty();

    [Fact]
    public void Defects_AllThatExist_HaveANamedCheck() => DefectCases.All.Concat(DefectCases.OfContainers).Select(entry => entry.Defect).Distinct()
        .Should().BeEquivalentTo([.. Defects.All.Select(defect => defect.Id), .. LauncherDefects.All.Select(defect => defect.Id), .. BackupDefects.All.Select(defect => defect.Id), .. CutoverDefects.All.Select(defect => defect.Id), .. ResilienceDefects.All.Select(defect => defect.Id)]);

    [Fact]
    public void Checks_OfBehaviourThatAreBuilt_HaveADefectAndAClass()
    {
        string[] built = [.. matrix.Catalogue.Checks.Where(check => check is { Built: true, Method: Method.Behavioural }).Select(check => check.Id)];
        CheckTypes.All.Select(type => type.Name).Should().BeEquivalentTo(built);
        DefectCases.All.Concat(DefectCases.OfContainers).Concat(DefectCases.OfContainerTarget).Concat(DefectCases.OfAttached).Select(entry => entry.Check).Distinct().Should().BeEquivalentTo(built);
    }

    private bool IsRequired(string check) => matrix.Catalogue.Find(check) is CheckDefinition { Requirement: Requirement.Required };

    private static IEnumerable<string> NotPassed(MatrixRow row) => row.Seen.Where(seen => seen.Value.Outcome != Outcome.Pass).Select(Describe);

    private static string Describe(KeyValuePair<string, Observation> seen) => $"{seen.Key}: {seen.Value.Outcome}, {seen.Value.Reason} {string.Join("; ", seen.Value.Details.Take(3))}";
}
