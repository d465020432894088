using System.CommandLine;
using Verification.Cli.Running;
using Verification.Cli.Watching;

namespace Verification.Cli.Commands;

/// <summary>All commands, as the contract lists them.</summary>
internal sealed class CommandTree
{
    // The same options on the root and on `run`: `--gate run` must not lose what stands before the command.
    private readonly RunOptions _options = new();

    /// <summary>Builds the tree; without a command it runs the suite.</summary>
    public static RootCommand Build() => new CommandTree().Root();

    private RootCommand Root()
    {
        RootCommand root = new("Decides with evidence whether a Sentry-to-GlitchTip migration may move from parallel run to cutover.");
        _options.AddTo(root);
        root.SetAction((parsed, _) => RunCommand.RunAsync(_options.Read(parsed)));

        Command run = new("run", "Asks a target everything and prints a verdict (the default command).");
        _options.AddTo(run);
        run.SetAction((parsed, _) => RunCommand.RunAsync(_options.Read(parsed)));
        root.Subcommands.Add(run);

        root.Subcommands.Add(Other("list", "Lists every check with its requirement and where it applies.", _ => ListCommand.Run()));
        root.Subcommands.Add(WithArgument("explain", "Explains one check: question, reason, threshold, source, remedy.", "check", "Name of the check.", ExplainCommand.Run));
        root.Subcommands.Add(WithArgument("report", "Evaluates a run's recorded evidence again, offline.", "dir", "Results folder of a run.", ReportCommand.Run));
        root.Subcommands.Add(WithArgument("verify", "Recomputes a run's verdict with a second, independent evaluator and checks its manifest.", "dir", "Results folder of a run.", VerifyCommand.Run));
        root.Subcommands.Add(Compare());
        root.Subcommands.Add(Audit());
        root.Subcommands.Add(new WatchOptions().Build(parsed => _options.RejectIfGiven(parsed, "watch")));
        return root;
    }

    private Command Other(string name, string description, Func<ParseResult, int> action)
    {
        Command command = new(name, description);
        command.SetAction(parsed =>
        {
            _options.RejectIfGiven(parsed, name);
            return action(parsed);
        });
        return command;
    }

    private Command WithArgument(string name, string description, string argument, string meaning, Func<string, int> action)
    {
        Argument<string> value = new(argument) { Description = meaning };
        Command command = Other(name, description, parsed => action(parsed.GetValue(value)!));
        command.Arguments.Add(value);
        return command;
    }

    private Command Audit()
    {
        Argument<string> folder = new("dir") { Description = "Folder that you deploy from: compose file, .env, scripts, crontab." };
        Command command = new("audit", "Audits the files of a deployment: no server, no Docker, nothing is started.");
        command.Arguments.Add(folder);
        _options.AddAuditTo(command);
        command.SetAction((parsed, _) =>
        {
            _options.RejectIfGiven(parsed, "audit", audit: true);
            return AuditCommand.RunAsync(parsed.GetValue(folder)!, _options.Read(parsed));
        });
        return command;
    }

    private Command Compare()
    {
        Argument<string> before = new("before") { Description = "Results folder of the earlier run." };
        Argument<string> after = new("after") { Description = "Results folder of the later run." };
        Option<string> history = new("--history") { Description = "Earlier runs, to tell noise from change (default artifacts/history.jsonl).", HelpName = "FILE" };
        Option<string> markdown = new("--markdown") { Description = "Write the comparison as Markdown too, for a job summary; not into a results folder.", HelpName = "FILE" };
        Command command = new("compare", "Shows what changed between two runs, and which of it is more than noise.") { before, after, history, markdown };
        command.SetAction((parsed, _) =>
        {
            _options.RejectIfGiven(parsed, "compare");
            return CompareCommand.RunAsync(parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(history), parsed.GetValue(markdown));
        });
        return command;
    }
}
