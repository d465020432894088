using Verification.Fixtures.Processes;

namespace Verification.Fixtures.Tests.Processes;

public sealed class SupervisorTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Process_LogsBothStreamsLineByLineAndKeepsTheLog()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var process = await supervisor.StartAsync(Shell("talker", "echo out; echo err >&2; exit 7"), Ct);
        (await process.WaitForExitAsync(Ct)).Should().Be(7);
        await supervisor.DisposeAsync();
        process.LogTail().Should().BeEquivalentTo("out", "err");
        scratch.Log("talker").Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo("out", "err");
        scratch.Journal.Should().Contain(line => line.Contains("talker") && line.Contains("ended with 7"));
    }

    [Fact]
    public async Task Start_SecretsInOutput_NeverReachLogOrTail()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync(redact: line => line.Replace("canary", "*", StringComparison.Ordinal));
        supervisor.Protect("pass");
        supervisor.Protect("password-1");
        var process = await supervisor.StartAsync(Shell("leaky", "echo 'a canary, password-1 and pass'"), Ct);
        await process.WaitForExitAsync(Ct);
        process.LogTail().Should().Equal("a *, [redacted] and [redacted]");
        scratch.Log("leaky").Should().Be("a *, [redacted] and [redacted]\n");
        supervisor.Secrets.Should().BeEquivalentTo("pass", "password-1");
    }

    [Fact]
    public async Task Start_RedactorFails_WithholdsTheLineAndGoesOn()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync(redact: line => line == "bad" ? throw new FormatException() : line);
        var process = await supervisor.StartAsync(Shell("odd", "echo bad; echo good"), Ct);
        await process.WaitForExitAsync(Ct);
        process.LogTail().Should().Equal("[line withheld: the redactor failed with FormatException]", "good");
    }

    [Fact]
    public async Task Start_Environment_IsOnlyWhatWasGiven()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var spec = new ProcessSpec("env", "env", []) { Environment = new Dictionary<string, string?> { ["MINE"] = "1", ["LANG"] = null, ["TZ"] = "CET" } };
        var result = await supervisor.RunAsync(spec, Ample, Ct);
        var variables = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(l => l.Split('=')[0], l => l[(l.IndexOf('=') + 1)..]);
        variables.Keys.Except(["PWD", "OLDPWD", "SHLVL", "_"]).Should().BeEquivalentTo("PATH", "HOME", "TMPDIR", "TZ", "MINE", "VERIFICATION_RUN");
        variables["HOME"].Should().Be(supervisor.WorkDirectory.Path);
        variables["TZ"].Should().Be("CET");
    }

    [Fact]
    public async Task Start_Child_LeadsItsOwnSessionAndDoesNotHoldTheGuardiansPipe()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var sleeper = await supervisor.StartAsync(new ProcessSpec("sleeper", "sleep", ["600"]), Ct);
        await Eventually.Async(() => File.ReadAllText($"/proc/{sleeper.Pid}/comm").Trim() == "sleep", "the wrapper to become the command", Ample, ct: Ct);
        Traces.Session(sleeper.Pid).Should().Be(sleeper.Pid, "Ctrl-C in a terminal goes to the harness alone");
        var pipe = Traces.Descriptors(supervisor.GuardianPid)["0"];
        pipe.Should().StartWith("pipe:");
        Traces.Descriptors(sleeper.Pid).Values.Should().NotContain(pipe, "or the guardian would never learn that the harness is gone");
    }

    [Fact]
    public async Task Start_RunAs_ChangesTheUserAndKeepsTheProcessId()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can change users");
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var process = await supervisor.StartAsync(Shell("other", "echo $$; id -un; id -Gn") with { RunAs = "nobody" }, Ct);
        await process.WaitForExitAsync(Ct);
        process.LogTail().Should().Equal($"{process.Pid}", "nobody", "nogroup");
    }

    [Fact]
    public async Task Start_NoSuchProgram_SaysWhich()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var act = () => supervisor.StartAsync(new ProcessSpec("x", "no-such-program", []), Ct);
        await act.Should().ThrowAsync<FileNotFoundException>().WithMessage("no-such-program is not an executable file here*");
    }

    [Fact]
    public async Task Stop_DeafProcess_IsKilledWithItsTreeAfterTheGrace()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var spec = Shell("deaf", "trap '' TERM; setsid sleep 600 & echo $!; wait; wait") with { KillGrace = TimeSpan.FromMilliseconds(150) };
        var process = await supervisor.StartAsync(spec, Ct);
        await Eventually.Async(() => process.LogTail().Count == 1, "the grandchild", Ample, ct: Ct);
        await process.StopAsync();
        process.ExitCode.Should().Be(137);
        var grandchild = int.Parse(process.LogTail()[0]);
        await Eventually.Async(() => !Traces.IsAlive(grandchild), "the grandchild in its own session to be gone", Ample, ct: Ct);
    }

    [Fact]
    public async Task Stop_FrozenProcess_IsWokenForItsStopSignal()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var process = await supervisor.StartAsync(Shell("sleeper", "trap 'echo bye; exit 3' TERM; echo up; sleep 600 & wait"), Ct);
        await Eventually.Async(() => process.LogTail().Contains("up"), "the process to be up", Ample, ct: Ct);
        process.SendToTree(ProcessSignal.Freeze);
        await Eventually.Async(() => Traces.State(process.Pid) == 'T', "the process to be frozen", Ample, ct: Ct);
        await process.StopAsync();
        process.ExitCode.Should().Be(3);
        process.LogTail().Should().EndWith("bye");
    }

    [Fact]
    public async Task Exit_LeavesGroupMembersBehind_TheyAreEnded()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var process = await supervisor.StartAsync(Shell("parent", "sleep 600 & echo $!"), Ct);
        await process.WaitForExitAsync(Ct);
        var orphan = int.Parse(process.LogTail()[0]);
        await Eventually.Async(() => !Traces.IsAlive(orphan), "the orphan to be gone", Ample, ct: Ct);
    }

    [Fact]
    public async Task Supervisors_SideBySide_DoNotDisturbEachOther()
    {
        await using var scratch = new Scratch();
        var (one, two) = (await scratch.SupervisorAsync("one"), await scratch.SupervisorAsync("two"));
        var first = await one.StartAsync(new ProcessSpec("first", "sleep", ["600"]), Ct);
        var second = await two.StartAsync(new ProcessSpec("second", "sleep", ["600"]), Ct);
        await one.DisposeAsync();
        first.HasExited.Should().BeTrue();
        second.HasExited.Should().BeFalse();
        Directory.Exists(two.WorkDirectory.Path).Should().BeTrue();
    }

    internal static ProcessSpec Shell(string name, string script) => new(name, "sh", ["-c", script]);
}
