using System.Diagnostics;
using System.Globalization;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using Serilog.Events;
using Spectre.Console;
using Verification.Load.Driving;
using Verification.Load.Events;
using Verification.Load.Plans;
using Verification.Load.Statistics;

namespace Verification.Load.NBomber;

/// <summary>
/// A closed plan driven by NBomber: it decides when users come and go; event source, outcomes and statistics are those of our own engine,
/// so that one ledger accounts for both. NBomber's own figures go into its HTML report.
/// </summary>
internal sealed class UsersDrive(DriveRequest request)
{
    private readonly EventSource _source = new(request);
    private readonly List<EventOutcome> _outcomes = [];
    private readonly Dictionary<int, long> _beats = [];
    private readonly Lock _gate = new();
    private long _origin;
    private DateTimeOffset _startedAt;
    private int _withoutRetryAfter;

    private static string Engine => $"nbomber {typeof(NBomberRunner).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Drives the plan and gives what came of it.</summary>
    public (DriveResult Result, EventOutcome[] Outcomes) Run()
    {
        // NBomber prints to whatever console there is, and deletes its report folder first.
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        using EnvelopeSender sender = new(request);
        LoadSimulation[] simulations = [.. request.Plan.Stages.Select(Simulate)];
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        ScenarioProps scenario = Scenario.Create(request.Plan.Id, context => BeatAsync(context, sender))
            .WithInit(_ =>
            {
                (_origin, _startedAt) = (Stopwatch.GetTimestamp(), DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
                return Task.CompletedTask;
            })
            .WithoutWarmUp().WithRestartIterationOnFail(false).WithMaxFailCount(int.MaxValue).WithLoadSimulations(simulations);
        NBomberRunner.RegisterScenarios(scenario)
            .WithTestSuite("verification").WithTestName(request.Plan.Id).WithReportFolder(Path.Combine(request.Output, "nbomber")).WithReportFileName("nbomber")
            .WithReportFormats(ReportFormat.Html).WithMinimumLogLevel(LogEventLevel.Warning).Run();
        EventOutcome[] outcomes = [.. _outcomes];
        return (DriveSummary.Of(new()
        {
            Engine = Engine,
            Plan = request.Plan,
            StartedAt = _startedAt,
            EndedAtMicroseconds = Now(),
            Outcomes = outcomes,
            WithoutRetryAfter = _withoutRetryAfter,
            Cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu,
            AllocatedBytes = GC.GetTotalAllocatedBytes() - allocated,
        }), outcomes);
    }

    private static LoadSimulation Simulate(Stage stage)
    {
        TimeSpan during = TimeSpan.FromMilliseconds(stage.Milliseconds);
        int users = (int)Math.Round(stage.To, MidpointRounding.AwayFromZero);
        return stage.Kind == StageKind.Ramp ? Simulation.RampingConstant(users, during) : Simulation.KeepConstant(users, during);
    }

    // One event of one user: at its beat, or at once when the answer before it took longer than the beat.
    private async Task<IResponse> BeatAsync(IScenarioContext context, EnvelopeSender sender)
    {
        int user = context.ScenarioInfo.ThreadNumber;
        long free = Now();
        long beat = NextBeat(user, free);
        if (beat > free)
        {
            using PeriodicTimer timer = new(TimeSpan.FromMicroseconds(beat - free));
            await timer.WaitForNextTickAsync();
        }

        int serial = Plan(beat);
        long sent = Now();
        EnvelopeAnswer answer = await sender.SendAsync(_source, serial, DriveClock.UnixMilliseconds(_startedAt, beat));
        long answered = Now();
        lock (_gate)
        {
            _withoutRetryAfter += answer.LacksRetryAfter ? 1 : 0;
            _outcomes[serial] = _outcomes[serial] with
            {
                Status = answer.Status,
                // A timer of whole milliseconds may wake up a little early.
                LateMicroseconds = (int)Math.Max(0, sent - beat),
                // What the answer before it cost is the target's, the rest is ours.
                OwnLateMicroseconds = (int)Math.Max(0, sent - Math.Max(beat, free)),
                LatencyMicroseconds = answer.Status > 0 ? (int)(answered - sent) : -1,
            };
        }

        double corrected = (answered - beat) / 1000.0;
        return answer.Status is >= 200 and < 300
            ? Response.Ok(statusCode: answer.Status.ToString(CultureInfo.InvariantCulture), sizeBytes: answer.Bytes, latencyMs: corrected)
            : Response.Fail(statusCode: answer.Status.ToString(CultureInfo.InvariantCulture), sizeBytes: answer.Bytes, latencyMs: corrected);
    }

    private long Now() => (long)Stopwatch.GetElapsedTime(_origin).TotalMicroseconds;

    private long NextBeat(int user, long now)
    {
        lock (_gate)
        {
            return _beats[user] = _beats.TryGetValue(user, out long last) ? last + (request.Plan.ThinkMilliseconds * 1000L) : now;
        }
    }

    private int Plan(long beat)
    {
        lock (_gate)
        {
            _outcomes.Add(new() { IntendedMicroseconds = beat, LateMicroseconds = -1, LatencyMicroseconds = -1, Stage = StageAt(beat) });
            return _outcomes.Count - 1;
        }
    }

    private short StageAt(long microseconds)
    {
        long end = 0;
        short last = (short)(request.Plan.Stages.Count - 1);
        for (short index = 0; index < last; index++)
        {
            end += request.Plan.Stages[index].Milliseconds * 1000L;
            if (microseconds < end)
            {
                return index;
            }
        }

        return last;
    }
}
