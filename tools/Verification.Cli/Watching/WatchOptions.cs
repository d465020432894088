using System.CommandLine;
using Verification.Cli.Running;
using Verification.Readiness;
using Verification.Readiness.Watching;

namespace Verification.Cli.Watching;

/// <summary>The options of `watch`.</summary>
internal sealed class WatchOptions
{
    // Less than that is a load test, and its looks would overlap.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly Option<string> _for = new("--for") { Description = "How long to watch (default 48h, what phase 3 asks for; anything shorter is a rehearsal).", HelpName = "D" };
    private readonly Option<string> _check = new("--check-every") { Description = "Time between two checks of everything (default 4h); single requests are sent every minute.", HelpName = "D" };
    private readonly Option<string> _canary = new("--canary-every") { Description = "Time between two test events (default 6h).", HelpName = "D" };
    private readonly Option<string> _out = new("--out") { Description = "Folder of the watch (default artifacts/watch); the same folder again goes on with it.", HelpName = "DIR" };
    private readonly Option<string> _command = new("--notify-command") { Description = "Shell command that gets each message on its standard input; a webhook's address comes from VERIFICATION_NOTIFY_URL.", HelpName = "COMMAND" };
    private readonly Option<string> _shape = new("--notify-shape") { Description = "Form of the messages that are posted: generic, telegram or slack.", HelpName = "SHAPE" };
    private readonly Option<bool> _acceptWrites = new("--accept-writes") { Description = "Write what the watch says that it writes, without asking." };
    private readonly Option<bool> _clean = new("--clean") { Description = "Remove what the watch in --out left in the deployment, and nothing else." };
    private readonly Option<bool> _installHelp = new("--install-help") { Description = "Print a systemd unit and a cron line for this watch." };

    /// <summary>The command.</summary>
    public Command Build(Action<ParseResult> reject)
    {
        Command command = new("watch", "Watches a running deployment for the 48 h of phase 3; survives its own restart and the deployment's.")
        {
            _for, _check, _canary, _out, _command, _shape, _acceptWrites, _clean, _installHelp,
        };
        command.SetAction((parsed, _) =>
        {
            reject(parsed);
            return WatchCommand.RunAsync(Read(parsed));
        });
        return command;
    }

    private WatchSettings Read(ParseResult parsed) => new(
        Plan(parsed),
        parsed.GetValue(_out) is string folder ? NotEmpty("--out", folder, "name a folder, or leave the option out for artifacts/watch") : null,
        parsed.GetValue(_command) is string command ? NotEmpty("--notify-command", command, "give a command, or leave the option out") : null,
        parsed.GetValue(_shape) is string shape ? Shape(shape) : NoticeShape.Generic,
        parsed.GetValue(_acceptWrites), parsed.GetValue(_clean), parsed.GetValue(_installHelp));

    private WatchPlan Plan(ParseResult parsed)
    {
        WatchPlan plan = new(Time(parsed, _for, WatchPlan.Whole.For), Time(parsed, _check, WatchPlan.Whole.CheckEvery), Time(parsed, _canary, WatchPlan.Whole.CanaryEvery));
        return plan.CheckEvery > plan.For ? throw Longer(_check, plan) : plan.CanaryEvery > plan.For ? throw Longer(_canary, plan) : plan;
    }

    private static TimeSpan Time(ParseResult parsed, Option<string> option, TimeSpan otherwise)
    {
        TimeSpan given = parsed.GetValue(option) is string text ? Durations.Read(option.Name, text) : otherwise;
        return given >= Shortest ? given : throw new InputException($"{option.Name} is shorter than {Shortest.TotalSeconds:0} s; give a longer time, such as 10s or 4h.");
    }

    private static InputException Longer(Option<string> option, WatchPlan plan) =>
        new($"{option.Name} is longer than the watch itself ({plan.For:c}); give {option.Name} a shorter time, or --for a longer one.");

    private static string NotEmpty(string option, string text, string remedy) => text.Trim().Length > 0 ? text : throw new InputException($"{option} is empty; {remedy}.");

    private static NoticeShape Shape(string text) => text.ToLowerInvariant() switch
    {
        "generic" => NoticeShape.Generic,
        "telegram" => NoticeShape.Telegram,
        "slack" => NoticeShape.Slack,
        _ => throw new InputException($"--notify-shape {text} is not known; use generic, telegram or slack."),
    };
}
