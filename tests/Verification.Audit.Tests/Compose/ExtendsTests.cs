using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class ExtendsTests
{
    [Theory]
    [InlineData("extends: base", "{image: b, user: u, environment: {A: 1, B: 3}, restart: always}")]
    [InlineData("extends: {service: base}", "{image: b, user: u, environment: {A: 1, B: 3}, restart: always}")]
    [InlineData("extends: middle", "{image: b, user: m, environment: {A: 1, B: 3}, restart: always}")]
    [InlineData("extends: {service: far, file: sub/far.yml}", "{image: f, volumes: [{type: bind, source: ./sub/x, target: /x}], environment: {B: 3}, restart: always}")]
    [InlineData("extends: {service: near, file: sub/far.yml}", "{image: f, volumes: [{type: bind, source: ./sub/x, target: /x}], user: n, environment: {B: 3}, restart: always}")]
    [InlineData("extends: {service: up, file: sub/far.yml}", "{image: h, environment: {B: 3}, restart: always}")]
    public void Service_ThatExtends_TakesOverTheBase(string extends, string expected)
    {
        ComposeProject project = Folder.ReadAll(
            ("compose.yaml", $"services:\n  base: {{image: b, user: u, environment: {{A: 1, B: 2}}}}\n  middle: {{extends: base, user: m}}\n  web:\n    {extends}\n    environment: [B=3]\n    restart: always\n"),
            ("sub/far.yml", "services:\n  far: {image: f, volumes: ['./x:/x']}\n  near: {extends: far, user: n}\n  up: {extends: {service: high, file: ../high.yml}}\n"),
            ("high.yml", "services: {high: {image: h}}"));
        Folder.Flow(project.Service("web")!.Tree).Should().Be(expected);
    }

    [Fact]
    public void Service_ThatExtendsWithResets_ForgetsWhatItResets()
    {
        ComposeService web = Folder.Read("services:\n  base: {image: b, ports: ['80:80'], user: u}\n  web:\n    extends: base\n    ports: !reset []\n    user: !override v\n").Service("web")!;
        Folder.Flow(web.Tree).Should().Be("{image: b, user: v}");
    }

    [Fact]
    public void Service_ThatExtendsAFileOutside_IsKeptAndReportedAsUnread()
    {
        ComposeProject project = Folder.Read("services:\n  web:\n    extends: {service: a, file: ../out.yml}\n    user: u\n");
        project.Unread.Should().ContainSingle().Which.Should().Be(new UnreadPart("../out.yml", "it lies outside the deployment folder", new("compose.yaml", 3), OfModel: true));
        Folder.Flow(project.Service("web")!.Tree).Should().Be("{user: u}");
    }

    [Theory]
    [InlineData("a: {extends: a, image: x}", "*extends itself*")]
    [InlineData("a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}", "*extends itself*")]
    [InlineData("a: {extends: {service: a, file: compose.yaml}}", "*extends itself*")]
    [InlineData("a: {extends: nobody}", "compose.yaml:2: the service \"nobody\" is extended and does not exist*")]
    [InlineData("a: {extends: {service: b, file: none.yml}}", "compose.yaml:2: the file \"none.yml\" is asked for and isn't there*")]
    [InlineData("a: {extends: {file: compose.yaml}}", "compose.yaml:2: *lacks its \"service\"*")]
    [InlineData("a: {extends: [b]}", "compose.yaml:2: services.a.extends must be a string or a mapping*")]
    [InlineData("a: {extends: {service: b, file: empty.yml}}", "compose.yaml:2: *has no services*")]
    public void Service_ThatExtendsInVain_IsRefused(string services, string expected)
    {
        Action read = () => Folder.ReadAll(("compose.yaml", $"services:\n  {services}\n"), ("empty.yml", "x-a: 1"));
        read.Should().Throw<InputException>().WithMessage(expected).WithMessage("compose.yaml:*");
    }

    [Fact]
    public void Chain_OfTooManyServices_IsRefused()
    {
        Action read = () => Folder.Read("services:\n" + string.Concat(Enumerable.Range(0, 2000).Select(index => $"  s{index}: {{extends: s{index + 1}}}\n")) + "  s2000: {image: a}\n");
        read.Should().Throw<InputException>().WithMessage("compose.yaml:*more than 32 services extend each other*");
    }
}
