using System.Runtime.CompilerServices;
using Verification.Audit.Shell.Syntax;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell.Running;

/// <summary>
/// Follows one path through a script without running anything: commands succeed unless one of them is made to fail, options such as
/// errexit and pipefail act as they do in a shell, and conditions that nobody can evaluate are answered by <see cref="Choices"/>.
/// When it is calm, commands succeed even where a condition asks, as they do after the fault on the path that it is compared with.
/// </summary>
internal sealed partial class Interpreter(RunContext context, Choices choices, FaultSite? fault, bool calm = false)
{
    private const int MaximumSteps = 5_000;
    private const int MaximumDepth = 150;
    private const int MaximumCalls = 25;
    private const int MaximumRounds = 12;

    private readonly List<Act> acts = [];
    private readonly HashSet<int> inspected = [];
    private readonly List<Blind> blind = [];
    private int? faultAt;
    private int pipes;
    private int steps;
    private int depth;
    private int asks;
    private int reads;

    /// <summary>Follows the script from its first line to its end.</summary>
    public ShellRun Run(CommandList script, string file, string firstLine)
    {
        ShellState shell = new() { File = file };
        ReadInterpreterLine(firstLine, shell);
        Execute(script, shell);
        int status = Finish(shell);
        return new ShellRun
        {
            Acts = acts, Choices = choices.Made, Status = status, FaultAt = faultAt, Blind = blind, Inspected = Closure(),
        };
    }

    private static void ReadInterpreterLine(string line, ShellState shell)
    {
        if (line.StartsWith("#!", StringComparison.Ordinal))
        {
            SetOptions(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => !word.StartsWith('-') || word == "-S").ToList(), shell);
        }
    }

    /// <summary>What feeds a command that was looked at was looked at too.</summary>
    private HashSet<int> Closure()
    {
        for (int index = acts.Count - 1; index >= 0 && inspected.Count > 0; index--)
        {
            if (inspected.Contains(index))
            {
                inspected.UnionWith(acts.Take(index).Where(acts[index].IsFedBy).Select(act => act.Index));
            }
        }

        return inspected;
    }

    /// <summary>Ends a shell: the EXIT trap runs, and may end it otherwise.</summary>
    private int Finish(ShellState shell)
    {
        int status = shell.Status;
        if (shell.Traps.Remove("EXIT", out Handler? handler))
        {
            shell.Flow = Flow.On;
            Handle(handler, shell);
            status = shell.Flow == Flow.Exit ? shell.Status : status;
        }

        return status;
    }

    private int Execute(ShellCommand command, ShellState shell)
    {
        if (shell.Flow != Flow.On)
        {
            return shell.Status;
        }

        context.Spend();
        if (++steps > MaximumSteps || context.Exhausted || depth >= MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            NotSeen(shell, "it takes too many steps to follow");
            shell.Flow = Flow.Exit;
            return shell.Status;
        }

        depth++;
        shell.Status = command switch
        {
            CommandList list => RunList(list, shell),
            Pipeline pipeline => RunPipeline(pipeline, shell),
            AndOr both => RunAndOr(both, shell),
            SimpleCommand simple => RunSimple(simple, shell),
            FunctionDefinition function => Define(function, shell),
            _ => RunRedirected(command, shell),
        };
        depth--;
        return shell.Status;
    }

    private static int Define(FunctionDefinition function, ShellState shell)
    {
        shell.Functions[function.Name] = new DefinedFunction(function.Body, shell.File);
        return 0;
    }

    private int RunRedirected(ShellCommand command, ShellState shell)
    {
        shell.Line = command.Line;
        Streams before = Streams.Of(shell);
        bool asked = shell.Asked;
        Redirect(command.Redirects, shell);
        shell.Asked = asked;
        int status = command switch
        {
            GroupCommand group => Execute(group.Body, shell),
            Subshell subshell => RunSubshell(subshell.Body, shell),
            IfCommand choice => RunIf(choice, shell),
            WhileCommand loop => RunWhile(loop, shell),
            ForCommand loop => RunFor(loop, shell),
            CaseCommand choice => RunCase(choice, shell),
            TestCommand test => Test([.. test.Words.Select(word => Text(word, shell))], shell, extended: true) ? 0 : 1,
            ArithmeticCommand calculation => Calculate(calculation, shell),
            _ => 0,
        };
        before.Restore(shell);
        return status;
    }

    private int RunSubshell(CommandList body, ShellState shell)
    {
        ShellState child = shell.Fork();
        Execute(body, child);
        return Finish(child);
    }

    /// <summary>A handler's commands are at the same site whatever led to it.</summary>
    private void Handle(Handler handler, ShellState shell)
    {
        string chain = shell.Chain;
        shell.Chain = $"{handler.Line}>";
        RunText(handler.Text, shell, handler.Line);
        shell.Chain = chain;
    }

    /// <summary>Runs text that stands in the script as data, such as a trap's handler.</summary>
    private int RunText(string text, ShellState shell, int line)
    {
        ShellScript script = context.Parse(text, line);
        if (script is ShellScript.NotUnderstood problem)
        {
            NotSeen(shell, $"the commands given as text can't be read ({problem.Reason})");
        }

        return Execute(script.Commands, shell);
    }

    private void NotSeen(ShellState shell, string reason)
    {
        Blind found = new(Here(shell), reason);
        if (!blind.Contains(found))
        {
            blind.Add(found);
        }
    }

    private static Place Here(ShellState shell) => new(shell.File, Math.Max(shell.Line, 1));

    /// <summary>A command failed and nothing looks at it: the ERR trap, then errexit.</summary>
    private void OnFailure(ShellState shell, int status)
    {
        shell.Status = status;
        if (shell.Ignoring > 0 || shell.Flow != Flow.On)
        {
            return;
        }

        if (!shell.InTrap && (shell.Calls == 0 || shell.ErrTrace) && shell.Traps.TryGetValue("ERR", out Handler? handler))
        {
            shell.InTrap = true;
            Handle(handler, shell);
            shell.InTrap = false;
            shell.Status = shell.Flow == Flow.On ? status : shell.Status;
        }

        if (shell.ErrExit && shell.Flow == Flow.On)
        {
            shell.Flow = Flow.Exit;
        }
    }
}
