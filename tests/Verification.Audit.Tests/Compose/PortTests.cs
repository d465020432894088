using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class PortTests
{
    [Theory]
    [InlineData("\"127.0.0.1:8080:8000/tcp\"", "{mode: ingress, host_ip: 127.0.0.1, target: <8000>, published: 8080, protocol: tcp}")]
    [InlineData("127.0.0.1:8080:8000", "{mode: ingress, host_ip: 127.0.0.1, target: <8000>, published: 8080, protocol: tcp}")]
    [InlineData("8080:8000", "{mode: ingress, target: <8000>, published: 8080, protocol: tcp}")]
    [InlineData("22:22", "{mode: ingress, target: <22>, published: 22, protocol: tcp}")]
    [InlineData("8080", "{mode: ingress, target: <8080>, protocol: tcp}")]
    [InlineData("\"8080\"", "{mode: ingress, target: <8080>, protocol: tcp}")]
    [InlineData("53:53/udp", "{mode: ingress, target: <53>, published: 53, protocol: udp}")]
    [InlineData("\"[::1]:8080:80\"", "{mode: ingress, host_ip: ::1, target: <80>, published: 8080, protocol: tcp}")]
    [InlineData("\"::1:8080:80\"", "{mode: ingress, host_ip: ::1, target: <80>, published: 8080, protocol: tcp}")]
    [InlineData("\"127.0.0.1::80\"", "{mode: ingress, host_ip: 127.0.0.1, target: <80>, protocol: tcp}")]
    [InlineData("8080-8090:80", "{mode: ingress, target: <80>, published: 8080-8090, protocol: tcp}")]
    [InlineData("{target: 80, published: 8080, host_ip: 192.0.2.1}", "{target: <80>, published: 8080, host_ip: 192.0.2.1, mode: ingress, protocol: tcp}")]
    [InlineData("{target: \"80\", published: \"8080\", mode: host, protocol: udp}", "{target: <80>, published: 8080, mode: host, protocol: udp}")]
    public void Port_OneForm_IsWrittenOut(string written, string expected) =>
        Folder.Flow(Folder.Web($"ports:\n  - {written}").Tree["ports"]).Should().Be($"[{expected}]");

    [Fact]
    public void Port_Ranges_BecomeOneEntryEach() => Folder.Web("ports:\n  - 127.0.0.1:9000-9002:3000-3002").Ports
        .Select(port => $"{port.HostIp} {port.Published} {port.Target} {port.Protocol}")
        .Should().Equal("127.0.0.1 9000 3000 tcp", "127.0.0.1 9001 3001 tcp", "127.0.0.1 9002 3002 tcp");

    [Fact]
    public void Port_FromAVariable_KeepsItsOriginAndItsLine()
    {
        ComposeService web = Folder.Web("ports:\n  - \"${BIND}:${PORT:-8080}:8000\"", dotEnv: "BIND=127.0.0.1\n");
        web.Ports.Should().ContainSingle().Which.Should().Be(new ComposePort("127.0.0.1", "8080", 8000, "tcp", new("compose.yaml", 5)));
        ((Audit.Yaml.YamlScalar)web.Node("ports.0.host_ip")!).Variables.Should().Equal("BIND", "PORT");
    }

    [Theory]
    [InlineData("99999:80")]
    [InlineData("80:99999")]
    [InlineData("a:80")]
    [InlineData("80:")]
    [InlineData("\"1:2:3:4:80\"")]
    [InlineData("127.1:80:80")]
    [InlineData("127.0.0.01:80:80")]
    [InlineData("9000-9001:80-82")]
    [InlineData("90-80:80")]
    [InlineData("80/icmp")]
    [InlineData("80/tcp/udp")]
    [InlineData("-1")]
    [InlineData("{published: 80}")]
    [InlineData("{target: 70000}")]
    [InlineData("{target: many}")]
    [InlineData("{target: 80, published: 80-x}")]
    [InlineData("{target: 80, host_ip: localhost}")]
    [InlineData("[80]")]
    [InlineData("true")]
    public void Port_Impossible_IsRefusedWithItsLine(string written)
    {
        Action read = () => Folder.Web($"ports:\n  - {written}");
        read.Should().Throw<InputException>().WithMessage("compose.yaml:5: *");
    }

    [Fact]
    public void Ports_TwoOfTheSame_AreOne() => Folder.Web("ports:\n  - 80:80\n  - 0.0.0.0:80:80\n  - 81:80").Ports.Should().HaveCount(2);

    [Fact]
    public void Ports_AllOfThemManyTimes_AreRefusedAndNotExpanded()
    {
        Action read = () => Folder.Web("ports: [" + string.Join(", ", Enumerable.Repeat("1-65535:1-65535", 100)) + "]");
        read.Should().Throw<InputException>().WithMessage("compose.yaml:4: the deployment grows beyond*");
    }
}
