using System.CommandLine;
using Verification.Readiness;

namespace Verification.Endurance;

/// <summary>
/// Measures that take too long for the tests: whether a clean run passes every time, whether a killed one leaves anything, how long audits take,
/// and whether anything breaks their readers. `dotnet run --project tools/Verification.Endurance -- repeat 20`, `-- kill 20 [--victim cli|suite]`,
/// `-- audit 200`, `-- fuzz 20000`, the last three with `[--seed N]`; `-- backup 10000 100000 1000000`: how the cost of backup and restore grows;
/// `-- stand-in FILE`: something to attach to.
/// </summary>
public static class Program
{
    private const int Interrupted = 130;

    /// <summary>0 when every run was as it should be, 1 when one wasn't, 64 for a command line that can't be understood, 130 when it was interrupted.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            ParseResult parsed = Tree().Parse(arguments);
            return parsed.Errors.Count == 0
                ? await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                : throw new InputException($"{parsed.Errors[0].Message} --help lists commands and options.");
        }
        catch (InputException error)
        {
            Console.Error.WriteLine(error.Message);
            return 64;
        }
        catch (OperationCanceledException ended) when (ended.InnerException is not TimeoutException)
        {
            Console.Error.WriteLine("Interrupted; what it had started is removed.");
            return Interrupted;
        }
    }

    private static RootCommand Tree()
    {
        Argument<int> times = new("times") { Description = "How many runs.", DefaultValueFactory = _ => 20 };
        times.Validators.Add(result =>
        {
            if (result.GetValue(times) < 1)
            {
                result.AddError("At least one run is needed.");
            }
        });
        Option<Victim> victim = new("--victim") { Description = "Which process is killed: the command line or the suite.", DefaultValueFactory = _ => Victim.Cli };
        Option<int> seed = new("--seed") { Description = "Replays the moments of an earlier command.", DefaultValueFactory = _ => Environment.TickCount };
        Option<string?> only = new("--only") { Description = "Areas that are run; all unless given." };
        Option<string> with = new("--with") { Description = "Further options of run in one argument, such as \"--target containers\"; the embedded target unless told otherwise.", DefaultValueFactory = _ => "" };
        RunArguments Arguments(ParseResult parsed) => new(parsed.GetValue(only), parsed.GetValue(with)!.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Command repeat = new("repeat", "Clean runs, one after the other: each must have passed and left nothing.") { times, only, with };
        repeat.SetAction((parsed, ct) => RepeatCommand.RunAsync(parsed.GetValue(times), Arguments(parsed), ct));
        Command kill = new("kill", "Runs killed with SIGKILL at a random moment: ten seconds later (containers: 90) nothing of them may be left.") { times, victim, seed, only, with };
        kill.SetAction((parsed, ct) => KillCommand.RunAsync(parsed.GetValue(times), parsed.GetValue(victim), parsed.GetValue(seed), Arguments(parsed), ct));
        Command audit = new("audit", "Generated deployments, audited one after the other: within 25 ms each, memory flat.") { times, seed };
        audit.SetAction(parsed => AuditCommand.Run(parsed.GetValue(times), parsed.GetValue(seed)));
        Command fuzz = new("fuzz", "Deployments with a damaged file: each is audited or refused in one sentence, soon.") { times, seed };
        fuzz.SetAction(parsed => FuzzCommand.Run(parsed.GetValue(times), parsed.GetValue(seed)));
        Argument<int[]> sizes = new("sizes") { Description = "Numbers of events, growing.", DefaultValueFactory = _ => [10_000, 100_000, 1_000_000] };
        Command backup = new("backup", "Backup, restore and comparison of databases that grow: time within exponent 1.1, every copy true to its source.") { sizes };
        backup.SetAction((parsed, ct) => BackupCommand.RunAsync(parsed.GetValue(sizes)!, ct));
        Argument<string> file = new("file") { Description = "Where to write what VERIFICATION_ATTACHED names (mode 600; removed at the end)." };
        Option<string[]> defect = new("--defect") { Description = "Seeded defects of the reference target." };
        Command standIn = new("stand-in", "An embedded target that plays a deployment which runs, to attach to and to watch, until Ctrl-C.") { file, defect };
        standIn.SetAction((parsed, ct) => StandInCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(defect) ?? [], ct));
        return new RootCommand("Endurance of the harness itself.") { repeat, kill, audit, fuzz, backup, standIn };
    }
}
