using System.Diagnostics;
using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

/// <summary>A starved generator is never taken for a slow target, and a slow target never for a starved generator.</summary>
public sealed class ShortfallTests
{
    private const int Attempts = 6;

    public static TheoryData<int, bool> Connections => new() { { 1, true }, { 4, true }, { 64, true }, { 4, false } };

    [Theory]
    [MemberData(nameof(Connections))]
    public void Drive_GeneratorHeldUp_IsAShortfall(int most, bool reuse)
    {
        using RunningSink sink = new();
        long next = 300_000;
        LoadPlan plan = Given.Plan(Given.Constant(1000, 1000)) with { Connections = new(most, reuse) };
        (DriveResult result, EventOutcome[] outcomes) = Drives.Drive(plan, sink.Url, setup => setup with
        {
            Hiccup = now =>
            {
                if (now > next)
                {
                    HoldUp(TimeSpan.FromMilliseconds(150));
                    next = now + 300_000;
                }
            },
        });
        result.Shortfall.Should().Contain("the engine itself sent");
        result.Seconds.Should().Contain(second => second.Marked);
        outcomes.Count(outcome => outcome.OwnLateMicroseconds > 100_000).Should().BeGreaterThan(40, "50 events are due more than 100 ms before the end of each hold-up");
    }

    [Fact]
    public void Drive_GeneratorTooSlowForTheRate_IsAShortfall()
    {
        using RunningSink sink = new();
        LoadPlan plan = Given.Plan(Given.Constant(2000, 500)) with { Connections = new(2, Reuse: true) };
        (DriveResult result, _) = Drives.Drive(plan, sink.Url, setup => setup with { Hiccup = _ => HoldUp(TimeSpan.FromMilliseconds(4)) });
        result.Shortfall.Should().NotBeNull("each round takes so long that the schedule cannot be kept, though the target is quick");
    }

    [Theory]
    [MemberData(nameof(Connections))]
    public async Task Drive_SlowTarget_IsNoShortfall(int most, bool reuse)
    {
        await using ScriptedServer server = new(async connection =>
        {
            while (await connection.ReadAsync())
            {
                using PeriodicTimer work = new(TimeSpan.FromMilliseconds(150));
                await work.WaitForNextTickAsync(connection.Stop);
                await connection.WriteAsync(reuse ? Answers.Ok : Answers.Status(200, "Connection: close\r\n"));
            }
        });
        LoadPlan plan = Given.Plan(Given.Constant(20 * most, 1000)) with { Connections = new(most, reuse) };
        List<string?> shortfalls = [];
        // The machine of the tests may hold the generator up indeed, and saying so is then right; but not every time.
        while (shortfalls.Count < Attempts && !shortfalls.Contains(null))
        {
            (DriveResult result, EventOutcome[] outcomes) = await Task.Run(() => Drives.Drive(plan, server.Url));
            outcomes.Count(outcome => outcome.LateMicroseconds > 500_000).Should().BeGreaterThan(most, "the target is three times too slow for the plan");
            shortfalls.Add(result.Shortfall);
        }

        shortfalls.Should().Contain((string?)null);
    }

    private static void HoldUp(TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(begun) >= time);
    }
}
