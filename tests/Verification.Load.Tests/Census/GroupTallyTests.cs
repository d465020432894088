using FluentAssertions;
using Verification.Load.Census;
using Xunit;

namespace Verification.Load.Tests.Census;

public sealed class GroupTallyTests
{
    private static GroupTally Of(int groups, params (int Group, long Issue)[] events)
    {
        GroupTally tally = new(groups);
        foreach ((int group, long issue) in events)
        {
            tally.See(group, issue);
        }

        return tally;
    }

    [Fact]
    public void Wrong_OneIssueEach_IsEmpty() => Of(2, (0, 10), (0, 10), (1, 11)).Wrong().Should().BeEmpty();

    [Fact]
    public void Wrong_GroupInTwoIssues_NamesThatGroup() => Of(2, (0, 10), (0, 12), (1, 11)).Wrong().Should().ContainSingle().Which.Should().StartWith("group 0:");

    [Fact]
    public void Wrong_TwoGroupsInOneIssue_NamesBoth() => Of(3, (0, 10), (1, 10), (2, 11)).Wrong().Should().HaveCount(2);

    [Fact]
    public void Seen_GroupWithoutEvents_IsNotCounted() => Of(3, (0, 10), (2, 11)).Seen.Should().Be(2);
}
