using System.Diagnostics;
using Verification.Audit;
using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rules;

namespace Verification.Endurance;

/// <summary>Audits deployments with one file damaged each: whatever it is, the answer is an audit or one sentence, soon.</summary>
internal static class FuzzCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    // Allocated in all for one audit, most of it garbage at once; the readers' own tests hold to the same.
    private const long MostMemory = 400L * 1024 * 1024;

    /// <summary>0 when every mutant was read or refused within its time and memory.</summary>
    public static int Run(int times, int seed)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        Catalogue catalogue = CatalogueFolder.Read(layout);
        List<IReadOnlyDictionary<string, string>> seeds = [.. Directory.EnumerateDirectories(layout.Deployments).Order(StringComparer.Ordinal).Select(Texts)];
        Random random = new(seed);
        (int audited, int refused, TimeSpan slowest, long largest) = (0, 0, TimeSpan.Zero, 0);
        List<string> failures = [];
        for (int number = 0; number < times && failures.Count < 10; number++)
        {
            Dictionary<string, string> files = new(seeds[random.Next(seeds.Count)], StringComparer.Ordinal);
            string victim = files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(files.Count));
            files[victim] = Mutant.Of(files[victim], random);
            long start = Stopwatch.GetTimestamp(), before = GC.GetAllocatedBytesForCurrentThread();
            string? fault = Fault(files, catalogue, ref audited, ref refused);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            long used = GC.GetAllocatedBytesForCurrentThread() - before;
            (slowest, largest) = (took > slowest ? took : slowest, Math.Max(largest, used));
            fault ??= took > Longest ? $"took {took.TotalSeconds:0.0} s" : used > MostMemory ? $"allocated {used / 1024 / 1024} MiB" : null;
            failures.AddRange(fault is null ? [] : [$"mutant {number} ({victim}): {fault}"]);
        }

        failures.ForEach(Console.WriteLine);
        Console.WriteLine(FormattableString.Invariant(
            $"{times} mutants: {audited} audited, {refused} refused with file and line, {failures.Count} failures; slowest {slowest.TotalMilliseconds:0} ms, most memory {largest / 1024 / 1024} MiB; seed {seed}"));
        return failures.Count == 0 ? 0 : 1;
    }

    private static string? Fault(Dictionary<string, string> files, Catalogue catalogue, ref int audited, ref int refused)
    {
        try
        {
            Subject subject = Auditor.Read(new MemoryFiles(files), AuditKnowledge.None).Subject;
            audited++;
            return catalogue.Checks.Where(check => check.Method == Method.Static).All(check => RuleEvaluator.Ask(check, subject).Reason.Length > 0) ? null : "a question got no answer";
        }
        catch (InputException error)
        {
            refused++;
            return files.Keys.Any(name => error.Message.StartsWith(name + ":", StringComparison.Ordinal)) ? null : $"the refusal names no file and line: {error.Message}";
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }

    private static Dictionary<string, string> Texts(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
}
