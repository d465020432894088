using Verification.Cli.Running;
using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Readiness;

namespace Verification.Cli.Tests.Running;

public sealed class TargetChoiceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("target-choice").FullName;

    [Theory]
    [InlineData("auto")]
    [InlineData("embedded")]
    [InlineData("EMBEDDED")]
    public void Choose_ServersAreThere_IsEmbeddedWithAReason(string wanted)
    {
        TargetChoice choice = Choose(wanted, Tools(postgres: true, redis: true));

        choice.Kind.Should().Be(TargetKind.Embedded);
        choice.Reason.Should().NotBeEmpty();
    }

    [Fact]
    public void Choose_TargetOfALaterVersion_SaysSo() => Refused("attached", Tools(true, true)).Should().Contain("not part of this version yet").And.Contain("embedded");

    [Fact]
    public void Choose_ContainersThatWereNotBuilt_NamesThePackageThatIsMissing() => Refused("containers", Tools(true, true)).Should().Contain("Testcontainers").And.Contain("embedded");

    [Fact]
    public void Choose_UnknownTarget_NamesThoseThatExist() => Refused("moon", Tools(true, true)).Should().Contain("auto, embedded, containers or attached");

    [Fact]
    public void Choose_NoPostgres_SaysWhereItLookedAndWhatToDo() => Refused("auto", Tools(postgres: false, redis: true)).Should().Contain("needs postgresql").And.Contain("install");

    [Fact]
    public void Choose_NoRedis_SaysWhatToInstall() => Refused("auto", Tools(postgres: true, redis: false)).Should().Contain("needs redis").And.Contain("install");

    [Fact]
    public async Task Choose_EmptyMachine_IsRefusedForItsReason()
    {
        HostSearch nothing = new() { Root = _root, SearchPath = _root, Variable = _ => null };

        HostTools tools = await HostTools.DiscoverAsync(nothing, TestContext.Current.CancellationToken);

        Refused("auto", tools).Should().StartWith("The embedded target needs postgresql, but no PostgreSQL server binaries");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Refused(string wanted, HostTools tools) =>
        FluentActions.Invoking(() => Choose(wanted, tools)).Should().Throw<InputException>().Which.Message;

    // A work tree in which nothing was built, so the container target can't be had.
    private TargetChoice Choose(string wanted, HostTools tools) =>
        TargetChoice.Choose(new(wanted, [], false, null, null, null, null, [], null, null, null, [], null), tools, new RepositoryLayout(_root, "Release"));

    private static HostTools Tools(bool postgres, bool redis) => new(Tool("postgresql", postgres), Tool("redis", redis), Tool("node", true), Tool("docker", false), HostInfo.Read());

    private static Capability Tool(string name, bool there) => new(name, there, there ? $"/usr/bin/{name}" : null, null, there ? "found" : "it is not installed; install it");
}
