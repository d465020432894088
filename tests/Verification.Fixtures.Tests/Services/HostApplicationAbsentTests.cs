using Verification.Fixtures.Hosting;
using Verification.Fixtures.Services;
using Verification.Readiness;

namespace Verification.Fixtures.Tests.Services;

public sealed class HostApplicationAbsentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Capability Node = new("node", true, "/usr/bin/node", "20.20.2", "node");

    public static TheoryData<string, string?, string?> Cases => new()
    {
        { "20.20.2", "5.1.0", null },
        { "20.20.2", "5.0.9", "*@scope/part 5.0.9 is installed*5.1.0*npm ci*" },
        { "20.20.2", null, "*@scope/part is not installed*npm ci*" },
        { "18.19.0", "5.1.0", "*Node.js 18.19.0*20.11*" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Absent_Machine_IsNamedWithTheRemedy(string node, string? installed, string? reason)
    {
        using var folder = new SourceFolder(installed);
        var tools = await HostTools.DiscoverAsync(ct: Ct);
        var found = HostApplication.Absent(tools with { Node = Node with { Version = node } }, folder.Path);
        if (reason is null)
        {
            found.Should().BeNull();
        }
        else
        {
            found.Should().Match(reason);
        }
    }

    [Fact]
    public async Task Absent_NoNode_IsTheCapabilitysReasonAndStartThrowsIt()
    {
        var tools = (await HostTools.DiscoverAsync(ct: Ct)) with { Node = new Capability("node", false, null, null, "node is not in PATH; install it") };
        HostApplication.Absent(tools, "/nowhere").Should().Be("node is not in PATH; install it");
        await using var scratch = new Scratch();
        var options = ServiceMachine.Options(await scratch.SupervisorAsync(), tools, "");
        var act = () => HostApplication.StartAsync(options, Ct);
        await act.Should().ThrowAsync<InputException>().WithMessage("*can't be started: node is not in PATH*");
    }

    [Fact]
    public async Task Absent_NoServices_SaysSo()
    {
        var tools = (await HostTools.DiscoverAsync(ct: Ct)) with { Node = Node };
        HostApplication.Absent(tools, "/nowhere").Should().Match("*package.json is missing*");
    }

    private sealed class SourceFolder : IDisposable
    {
        internal SourceFolder(string? installed)
        {
            Path = Directory.CreateTempSubdirectory("absent-").FullName;
            File.WriteAllText(System.IO.Path.Combine(Path, "package.json"), """{"dependencies":{"@scope/part":"5.1.0"}}""");
            if (installed is not null)
            {
                var part = Directory.CreateDirectory(System.IO.Path.Combine(Path, "node_modules", "@scope", "part")).FullName;
                File.WriteAllText(System.IO.Path.Combine(part, "package.json"), $$"""{"version":"{{installed}}"}""");
            }
        }

        internal string Path { get; }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
