using Verification.Cli.Running;
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
    public async Task Choose_ServersAreThere_IsEmbeddedWithAReason(string wanted)
    {
        TargetChoice choice = await TargetChoice.ChooseAsync(Settings(wanted), Tools(postgres: true, redis: true), Program);

        choice.Kind.Should().Be(TargetKind.Embedded);
        choice.Reason.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Choose_AttachedWithoutAnAddress_SaysWhichVariableIsMissing() => (await RefusedAsync("attached", Tools(true, true))).Should().Contain("VERIFICATION_URL").And.Contain("VERIFICATION_ATTACHED");

    [Fact]
    public async Task Choose_ContainersInABuildWithoutThem_SaysWhatIsMissing() =>
        (await FluentActions.Awaiting(() => TargetChoice.ChooseAsync(Settings("containers"), Tools(true, true), null)).Should().ThrowAsync<InputException>()).Which.Message
            .Should().Contain("Testcontainers").And.Contain("--target embedded");

    [Theory]
    [InlineData("containers", false, new string[0])]
    [InlineData("auto", true, new string[0])]
    [InlineData("auto", false, new[] { "redis=redis:8" })]
    public async Task Choose_ContainersAskedFor_TakesNoOther(string wanted, bool gate, string[] images) =>
        (await TargetChoice.ChooseAsync(Settings(wanted) with { Gate = gate, Images = images }, Tools(true, true), Program)).Kind.Should().Be(TargetKind.Containers);

    [Fact]
    public async Task Choose_DockerWithoutTheImages_IsEmbeddedForThatReason()
    {
        HostTools tools = Tools(true, true) with { Docker = Tool("docker", true) };

        TargetChoice choice = await TargetChoice.ChooseAsync(Settings("auto"), tools, Program);

        choice.Kind.Should().Be(TargetKind.Embedded);
        choice.Reason.Should().StartWith("no containers: ");
    }

    [Fact]
    public async Task Choose_SeededDefects_StayOnTheTargetThatHasThem()
    {
        HostTools tools = Tools(true, true) with { Docker = Tool("docker", true) };

        (await TargetChoice.ChooseAsync(Settings("auto") with { Defects = ["open-sign-up"] }, tools, Program)).Kind.Should().Be(TargetKind.Embedded);
    }

    [Fact]
    public async Task Choose_ImageForTheEmbeddedTarget_IsRefused() =>
        (await FluentActions.Awaiting(() => TargetChoice.ChooseAsync(Settings("embedded") with { Images = ["redis=redis:8"] }, Tools(true, true), Program)).Should().ThrowAsync<InputException>()).Which.Message
            .Should().Contain("--image").And.Contain("--target containers");

    [Fact]
    public async Task Choose_UnknownTarget_NamesThoseThatExist() => (await RefusedAsync("moon", Tools(true, true))).Should().Contain("auto, embedded, containers or attached");

    [Fact]
    public async Task Choose_NoPostgres_SaysWhereItLookedAndWhatToDo() => (await RefusedAsync("auto", Tools(postgres: false, redis: true))).Should().Contain("needs postgresql").And.Contain("install");

    [Fact]
    public async Task Choose_NoRedis_SaysWhatToInstall() => (await RefusedAsync("auto", Tools(postgres: true, redis: false))).Should().Contain("needs redis").And.Contain("install");

    [Fact]
    public async Task Choose_EmptyMachine_IsRefusedForItsReason()
    {
        HostSearch nothing = new() { Root = _root, SearchPath = _root, Variable = _ => null };

        HostTools tools = await HostTools.DiscoverAsync(nothing, TestContext.Current.CancellationToken);

        (await RefusedAsync("auto", tools)).Should().StartWith("The embedded target needs postgresql, but no PostgreSQL server binaries");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static async Task<string> RefusedAsync(string wanted, HostTools tools) =>
        (await FluentActions.Awaiting(() => TargetChoice.ChooseAsync(Settings(wanted), tools, Program)).Should().ThrowAsync<InputException>()).Which.Message;

    // No such program: whoever asks it for images gets no.
    private static ContainerProgram Program => new("/nowhere/Verification.Fixtures.Containers.dll");

    private static RunSettings Settings(string target) => new(target, [], false, null, null, null, null, [], null, null, null, [], null);

    private static HostTools Tools(bool postgres, bool redis) => new(Tool("postgresql", postgres), Tool("redis", redis), Tool("node", true), Tool("docker", false), HostInfo.Read());

    private static Capability Tool(string name, bool there) => new(name, there, there ? $"/usr/bin/{name}" : null, null, there ? "found" : "it is not installed; install it");
}
