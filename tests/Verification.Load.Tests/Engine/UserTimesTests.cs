using Verification.Load.Engine;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

public sealed class UserTimesTests
{
    private static readonly UserTimes Users = new(new([Given.Ramp(0, 10, 1000), Given.Constant(10, 500), Given.Constant(2, 500), Given.Ramp(2, 12, 1000)]));

    [Fact]
    public void Most_OfAPlan_IsItsFullestMoment() => Users.Most.Should().Be(12);

    [Theory]
    [InlineData(0, 0, 50_000)]
    [InlineData(4, 0, 450_000)]
    [InlineData(9, 0, 950_000)]
    [InlineData(9, 1_200_000, 1_200_000)]
    [InlineData(9, 1_500_000, 2_750_000)]
    [InlineData(1, 1_700_000, 1_700_000)]
    [InlineData(11, 0, 2_950_000)]
    [InlineData(12, 0, long.MaxValue)]
    [InlineData(0, 3_000_000, long.MaxValue)]
    public void Next_User_IsThereWhenTheLevelReachesHim(int user, long from, long expected) => Users.Next(user, from).Should().Be(expected);

    [Fact]
    public void Next_RampDown_LetsTheLastGoFirst()
    {
        UserTimes leaving = new(new([Given.Ramp(10, 0, 1000)]));
        Enumerable.Range(0, 10).Select(user => leaving.Next(user, 500_000) == 500_000).Should().Equal(Enumerable.Range(0, 10).Select(user => user < 5));
    }
}
