using Verification.Fixtures.Processes;

namespace Verification.Fixtures.Tests.Processes;

public sealed class SupervisorToolTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Tool_GivesBothTextsAndTheCode()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var result = await supervisor.RunAsync(SupervisorTests.Shell("tool", "cat; echo oops >&2; exit 4") with { StandardInput = "two\nlines\n" }, Ample, Ct);
        result.Should().BeEquivalentTo(new { ExitCode = 4, StandardOutput = "two\nlines\n", StandardError = "oops\n" });
        var act = () => result.EnsureSuccess("Reading");
        act.Should().Throw<InvalidOperationException>().WithMessage("Reading failed: tool ended with 4*oops*");
    }

    [Fact]
    public async Task Run_ToolThatIgnoresMuchInput_IsNotWaitedFor()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var spec = new ProcessSpec("true", "true", []) { StandardInput = new string('x', 1 << 20) };
        (await supervisor.RunAsync(spec, Ample, Ct)).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Run_Timeout_KillsTheWholeTree()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var act = () => supervisor.RunAsync(SupervisorTests.Shell("slow", "echo begun; setsid sleep 600 & sleep 600 & wait"), TimeSpan.FromSeconds(1.5), Ct);
        (await act.Should().ThrowAsync<TimeoutException>()).Which.Message.Should().Contain("slow did not end within 1.5 s").And.Contain("begun");
        await Eventually.Async(() => Traces.Of(supervisor.WorkDirectory.Path).All(p => p.Contains("guardian")), "the tree to be gone", Ample, ct: Ct);
    }

    [Fact]
    public async Task Run_Cancelled_KillsTheTool()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var act = () => supervisor.RunAsync(new ProcessSpec("slow", "sleep", ["600"]), Ample, cancel.Token);
        await act.Should().ThrowAsync<OperationCanceledException>();
        scratch.Journal.Should().Contain(line => line.StartsWith("slow") && line.Contains("ended with 137"));
    }

    [Fact]
    public async Task Run_DaemonHoldsTheOutputOpen_ReturnsAllTheSame()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        var spec = SupervisorTests.Shell("launcher", "echo started; setsid sleep 600 & sleep 0.3") with { OutputGrace = TimeSpan.FromSeconds(1) };
        var result = await supervisor.RunAsync(spec, Ample, Ct);
        result.ExitCode.Should().Be(0);
        result.StandardOutput.Should().Be("started\n");
        result.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        scratch.Log("launcher").Should().Contain("still held open by another process");
    }
}
