using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    private int RunIf(IfCommand choice, ShellState shell)
    {
        bool asked = shell.Asked;
        foreach (IfBranch branch in choice.Branches)
        {
            int status = Condition(branch.Condition, shell);
            if (shell.Flow != Flow.On)
            {
                return shell.Status;
            }

            if (status == 0)
            {
                shell.Asked = asked;
                return Execute(branch.Body, shell);
            }
        }

        shell.Asked = asked;
        return choice.Else is null ? 0 : Execute(choice.Else, shell);
    }

    private int RunWhile(WhileCommand loop, ShellState shell)
    {
        int outer = reads;
        int status = RunRounds(loop, shell);
        // What a loop reads is no matter of the loops around it.
        reads = outer;
        return status;
    }

    private int RunRounds(WhileCommand loop, ShellState shell)
    {
        int status = 0;
        Dictionary<string, IReadOnlyList<string>> entry = new(shell.Variables);
        for (int round = 0; round < MaximumRounds; round++)
        {
            int before = asks;
            reads = 0;
            int condition = Condition(loop.Condition, shell);
            bool unsure = asks > before || reads > 0;
            if (shell.Flow != Flow.On)
            {
                return shell.Status;
            }

            if (condition == 0 == loop.Until)
            {
                return status;
            }

            // What can't be told beforehand holds once: that shows what the loop does, but neither how often nor with what result.
            if (unsure && round > 0 && (reads > 0 || !Ask($"rounds:{Here(shell)}", "how often the loop runs", ChoiceKind.Other, likely: false, shell)))
            {
                Blur(entry, shell);
                return status == 0 || Ask($"loop:{Here(shell)}", "how the loop ends", ChoiceKind.Other, likely: true, shell) ? 0 : status;
            }

            status = Execute(loop.Body, shell);
            if (LeavesLoop(shell))
            {
                return shell.Flow == Flow.On ? 0 : shell.Status;
            }
        }

        // It goes on for ever: nothing after it runs, and nothing is reported.
        shell.Traps.Remove("EXIT");
        shell.Flow = Flow.Exit;
        shell.Status = 0;
        return 0;
    }

    /// <summary>Known values that the loop has changed are known no longer.</summary>
    private static void Blur(Dictionary<string, IReadOnlyList<string>> entry, ShellState shell)
    {
        foreach ((string name, IReadOnlyList<string> value) in shell.Variables.ToArray())
        {
            if (!value.Any(Holes.In) && !(entry.TryGetValue(name, out IReadOnlyList<string>? old) && old.SequenceEqual(value)))
            {
                shell.Set(name, Holes.Of("@loop"));
            }
        }
    }

    private int RunFor(ForCommand loop, ShellState shell)
    {
        List<string> items = loop switch
        {
            { Variable: null } => [""],
            { Words: null } => [.. shell.Positional ?? [Holes.Of("@args")]],
            _ => [.. loop.Words!.SelectMany(word => Fields(word, shell))],
        };
        int status = 0;
        foreach (string item in items.Take(4 * MaximumRounds))
        {
            if (loop.Variable is not null)
            {
                shell.Set(loop.Variable, item);
            }

            status = Execute(loop.Body, shell);
            if (LeavesLoop(shell))
            {
                return shell.Flow == Flow.On ? 0 : shell.Status;
            }
        }

        return status;
    }

    private static bool LeavesLoop(ShellState shell)
    {
        bool leaves = shell.Flow is Flow.Break or Flow.Return or Flow.Exit;
        shell.Flow = shell.Flow is Flow.Break or Flow.Continue ? Flow.On : shell.Flow;
        return leaves;
    }

    private int RunCase(CaseCommand choice, ShellState shell)
    {
        bool asked = shell.Asked;
        string subject = Text(choice.Subject, shell);
        Inspect(subject);
        foreach (CaseArm arm in choice.Arms)
        {
            string[] patterns = [.. arm.Patterns.Select(pattern => Text(pattern, shell))];
            string question = $"'{Holes.Show(subject)}' being {string.Join(" or ", patterns)}";
            bool matches = patterns.Contains("*") || (!Holes.In(subject) && !patterns.Any(Holes.In)
                ? patterns.Any(pattern => Wildcard.Matches(subject, pattern))
                : Ask($"case:{subject}:{string.Join('|', patterns)}", question, KindOf(subject), likely: false, shell));
            if (matches)
            {
                shell.Asked = asked;
                return Execute(arm.Body, shell);
            }
        }

        return 0;
    }
}
