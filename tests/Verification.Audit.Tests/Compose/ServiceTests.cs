using FluentAssertions;
using Verification.Audit.Compose;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class ServiceTests
{
    [Fact]
    public void Service_Conveniences_SayWhatIsGiven()
    {
        ComposeService web = Folder.Web(
            "command: a b\nentrypoint: [c]\nprofiles: [p]\ndepends_on: {db: {condition: service_healthy, required: false}}\nsecrets: [key]\nvolumes: ['./a:/b:ro']\nports: ['80']",
            "  db: {image: d}\nsecrets: {key: {file: k}}\n");
        web.Image.Should().Be("web:1");
        web.Command.Should().Equal("a", "b");
        web.Entrypoint.Should().Equal("c");
        web.Profiles.Should().Equal("p");
        web.Enabled.Should().BeFalse();
        web.DependsOn.Should().Equal(new ComposeDependency("db", "service_healthy", false, new("compose.yaml", 7)));
        web.Secrets.Should().Equal(new ComposeSecret("key", "/run/secrets/key", new("compose.yaml", 8)));
        web.Mounts.Should().Equal(new ComposeMount("bind", "./a", "/b", true, new("compose.yaml", 9)));
        web.Ports.Should().Equal(new ComposePort(null, null, 80, "tcp", new("compose.yaml", 10)));
        web.Place.Line.Should().Be(2);
    }

    [Fact]
    public void Service_WithNothingGiven_HasNothing()
    {
        ComposeService web = Folder.Web("restart: always");
        web.Command.Should().BeNull();
        web.Entrypoint.Should().BeNull();
        web.HealthTest.Should().BeNull();
        web.HealthDisabled.Should().BeFalse();
        web.Ports.Should().BeEmpty();
        web.Node("deploy.resources.limits.memory").Should().BeNull();
        web.Tree.Entries.Select(entry => entry.Key).Should().Equal("image", "restart");
    }

    [Theory]
    [InlineData("{test: 'true'}", false, "CMD-SHELL true")]
    [InlineData("{test: [CMD, a, b]}", false, "CMD a b")]
    [InlineData("{test: [NONE]}", true, null)]
    [InlineData("{test: 'true', disable: true}", true, null)]
    [InlineData("{disable: 'true'}", true, null)]
    [InlineData("{interval: 5s}", false, null)]
    public void HealthTest_OfAnyForm_IsReadAsItIs(string health, bool disabled, string? words)
    {
        ComposeService web = Folder.Web($"healthcheck: {health}");
        web.HealthDisabled.Should().Be(disabled);
        (web.HealthTest is null ? null : string.Join(' ', web.HealthTest)).Should().Be(words);
    }

    [Theory]
    [InlineData("256M", 268435456L)]
    [InlineData("1g", 1073741824L)]
    [InlineData("512kb", 524288L)]
    [InlineData("1.5GiB", 1610612736L)]
    [InlineData("100", 100L)]
    [InlineData("100b", 100L)]
    [InlineData("1 m", 1048576L)]
    [InlineData("-1", -1L)]
    [InlineData("1t", 1099511627776L)]
    [InlineData(".5k", 512L)]
    [InlineData("", null)]
    [InlineData("m", null)]
    [InlineData("1x", null)]
    [InlineData("1mm", null)]
    [InlineData("-1m", null)]
    [InlineData("1\u0663m", null)]
    [InlineData("99999999999p", null)]
    [InlineData(null, null)]
    public void Sizes_OfAnyForm_AreBytes(string? text, long? expected) => Sizes.Bytes(text).Should().Be(expected);

    [Theory]
    [InlineData("30s", 30.0)]
    [InlineData("1m30s", 90.0)]
    [InlineData("1.5h", 5400.0)]
    [InlineData("2d", 172800.0)]
    [InlineData("1w", 604800.0)]
    [InlineData("500ms", 0.5)]
    [InlineData("10us", 0.00001)]
    [InlineData("0", 0.0)]
    [InlineData("-5s", -5.0)]
    [InlineData("30", null)]
    [InlineData("30 s", null)]
    [InlineData("s", null)]
    [InlineData("1y", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData(null, null)]
    public void Durations_OfAnyForm_AreSeconds(string? text, double? expected)
    {
        double? seconds = Durations.Seconds(text);
        (seconds is null).Should().Be(expected is null);
        (seconds ?? 0).Should().BeApproximately(expected ?? 0, 1e-9);
    }

    [Theory]
    [InlineData("a  b\tc", "a|b|c")]
    [InlineData("a 'b c' \"d e\"", "a|b c|d e")]
    [InlineData("a''b \"\" c", "ab||c")]
    [InlineData("a\\ b", "a b")]
    [InlineData("'a\\b'", "a\\b")]
    [InlineData("\"a\\\"b\"", "a\"b")]
    [InlineData("sh -c echo hi; sleep 1", "sh|-c|echo|hi")]
    [InlineData("a && b", "a")]
    [InlineData("a b 2>&1", "a|b")]
    [InlineData("a b2>x", "a|b2")]
    [InlineData("a | b", "a")]
    [InlineData("sh -c 'a; b && c'", "sh|-c|a; b && c")]
    [InlineData("echo $(a b) `c d`", "echo|$(a b)|`c d`")]
    [InlineData("", "")]
    [InlineData("redis-server --requirepass \"$$P\"", "redis-server|--requirepass|$P")]
    public void Command_OfOneString_IsSplitAsComposeDoes(string line, string expected) =>
        string.Join('|', Folder.Web($"command: {Quote(line)}").Command!).Should().Be(expected);

    private static string Quote(string line) => $"'{line.Replace("'", "''", StringComparison.Ordinal)}'";
}
