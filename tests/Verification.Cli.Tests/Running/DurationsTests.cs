using Verification.Cli.Running;
using Verification.Readiness;

namespace Verification.Cli.Tests.Running;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("1h", 3600)]
    [InlineData("00:05:00", 300)]
    [InlineData("168h", 604800)]
    public void Read_DurationAsPeopleWriteIt_IsUnderstood(string text, double seconds) =>
        Durations.Read("--timeout", text).TotalSeconds.Should().Be(seconds);

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("s")]
    [InlineData("fast")]
    [InlineData("1,5m")]
    [InlineData("1e9h")]
    [InlineData("NaNs")]
    [InlineData("5 m inutes")]
    public void Read_Nonsense_IsRefusedWithExamples(string text) =>
        FluentActions.Invoking(() => Durations.Read("--timeout", text)).Should().Throw<InputException>().WithMessage($"--timeout {text} is not a duration; write 90s, 5m or 1h.");

    [Theory]
    [InlineData("0s")]
    [InlineData("-5s")]
    [InlineData("-00:00:01")]
    public void Read_NoTimeAtAll_IsRefused(string text) =>
        FluentActions.Invoking(() => Durations.Read("--timeout", text)).Should().Throw<InputException>().WithMessage("*no time at all*");

    [Theory]
    [InlineData("169h")]
    [InlineData("99999999999999h")]
    [InlineData("8.00:00:00")]
    public void Read_LongerThanEvidenceStaysFresh_IsRefused(string text) =>
        FluentActions.Invoking(() => Durations.Read("--timeout", text)).Should().Throw<InputException>().WithMessage("*7 days*");
}
