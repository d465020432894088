using FluentAssertions;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Cutover;

public sealed class MainDrillCheckTests
{
    private static readonly DrillCase[] Cases = [.. SwitchCases.All, .. QuietCases.All, .. WayBackCases.All];

    public static TheoryData<string> CheckNames => [.. Judging.MainChecks];

    public static TheoryData<string> CaseNames => [.. Cases.Select(item => $"{item.Check}: {item.What}")];

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void Judge_NothingIsWrong_Passes(string check) => Judging.Of(check, WholeWay.Run()).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Samples > 0 && seen.Details.Count == 0);

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Judge_OneThingIsDifferent_SaysWhat(string name)
    {
        DrillCase one = Cases.Single(item => $"{item.Check}: {item.What}" == name);
        Observation seen = Judging.Of(one.Check, one.Run());
        seen.Outcome.Should().Be(one.Outcome, seen.Reason);
        seen.Reason.Should().Contain(one.Reason);
    }

    [Fact]
    public void Cases_EveryCheck_HasOneThatFails() =>
        Judging.MainChecks.Except(Cases.Where(item => item.Outcome == Outcome.Fail).Select(item => item.Check)).Should().BeEmpty("a check that cannot go red is a defect");

    [Theory]
    [MemberData(nameof(CheckNames))]
    public void Judge_NothingWasSeenAtAll_NeverPasses(string check) =>
        Judging.Of(check, new() { Begun = WholeWay.Noon, EnvBefore = [], ModeBefore = WholeWay.Private }).Outcome.Should().NotBe(Outcome.Pass);
}
