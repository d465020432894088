using System.Diagnostics;
using System.Globalization;
using Verification.Fixtures;
using Verification.Readiness;

namespace Verification.Endurance;

/// <summary>`kill N`: SIGKILL can't be caught, so what the harness promises after it is the guardian's work.</summary>
internal static class KillCommand
{
    private const int Redraws = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures one run, then kills that many at moments of it drawn from the seed.</summary>
    public static async Task<int> RunAsync(int times, Victim victim, int seed, RunArguments arguments, CancellationToken ct)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        ResultsFolder results = new(layout, "kill");
        TimeSpan whole = await MeasureAsync(layout, results, arguments, ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}; one whole run takes {whole.TotalSeconds:0.0} s; the {victim} is killed at moments spread over it"));
        Random moments = new(seed);
        List<TimeSpan> clean = [];
        for (int number = 1; number <= times; number++)
        {
            Outcome outcome = await KillOneAsync(layout, results.Of(number), arguments, victim, whole * moments.NextDouble(), ct);
            // A run that ended before its moment was not killed and proves nothing: another moment is drawn.
            for (int again = 1; outcome.Missed && again <= Redraws; again++)
            {
                outcome = await KillOneAsync(layout, results.Of(number + (again * times)), arguments, victim, whole * moments.NextDouble(), ct);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}/{times}  killed at {outcome.At.TotalSeconds:0.00} s ({outcome.During}), which had {outcome.Had}: {outcome.Said}"));
            if (outcome.GoneAfter is TimeSpan gone)
            {
                clean.Add(gone);
            }
        }

        Console.WriteLine($"{times} kills of the {victim}, {clean.Count} left nothing; until all was gone: {Figures.Of(clean)}");
        return clean.Count == times ? 0 : 1;
    }

    private sealed record Outcome(TimeSpan At, string During, string Had, string Said, TimeSpan? GoneAfter, bool Missed = false);

    private static async Task<TimeSpan> MeasureAsync(RepositoryLayout layout, ResultsFolder results, RunArguments arguments, CancellationToken ct)
    {
        long begun = Stopwatch.GetTimestamp();
        using RunProcess run = new(layout, results.Of(0), arguments);
        (int exitCode, string errors) = await run.EndAsync(ct);
        return exitCode == 0
            ? Stopwatch.GetElapsedTime(begun)
            : throw new InputException($"A run that nobody disturbs ends with {exitCode} here ({run.LastLine} {errors}), so there is nothing to kill; see {run.Results}.");
    }

    private static async Task<Outcome> KillOneAsync(RepositoryLayout layout, string results, RunArguments arguments, Victim victim, TimeSpan moment, CancellationToken ct)
    {
        long begun = Stopwatch.GetTimestamp();
        using RunProcess run = new(layout, results, arguments);
        Footprint footprint = Footprint.None;
        using PeriodicTimer timer = new(Look);
        // A moment before the run has a name, or before the suite is there, is put off until it has.
        while (!run.HasExited && (Stopwatch.GetElapsedTime(begun) < moment || Target(run, victim) is null))
        {
            await timer.WaitForNextTickAsync(ct);
            footprint = run.RunId is string name ? footprint.With(Footprint.Now(name, run.Pid)) : footprint;
        }

        TimeSpan at = Stopwatch.GetElapsedTime(begun);
        (string during, int? pid) = (run.LastLine, Target(run, victim));
        if (run.HasExited || pid is null)
        {
            return new(at, during, "ended", "the run was faster than the moment chosen", null, Missed: true);
        }

        footprint = footprint.With(Footprint.Now(run.RunId!, run.Pid));
        Signal.Kill(pid.Value);
        return await AfterAsync(layout, arguments, run, victim, footprint, new(at, during, footprint.ToString(), "", null), ct);
    }

    private static int? Target(RunProcess run, Victim victim) => run.RunId is null ? null : victim == Victim.Cli ? run.Pid : Footprint.SuiteOf(run.RunId);

    private static async Task<Outcome> AfterAsync(RepositoryLayout layout, RunArguments arguments, RunProcess run, Victim victim, Footprint footprint, Outcome outcome, CancellationToken ct)
    {
        long killed = Stopwatch.GetTimestamp();
        try
        {
            await Eventually.Async(token => arguments.LeftAsync(layout, footprint, run.RunId!, token), left => left.Count == 0, "nothing of the run to be left", arguments.Promise, Look, ct: ct);
        }
        catch (TimeoutException late)
        {
            return outcome with { Said = $"LEFT after {arguments.Promise.TotalSeconds:0} s: {late.Message}" };
        }

        TimeSpan gone = Stopwatch.GetElapsedTime(killed);
        string cleared = string.Create(CultureInfo.InvariantCulture, $"nothing left after {gone.TotalSeconds:0.0} s");
        if (victim == Victim.Cli)
        {
            return outcome with { Said = cleared, GoneAfter = gone };
        }

        (int exitCode, string errors) = await run.EndAsync(ct);
        // 0 only when it was killed in its last moments, after it had told that it was finished.
        bool told = exitCode is 70 or 0 && File.Exists(Path.Combine(run.Results, "verdict.json"));
        return outcome with { Said = $"{cleared}; exit {exitCode}, {run.LastLine} {errors}", GoneAfter = told ? gone : null };
    }
}
