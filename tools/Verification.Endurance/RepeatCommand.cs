using System.Diagnostics;
using System.Globalization;
using Verification.Fixtures;

namespace Verification.Endurance;

/// <summary>`repeat N`: a harness that is right most of the time is wrong.</summary>
internal static class RepeatCommand
{
    /// <summary>Runs, prints a line for each and the figures of all.</summary>
    public static async Task<int> RunAsync(int times, RunArguments arguments, CancellationToken ct)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        ResultsFolder results = new(layout, "repeat");
        List<TimeSpan> passed = [];
        for (int number = 1; number <= times; number++)
        {
            long begun = Stopwatch.GetTimestamp();
            using RunProcess run = new(layout, results.Of(number), arguments);
            (int exitCode, string errors) = await run.EndAsync(ct);
            TimeSpan took = Stopwatch.GetElapsedTime(begun);
            bool clean = exitCode == 0 && run.LastLine.Contains(" PASSED · ", StringComparison.Ordinal);
            IReadOnlyList<string> left = run.RunId is string id ? await arguments.LeftAsync(layout, Footprint.Now(id, run.Pid), id, ct) : ["no run began"];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}/{times}  {took.TotalSeconds:0.0} s  exit {exitCode}  {run.LastLine}  {errors}{Listed(left)}"));
            if (clean && left.Count == 0)
            {
                passed.Add(took);
            }
        }

        Console.WriteLine($"{times} runs, {passed.Count} passed; {Figures.Of(passed)}");
        return passed.Count == times ? 0 : 1;
    }

    private static string Listed(IReadOnlyList<string> left) => left.Count == 0 ? "" : $"  LEFT: {string.Join("; ", left)}";
}
