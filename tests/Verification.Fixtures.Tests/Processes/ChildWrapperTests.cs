using System.Diagnostics;
using Verification.Fixtures.Processes;

namespace Verification.Fixtures.Tests.Processes;

public sealed class ChildWrapperTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("fixtures-test-").FullName;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrapper_GuardianIsClosing_RegistersButNeverBecomesTheCommand()
    {
        var (code, _) = await RunAsync(open: false, "touch", Path.Combine(_root, "ran"));
        code.Should().Be(143);
        File.Exists(Path.Combine(_root, "ran")).Should().BeFalse();
        File.Exists(Path.Combine(_root, "registration")).Should().BeTrue("the guardian may have looked either before or after");
    }

    [Fact]
    public async Task Wrapper_Open_RegistersItsOwnIdAndKeepsIt()
    {
        var (code, output) = await RunAsync(open: true, "sh", "-c", "echo $$; cut -d' ' -f22 /proc/$$/stat");
        code.Should().Be(0);
        var lines = output.Split('\n');
        (await File.ReadAllTextAsync(Path.Combine(_root, "registration"), Ct)).Should().Be($"{lines[0]} QUIT a-name {lines[1]}\n");
    }

    [Fact]
    public async Task Wrapper_ArgumentsWithSpacesQuotesAndPatterns_ArriveAsTheyAre()
    {
        var (_, output) = await RunAsync(open: true, "printf", "[%s]", "a b", "'\"", "*", "$HOME", "");
        output.Should().Be("[a b]['\"][*][$HOME][]");
    }

    [Fact]
    public async Task Wrapper_CannotRegister_RefusesToStart()
    {
        Directory.CreateDirectory(Path.Combine(_root, "registration"));
        var (code, output) = await RunAsync(open: true, "touch", Path.Combine(_root, "ran"));
        code.Should().Be(74);
        output.Should().Contain("a-name was not started");
        File.Exists(Path.Combine(_root, "ran")).Should().BeFalse();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<(int Code, string Output)> RunAsync(bool open, params string[] command)
    {
        var marker = Path.Combine(_root, "open");
        if (open)
        {
            await File.WriteAllTextAsync(marker, "", Ct);
        }

        string[] arguments =
        [
            "-c", Launcher.Script("identity.sh") + Launcher.Script("child.sh"), "child",
            Path.Combine(_root, "registration"), marker, "QUIT", "a-name", .. command,
        ];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await errors);
    }
}
