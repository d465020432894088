using System.Text.Json;
using FluentAssertions;
using Verification.Fixtures.Memory;
using Verification.Readiness;
using Xunit;

namespace Verification.Fixtures.Tests.Memory;

/// <summary>A daemon that only a shell on its machine reaches: here a script that takes a command as ssh does and has a docker of its own.</summary>
public sealed class DockerThroughShellTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shell-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, "system dial-stdio")]
    [InlineData("unix:///run/user/1000/docker.sock", "-H unix:///run/user/1000/docker.sock system dial-stdio")]
    public async Task Get_CommandThatReachesTheDaemon_IsAnsweredAndCalledAsAsked(string? address, string expected)
    {
        await Machine.WithNodeAsync();
        using DockerDaemon daemon = new();
        string docker = Script("docker", $"echo \"$*\" >> '{_folder.FullName}/calls'\nexec node -e 'const s=require(\"net\").connect(process.argv[1]);process.stdin.pipe(s);s.pipe(process.stdout)' '{daemon.Says(DockerAnswers.V1).Address["unix://".Length..]}'");
        using DockerEngine engine = DockerEngine.Through($"PATH={Path.GetDirectoryName(docker)}:$PATH", address);
        for (int look = 0; look < 2; look++)
        {
            using JsonDocument? answer = engine.Get("containers/3f4e/json", out string? reason);
            reason.Should().BeNull();
            answer!.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
        }

        File.ReadAllLines(Path.Combine(_folder.FullName, "calls")).Should().Equal([expected], "one connection serves several looks");
    }

    [Fact]
    public void Get_ShellThatIsRefused_TellsWhatItSaid()
    {
        using DockerEngine engine = DockerEngine.Through(Script("remote", "echo 'deploy@host: Permission denied (publickey).' >&2; exit 255"), null);
        engine.Get("containers/3f4e/json", out string? reason).Should().BeNull();
        reason.Should().StartWith("the Docker daemon gave no answer to GET containers/3f4e/json: ").And.Contain("the command ended without an answer: deploy@host: Permission denied (publickey).");
    }

    [Theory]
    [InlineData("unix:///x; rm y")]
    [InlineData("$(id)")]
    public void Through_AddressThatAShellWouldRead_IsRefused(string address) =>
        FluentActions.Invoking(() => DockerEngine.Through("ssh host", address)).Should().Throw<InputException>().WithMessage("*can't be handed to a shell*");

    private string Script(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
