using System.Diagnostics;
using Verification.Fixtures.Processes;

namespace Verification.Fixtures.Tests.Processes;

public sealed class GuardianTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Guardian_RegisteredIdNowBelongsToAStranger_SparesTheStranger(bool sameProcess, bool survives)
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        using var bystander = Process.Start("sleep", "600");
        var identity = Traces.StartIdentity(bystander.Id);
        Register(supervisor, bystander.Id, sameProcess ? identity : $"{long.Parse(identity) - 1}");

        await supervisor.DisposeAsync();

        bystander.HasExited.Should().Be(!survives, "the identity was {0}", sameProcess ? "its own" : "another's");
        bystander.Kill();
        await bystander.WaitForExitAsync(Ct);
    }

    [Fact]
    public async Task Guardian_EmptyRegistration_IsNoHindrance()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        await File.WriteAllTextAsync(Path.Combine(supervisor.WorkDirectory.Child("pids"), "half"), "", Ct);
        await supervisor.DisposeAsync();
        Directory.Exists(supervisor.WorkDirectory.Path).Should().BeFalse();
    }

    [Fact]
    public async Task Guardian_SignalsOfATerminal_AreIgnored()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        foreach (var signal in new[] { ProcessSignal.Interrupt, ProcessSignal.Terminate, ProcessSignal.Hangup, ProcessSignal.Quit })
        {
            Signals.Send(supervisor.GuardianPid, signal);
        }

        var process = await supervisor.StartAsync(new ProcessSpec("true", "true", []), Ct);
        (await process.WaitForExitAsync(Ct)).Should().Be(0);
        Traces.IsAlive(supervisor.GuardianPid).Should().BeTrue();
        Traces.Session(supervisor.GuardianPid).Should().Be(supervisor.GuardianPid, "it leads a session of its own");
    }

    [Fact]
    public async Task Guardian_Gone_NothingIsStartedAnyMore()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        Signals.Send(supervisor.GuardianPid, ProcessSignal.Kill);
        await Eventually.Async(() => Traces.State(supervisor.GuardianPid) is null, "the guardian to be gone and reaped", TimeSpan.FromSeconds(5), ct: Ct);

        var act = () => supervisor.StartAsync(new ProcessSpec("late", "true", []), Ct);

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("*the guardian is gone*");
    }

    [Fact]
    public async Task Guardian_WorkDirectoryTaken_SaysSoAndTouchesNothing()
    {
        await using var scratch = new Scratch();
        var first = await scratch.SupervisorAsync("same");
        var act = () => scratch.SupervisorAsync("same");
        await act.Should().ThrowAsync<IOException>().WithMessage("*File exists*another run id*");
        Directory.Exists(first.WorkDirectory.Child("pids")).Should().BeTrue();
    }

    [Fact]
    public async Task Guardian_CleanEnd_HasNothingToReport()
    {
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        await supervisor.StartAsync(new ProcessSpec("sleeper", "sleep", ["600"]), Ct);
        await supervisor.DisposeAsync();
        File.Exists(Path.Combine(scratch.Logs, "guardian.log")).Should().BeFalse();
    }

    private static void Register(Supervisor supervisor, int pid, string identity) =>
        File.WriteAllText(Path.Combine(supervisor.WorkDirectory.Child("pids"), "stranger"), $"{pid} KILL stranger {identity}\n");
}
