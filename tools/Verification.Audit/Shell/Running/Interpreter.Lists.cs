using System.Text;
using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

internal sealed partial class Interpreter
{
    private int RunList(CommandList list, ShellState shell)
    {
        bool asked = shell.Asked;
        int status = 0;
        for (int index = 0; index < list.Items.Count && shell.Flow == Flow.On; index++)
        {
            // A list's status is that of its last command.
            shell.Asked = asked && index == list.Items.Count - 1;
            ListItem item = list.Items[index];
            status = item.Background ? RunBackground(item.Command, shell) : Execute(item.Command, shell);
            shell.Status = shell.Flow == Flow.On ? status : shell.Status;
        }

        shell.Asked = false;
        return list.Items.Count == 0 ? 0 : shell.Status;
    }

    private int RunBackground(ShellCommand command, ShellState shell)
    {
        ShellState child = shell.Fork();
        Execute(command, child);
        shell.BackgroundStatus = Finish(child);
        return 0;
    }

    private int RunPipeline(Pipeline pipeline, ShellState shell)
    {
        bool asked = shell.Asked || pipeline.Negated;
        shell.Asked = asked;
        shell.Line = pipeline.Line;
        // bash keeps errexit still inside what is negated, but not the ERR trap of a shell without errexit.
        int ignoring = pipeline.Negated && shell.ErrExit ? 1 : 0;
        shell.Ignoring += ignoring;
        int status = pipeline.Commands.Count == 1 ? Execute(pipeline.Commands[0], shell) : RunJoined(pipeline, shell, asked);
        if (pipeline.Commands is [SimpleCommand or TestCommand or ArithmeticCommand or Subshell])
        {
            shell.PipeStatus = [status];
        }

        shell.Ignoring -= ignoring;
        if (shell.Flow != Flow.On)
        {
            return shell.Status;
        }

        if (pipeline.Negated)
        {
            return status == 0 ? 1 : 0;
        }

        // A group, a loop or an if that ends badly did so at a command inside it, which was judged there.
        if (status != 0 && pipeline.Commands is not [GroupCommand or IfCommand or WhileCommand or ForCommand or CaseCommand])
        {
            shell.Line = pipeline.Line;
            OnFailure(shell, status);
        }

        return shell.Flow == Flow.On ? status : shell.Status;
    }

    private int RunJoined(Pipeline pipeline, ShellState shell, bool asked)
    {
        int pipe = ++pipes;
        List<int> statuses = [];
        string fed = shell.Fed;
        for (int position = 0; position < pipeline.Commands.Count; position++)
        {
            bool last = position == pipeline.Commands.Count - 1;
            ShellState child = shell.Fork();
            child.Seats = [.. shell.Seats, new PipeSeat(pipe, position)];
            child.Asked = asked && last;
            child.Fed = fed;
            child.Capture = last ? shell.Capture : new StringBuilder();
            child.Outputs = last ? shell.Outputs : [];
            Execute(pipeline.Commands[position], child);
            statuses.Add(Finish(child));
            fed = last ? fed : Holes.Limit(child.Capture!.ToString());
        }

        shell.PipeStatus = statuses;
        shell.Asked = false;
        return shell.PipeFail ? statuses.LastOrDefault(status => status != 0) : statuses[^1];
    }

    private int RunAndOr(AndOr both, ShellState shell)
    {
        bool asked = shell.Asked;
        int left = Condition(both.Left, shell);
        if (shell.Flow != Flow.On || (left == 0) != both.And)
        {
            return shell.Flow == Flow.On ? left : shell.Status;
        }

        shell.Asked = asked;
        return Execute(both.Right, shell);
    }

    /// <summary>Runs something of which only the status counts: its failure ends nothing.</summary>
    private int Condition(ShellCommand command, ShellState shell)
    {
        shell.Ignoring++;
        shell.Asked = true;
        int status = Execute(command, shell);
        shell.Asked = false;
        shell.Ignoring--;
        return status;
    }
}
