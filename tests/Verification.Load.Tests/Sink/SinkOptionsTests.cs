using Verification.Load.Sink;
using Verification.Readiness;

namespace Verification.Load.Tests.Sink;

public sealed class SinkOptionsTests
{
    [Fact]
    public void Read_AllOptions_AreTaken() => SinkOptions.Read(["--stall-at", "100", "--port", "8123", "--stall-for", "1400"]).Should()
        .Be(new SinkOptions(8123, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(1400)));

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "x")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "65536")]
    [InlineData("--stall", "1")]
    public void Read_WrongOptions_AreRefused(params string[] args) =>
        FluentActions.Invoking(() => SinkOptions.Read(args)).Should().Throw<InputException>().WithMessage($"{args[0]}: *");
}
