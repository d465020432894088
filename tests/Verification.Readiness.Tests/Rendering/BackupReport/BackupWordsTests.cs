using FluentAssertions;
using Verification.Readiness.Backup;
using Verification.Readiness.Rendering.BackupReport;
using Xunit;

namespace Verification.Readiness.Tests.Rendering.BackupReport;

public sealed class BackupWordsTests
{
    private static readonly RecoveryPoint Point = BackupSamples.Backup().Point!;

    public static TheoryData<RecoveryPoint?, string> Losses { get; } = new()
    {
        { null, "What a disaster would lose was not measured, because nothing was restored." },
        { Point, "A disaster 4.1 s after the backup would have lost 12 of 240 acknowledged events, 3 more came back from the queue; with a backup every 24 h it is up to 24 h of events." },
        { Point with { FromQueue = 0, Lost = 15, IntervalHours = null }, "A disaster 4.1 s after the backup would have lost 15 of 240 acknowledged events; no schedule is known, so on an ordinary day it may be any number." },
        { Point with { IntervalHours = 1.5, WindowMs = 90_000 }, "A disaster 1 min 30 s after the backup would have lost 12 of 240 acknowledged events, 3 more came back from the queue; with a backup every 1 h 30 min it is up to 1 h 30 min of events." },
        {
            Point with { NewestRestored = null, Restored = 0, FromQueue = 0, Lost = 240 },
            "A disaster now would have lost 240 of 240 acknowledged events; with a backup every 24 h it is up to 24 h of events. None of them was in the backup."
        },
        { Point with { Acknowledged = 0, Restored = 0, FromQueue = 0, Lost = 0 }, "No event was acknowledged before the disaster, so what it would lose is not known." },
        {
            Point with { Lost = 0 },
            "A disaster 4.1 s after the backup would have lost 0 of 240 acknowledged events, 3 more came back from the queue; with a backup every 24 h it is up to 24 h of events. The figures do not add up: 225 restored, 3 from the queue and 0 lost make 228, not 240."
        },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_OfAnyPoint_IsOneSentence(RecoveryPoint? point, string expected) => BackupWords.Loss(point).Should().Be(expected);

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(850, "850 ms")]
    [InlineData(2310, "2.31 s")]
    [InlineData(192_000, "3 min 12 s")]
    [InlineData(86_400_000, "24 h")]
    [InlineData(4_500_000, "1 h 15 min")]
    [InlineData(-1, "not measured")]
    [InlineData(double.NaN, "not measured")]
    [InlineData(double.PositiveInfinity, "not measured")]
    public void Time_OfAnyLength_IsSaidAsAPersonDoes(double milliseconds, string expected) => BackupWords.Time(milliseconds).Should().Be(expected);

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1023 bytes")]
    [InlineData(1843.2, "1.8 KiB")]
    [InlineData(7_969_178, "7.6 MiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    [InlineData(double.NaN, "not measured")]
    [InlineData(-5, "not measured")]
    public void Bytes_OfAnySize_HaveTheUnitThatFits(double bytes, string expected) => BackupWords.Bytes(bytes).Should().Be(expected);

    [Theory]
    [InlineData(100, 540, "5.4 to 1")]
    [InlineData(0, 540, "not known: one of the two is empty")]
    [InlineData(100, 0, "not known: one of the two is empty")]
    public void Ratio_OfAnArchive_NeverDividesByNothing(long bytes, long database, string expected) =>
        BackupWords.Ratio(BackupSamples.Backup().Archive! with { Bytes = bytes, DatabaseBytes = database }).Should().Be(expected);

    [Theory]
    [InlineData(new double[] { }, null)]
    [InlineData(new[] { 1.0, 2 }, 3.0)]
    [InlineData(new[] { 1, double.NaN }, null)]
    [InlineData(new[] { 1.0, -1 }, null)]
    [InlineData(new[] { double.MaxValue, double.MaxValue }, null)]
    public void Total_WithAPhaseThatWasNotMeasured_IsNotASum(double[] phases, double? expected) =>
        BackupWords.Total([.. phases.Select(time => new RecoveryPhase("p", "", "", time))]).Should().Be(expected);
}
