using Verification.Load.Driving;

namespace Verification.Load.Tests.Driving;

public sealed class DriveClockTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1000, 1)]
    [InlineData(1_234_567, 1234)]
    public void UnixMilliseconds_OfAnEvent_IsTheBeginPlusItsMoment(long intended, long expected) =>
        DriveClock.UnixMilliseconds(DateTimeOffset.FromUnixTimeMilliseconds(1_763_650_000_000), intended).Should().Be(1_763_650_000_000 + expected);
}
