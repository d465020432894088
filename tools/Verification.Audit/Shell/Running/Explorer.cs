using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

/// <summary>
/// Follows all paths through a script: first the likely one, then those that differ from it in one answer, then in two, and so on,
/// as far as the effort allows; at least all that differ in one.
/// </summary>
internal sealed class Explorer(CommandList script, string path, string firstLine, Func<string, string?> resolve)
{
    private const int MaximumRuns = 200;
    private const int MaximumBriefRuns = 6;
    private const int MaximumSteps = 12_000;

    private readonly RunContext context = new(path, resolve);
    private readonly Dictionary<string, IReadOnlyList<ShellRun>> seen = [];
    private readonly HashSet<Blind> blind = [];

    /// <summary>What could not be seen on any path so far.</summary>
    public IReadOnlyCollection<Blind> Blind => blind;

    /// <summary>The paths on which everything works as long as nothing asks about it.</summary>
    public IReadOnlyList<ShellRun> Runs() => Runs(null);

    /// <summary>The paths on which one command fails.</summary>
    /// <param name="fault">The command that fails; null for none.</param>
    /// <param name="brief">A few paths are enough: the question is whether something is ever seen to follow.</param>
    public IReadOnlyList<ShellRun> Runs(FaultSite? fault, bool brief = false)
    {
        string key = $"{fault}";
        if (!seen.TryGetValue(key, out IReadOnlyList<ShellRun>? runs) && !(brief && seen.TryGetValue(key + " in brief", out runs)))
        {
            runs = Explore(fault, brief ? MaximumBriefRuns : MaximumRuns);
            seen[brief ? key + " in brief" : key] = runs;
        }

        return runs;
    }

    /// <summary>The same path as far as the fault, and then without it.</summary>
    public ShellRun Without(ShellRun faulted)
    {
        Dictionary<string, bool> answers = faulted.Choices.Where(choice => !choice.AfterFault).ToDictionary(choice => choice.Key, choice => choice.Answer);
        return Follow(new Choices(new HashSet<int>(), answers), null, calm: true);
    }

    private List<ShellRun> Explore(FaultSite? fault, int most)
    {
        List<ShellRun> runs = [];
        Queue<int[]> open = new([[]]);
        int effort = context.Steps + MaximumSteps;
        while (open.Count > 0 && runs.Count < most && context.Steps < effort + (open.Peek().Length < 2 ? 2 * MaximumSteps : 0) && !context.Exhausted)
        {
            int[] unlikely = open.Dequeue();
            ShellRun run = Follow(new Choices(unlikely.ToHashSet()), fault);
            runs.Add(run);
            int from = unlikely.Length == 0 ? 0 : unlikely[^1] + 1;
            for (int next = from; next < run.Choices.Count && open.Count < MaximumRuns; next++)
            {
                open.Enqueue([.. unlikely, next]);
            }
        }

        if (open.Count > 0 && open.Peek().Length <= 1 && most == MaximumRuns)
        {
            blind.Add(new Blind(new Readiness.Evidence.Place(path, 1), "it has more conditions than can be followed"));
        }

        return runs;
    }

    private ShellRun Follow(Choices choices, FaultSite? fault, bool calm = false)
    {
        ShellRun run = new Interpreter(context, choices, fault, calm).Run(script, path, firstLine);
        blind.UnionWith(run.Blind);
        return run;
    }
}
