using System.CommandLine;
using System.Globalization;
using Verification.Readiness;

namespace Verification.Cli.Running;

/// <summary>The options of `run`.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> _target = new("--target") { Description = "Where to ask: auto, embedded, containers or attached.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string[]> _only = new("--only") { Description = "Ask only these areas, separated by commas; the run is then partial.", HelpName = "AREA,..." };
    private readonly Option<bool> _gate = new("--gate") { Description = "For the decision: no other target, whole catalogue, clean work tree; anything less is exit 2." };
    private readonly Option<string> _out = new("--out") { Description = "Folder for the results (default artifacts/<run id>).", HelpName = "DIR" };
    private readonly Option<string> _seed = new("--seed") { Description = "Seed that replays a run.", HelpName = "N" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "End as INCONCLUSIVE after this time, such as 90s, 5m or 1h.", HelpName = "D" };
    private readonly Option<string> _like = new("--like") { Description = "Let the reference target show a product version's known behaviours (5.2).", HelpName = "VERSION" };
    private readonly Option<string[]> _defect = new("--defect") { Description = "Seed a defect into the embedded target, to see that a check finds it.", HelpName = "ID" };
    private readonly Option<string> _deployment = new("--deployment") { Description = "Deployment folder to audit (default: the hardened one that ships with the suite).", HelpName = "DIR" };
    private readonly Option<string> _rubric = new("--rubric") { Description = "Audit only what this rubric names, such as review-a.", HelpName = "NAME" };
    private readonly Option<string> _previous = new("--previous") { Description = "Results of an earlier run, to show what changed since.", HelpName = "DIR" };
    private readonly Option<string> _scale = new("--scale") { Description = "Length of the load plans: 1 is full (default 0.01 on the embedded target, 1 elsewhere).", HelpName = "X" };
    private readonly Option<string[]> _image = new("--image") { Description = "Image of the container target instead of the pinned one (fixtures/images.json), such as glitchtip=6.2, postgres=postgres:17 or mirror=PREFIX.", HelpName = "PART=REF" };

    private readonly Option<bool> _acceptWrites = new("--accept-writes") { Description = "Attached target: write what the run says that it writes, without asking." };
    private readonly Option<bool> _clean = new("--clean") { Description = "Attached target: remove the projects that earlier runs of ours left there, and nothing else." };

    private IEnumerable<Option> All => [_target, _only, _gate, _out, _seed, _timeout, _like, _defect, _deployment, _rubric, _previous, _scale, _image, _acceptWrites, _clean];

    private IEnumerable<Option> OfAudit => [_only, _out, _rubric, _previous];

    /// <summary>Puts the options that an audit understands on its command.</summary>
    public void AddAuditTo(Command command)
    {
        foreach (Option option in OfAudit)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Refuses options given to a command that would ignore them.</summary>
    /// <exception cref="InputException">One was given.</exception>
    public void RejectIfGiven(ParseResult parsed, string command, bool audit = false)
    {
        if (All.Except(audit ? OfAudit : []).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option given)
        {
            throw new InputException($"{given.Name} is an option of run, and {command} would ignore it; leave it out.");
        }
    }

    /// <summary>Reads what was given.</summary>
    /// <exception cref="InputException">A value can't be used.</exception>
    public RunSettings Read(ParseResult parsed)
    {
        return new(
            parsed.GetValue(_target)!,
            parsed.GetValue(_only) is { Length: > 0 } only ? Areas(only) : [],
            parsed.GetValue(_gate),
            parsed.GetValue(_out) is string folder ? Folder(folder) : null,
            parsed.GetValue(_seed) is string seed ? Seed(seed) : null,
            parsed.GetValue(_timeout) is string timeout ? Durations.Read("--timeout", timeout) : null,
            parsed.GetValue(_like),
            [.. (parsed.GetValue(_defect) ?? []).Distinct()],
            parsed.GetValue(_deployment),
            parsed.GetValue(_rubric),
            parsed.GetValue(_previous),
            parsed.GetValue(_image) ?? [],
            parsed.GetValue(_scale) is string scale ? Scale(scale) : null)
        {
            AcceptWrites = parsed.GetValue(_acceptWrites), Clean = parsed.GetValue(_clean),
        };
    }

    // An empty list would mean the whole catalogue, which is not what somebody who wrote --only wants.
    private static IReadOnlyList<string> Areas(string[] given) =>
        given.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().ToList() is { Count: > 0 } areas
            ? areas
            : throw new InputException("--only names no area; `./run-suite.sh list` shows area/check, or leave the option out to ask everything.");

    private static string Folder(string text) => text.Trim().Length > 0
        ? text
        : throw new InputException("--out is empty; name a folder, or leave the option out to get a new one under artifacts.");

    // Above 1 for those who want a soak of hours.
    private static double Scale(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double scale) && scale is > 0 and <= 100
        ? scale
        : throw new InputException($"--scale {text} can't be used; give a number above 0 and up to 100, such as 0.1 for a tenth of each load plan's length.");

    private static long Seed(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed)
        ? seed
        : throw new InputException($"--seed {text} is not a whole number; take the seed that a report prints.");
}
