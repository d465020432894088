using Verification.Audit.Shell.Facts;

namespace Verification.Audit.Shell.Running;

/// <summary>What all paths through one script share: the other files, parsed text, and the effort left.</summary>
internal sealed class RunContext(string path, Func<string, string?> resolve)
{
    private const int MaximumSteps = 120_000;
    private const int MaximumParsed = 2_000;

    private readonly Dictionary<(string Text, int Line), ShellScript> parsed = [];
    private readonly Dictionary<string, (string Path, ShellScript Script)?> files = [];
    private readonly Dictionary<string, ActKinds> kinds = [];

    /// <summary>No effort is left: what was not seen yet stays unknown.</summary>
    public bool Exhausted => Steps >= MaximumSteps;

    /// <summary>Commands followed so far, over all paths.</summary>
    public int Steps { get; private set; }

    public void Spend() => Steps++;

    /// <summary>The same command is met on many paths and does the same on each, unless it depends on what feeds it.</summary>
    public ActKinds KindsOf(Act act, IReadOnlyList<Act> before)
    {
        if (act.Name == "psql")
        {
            return ActClassifier.KindsOf(act, before);
        }

        string key = string.Join('\n', act.Args.Concat(act.Names).Prepend(act.Name).Append(act.Around).Append(act.Output ?? "").Append(act.Here));
        if (!kinds.TryGetValue(key, out ActKinds found))
        {
            found = ActClassifier.KindsOf(act, before);
            if (kinds.Count < MaximumParsed)
            {
                kinds[key] = found;
            }
        }

        return found;
    }

    public ShellScript Parse(string text, int line)
    {
        if (!parsed.TryGetValue((text, line), out ShellScript? script))
        {
            script = parsed.Count < MaximumParsed
                ? ShellScript.ParsePart(text, line)
                : new ShellScript.NotUnderstood("it makes up too many texts of its own", line, new Syntax.CommandList([], line));
            parsed[(text, line)] = script;
        }

        return script;
    }

    /// <summary>Another script by the path written, of which a part may be unknown; null when it is not among the files.</summary>
    public (string Path, ShellScript Script)? Find(string written)
    {
        if (!files.TryGetValue(written, out (string, ShellScript)? found))
        {
            found = Candidates(written).Select(candidate => (Path: candidate, Text: resolve(candidate))).Where(file => file.Text is not null)
                .Select(file => ((string, ShellScript)?)(file.Path, ShellScript.Parse(file.Text!))).FirstOrDefault();
            files[written] = found;
        }

        return found;
    }

    /// <summary>The deployment folder was captured from elsewhere: an absolute path or "$(dirname "$0")/x" is looked for beside the script.</summary>
    private IEnumerable<string> Candidates(string written)
    {
        string beside = path.Contains('/') ? path[..(path.LastIndexOf('/') + 1)] : "";
        string known = Holes.Known(written);
        bool rooted = Holes.In(written) || written.StartsWith('/');
        string relative = known.TrimStart('/');
        while (relative.StartsWith("./", StringComparison.Ordinal))
        {
            relative = relative[2..];
        }

        if (relative.Length == 0 || relative.Contains('*'))
        {
            return [];
        }

        string name = relative[(relative.LastIndexOf('/') + 1)..];
        IEnumerable<string> tried = written.StartsWith('/') && !Holes.In(written) ? [written] : [];
        tried = [.. tried, beside + relative, relative];
        return (rooted ? [.. tried, beside + name] : tried).Where(candidate => candidate != path).Distinct();
    }
}
