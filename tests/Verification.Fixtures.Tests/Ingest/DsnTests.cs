using FluentAssertions;
using Verification.Fixtures.Ingest;
using Verification.Readiness;
using Xunit;

namespace Verification.Fixtures.Tests.Ingest;

public sealed class DsnTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Parse_Dsn_GivesItsPartsAndBack()
    {
        Dsn dsn = Dsn.Parse($"http://{Key}@127.0.0.1:8000/12");
        dsn.Should().Be(new Dsn(new Uri("http://127.0.0.1:8000"), Key, "12"));
        dsn.At(new Uri("http://localhost:9000")).Text.Should().Be($"http://{Key}@localhost:9000/12");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:8000/12")]
    [InlineData("http://key@127.0.0.1:8000/")]
    public void Parse_SomethingElse_SaysSoWithoutRepeatingIt(string text) =>
        FluentActions.Invoking(() => Dsn.Parse(text)).Should().Throw<InputException>().Which.Message.Should().NotContain(text);

    [Fact]
    public void ToString_Dsn_HidesTheKey() => Dsn.Parse($"http://{Key}@127.0.0.1:8000/12").ToString().Should().NotContain(Key);
}
