using System.Text.RegularExpressions;
using Verification.Audit.Proxies;
using Verification.Audit.Schedules;
using Verification.Audit.Shell;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>What people and schedules do to the deployment: scripts, crontabs, timers, proxy and log configurations.</summary>
/// <param name="Items">Scripts and proxies as items.</param>
/// <param name="Unread">What could not be read.</param>
/// <param name="Incomplete">Kinds of which something is missing for it.</param>
internal sealed partial record OperationFiles(IReadOnlyList<Item> Items, IReadOnlyList<string> Unread, IReadOnlyList<(string Kind, string Reason)> Incomplete)
{
    private const string Scripts = "script", Proxies = "proxy";

    /// <summary>Reads them.</summary>
    public static OperationFiles Read(Deployment deployment)
    {
        IDeploymentFiles files = deployment.Files;
        List<(string Kind, string Reason)> missing = [];
        IReadOnlyList<CronEntry> schedule = Schedule(files, missing);
        List<LogrotateEntry> rotated = [.. Texts(files, path => LogrotatePath().IsMatch(path), Scripts, missing).SelectMany(file => LogrotateReader.Read(file.Path, file.Text).Entries)];
        List<(string Path, string Text)> texts = [.. Texts(files, path => IsScript(path, schedule), Scripts, missing).Where(file => ScriptPath().IsMatch(file.Path) || IsShell(file.Text))];
        List<ScriptFacts> scripts = [.. texts.Select(script => ScriptReader.Read(script.Path, script.Text, path => Resolve(files, script.Path, path)))];
        Schedules schedules = new(schedule, texts, rotated);
        List<Item> items =
        [
            .. scripts.Select(script => ScriptItems.Of(script, schedules.Of(script.Path), schedules)),
            .. schedule.Where(entry => entry.Scripts.Count == 0).Select(entry => Inline(files, entry)).Where(script => script.Read.Purpose != ScriptPurpose.Other)
                .Select(script => ScriptItems.Of(script.Read with { Path = script.Entry.Place.ToString() }, [script.Entry], schedules)),
            .. UnseenPrograms.OfSchedules(schedule, [.. texts.Select(text => text.Path)]),
            .. UnseenPrograms.OfServices(deployment),
        ];
        items.AddRange(deployment.Proxies.Select(ProxyItem));
        missing.AddRange(OtherComposeFiles(deployment, [.. texts.Select(text => text.Text), .. schedule.Select(entry => entry.Command)]));
        return new(items, [.. missing.Select(one => one.Reason).Distinct()], missing);
    }

    /// <summary>Whether a file holds commands, in which people leave passwords.</summary>
    public static bool HoldsCommands(string path) => ScriptPath().IsMatch(path) || CrontabPath().IsMatch(path) || CronFolder().IsMatch(path) || path.EndsWith(".service", StringComparison.Ordinal);

    /// <summary>The reverse proxies' configurations in a folder.</summary>
    public static IReadOnlyList<ProxyFacts> ProxiesOf(IDeploymentFiles files) =>
    [
        .. Texts(files, path => ProxyPath().IsMatch(path), Proxies, [])
            .Where(file => ProxyReader.Recognise(file.Path, file.Text) != ProxyKind.Unrecognised).Select(file => ProxyReader.Read(file.Path, file.Text)),
    ];

    // What a script starts with -f is what runs: if it was not read, nothing is known of it.
    private static IEnumerable<(string Kind, string Reason)> OtherComposeFiles(Deployment deployment, IEnumerable<string> texts) =>
        from text in texts
        from Match match in ComposeOption().Matches(text)
        let name = match.Groups[1].Value[(match.Groups[1].Value.LastIndexOf('/') + 1)..]
        where !deployment.Project.Files.Any(read => read.EndsWith(name, StringComparison.Ordinal))
        from kind in Auditor.OfCompose
        select (kind, $"a script starts compose with -f {name}, which was not read; name it in COMPOSE_FILE in .env.");

    // A command that stands in the crontab itself is a script of one line; empty lines put it where it stands.
    private static (CronEntry Entry, ScriptFacts Read) Inline(IDeploymentFiles files, CronEntry entry) =>
        (entry, ScriptReader.Read(entry.Place.File, new string('\n', entry.Place.Line - 1) + entry.Command, path => Resolve(files, "", path)));

    // People leave the ending away, above all in cron.daily: then the first line tells.
    private static bool IsScript(string path, IReadOnlyList<CronEntry> schedule)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return ScriptPath().IsMatch(path) || CronFolder().IsMatch(path) || (!name.Contains('.') && schedule.Any(entry => entry.Command.Contains(name, StringComparison.Ordinal)));
    }

    private static bool IsShell(string text) => text.StartsWith("#!", StringComparison.Ordinal) && text.Split('\n', 2)[0].Contains("sh", StringComparison.Ordinal);

    private static List<CronEntry> Schedule(IDeploymentFiles files, List<(string Kind, string Reason)> missing)
    {
        List<CronLine> lines = [.. Texts(files, path => CrontabPath().IsMatch(path), Scripts, missing).SelectMany(file => CrontabReader.Read(file.Path, file.Text))];
        foreach ((string path, string text) in Texts(files, path => path.EndsWith(".timer", StringComparison.Ordinal), Scripts, missing))
        {
            string service = SystemdTimerReader.ServiceOf(path, text);
            lines.AddRange(SystemdTimerReader.Read(path, text, service, (files.Read(service) as FileText)?.Text));
        }

        missing.AddRange(lines.OfType<CronProblem>().Select(problem => (Scripts, SecretWords.Masked($"{problem.Place}: {problem.Reason}"))));
        return [.. lines.OfType<CronEntry>()];
    }

    private static IEnumerable<(string Path, string Text)> Texts(IDeploymentFiles files, Func<string, bool> which, string kind, List<(string Kind, string Reason)> missing)
    {
        foreach (string path in files.Paths.Where(which))
        {
            switch (files.Read(path))
            {
                case FileText { Text: string text }:
                    yield return (path, text);
                    break;
                case FileUnread { Reason: string reason }:
                    missing.Add((kind, $"{path}: {reason}"));
                    break;
            }
        }
    }

    // A script names other files from where it lies, from the folder's root, or by the path that they have on the server.
    private static string? Resolve(IDeploymentFiles files, string script, string path)
    {
        string folder = script.Contains('/') ? script[..(script.LastIndexOf('/') + 1)] : "";
        string name = path[(path.LastIndexOf('/') + 1)..];
        IEnumerable<string> places = path.StartsWith('/') ? [folder + name, name] : [folder + path, path];
        return places.Select(files.Read).OfType<FileText>().FirstOrDefault()?.Text;
    }

    private static Item ProxyItem(ProxyFacts facts)
    {
        FactSheet sheet = new("proxy", facts.Place.File, facts.Place);
        string because = facts.UnknownBecause ?? "the configuration does not tell.";
        sheet.Put("bodyLimitMiB", facts.BodyLimited is null ? Fact.Unknown(because, facts.BodyLimitPlace ?? facts.Place) : facts.BodyLimitMiB is double limit ? Fact.Of(limit, facts.BodyLimitPlace) : null);
        Known("tls", facts.Tls, facts.TlsPlace);
        return sheet.Item();

        void Known(string fact, bool? value, Readiness.Evidence.Place? place) =>
            sheet.Put(fact, value is bool known ? Fact.Of(known, place ?? facts.Place) : Fact.Unknown(because, place ?? facts.Place));
    }

    [GeneratedRegex(@"(?:\s-f|--file)[ =]([\w./\-]*compose[\w.\-]*\.ya?ml)")]
    private static partial Regex ComposeOption();

    [GeneratedRegex(@"(^|/)[^/]+\.(sh|bash)$")]
    private static partial Regex ScriptPath();

    [GeneratedRegex(@"(^|/)cron\.(hourly|daily|weekly|monthly)/[^/]+$")]
    private static partial Regex CronFolder();

    [GeneratedRegex(@"(^|/)(crontab([.\-_][^/]*)?|[^/]+\.(cron|crontab)|cron\.d/[^/]+|cron\.txt)$")]
    private static partial Regex CrontabPath();

    [GeneratedRegex(@"(^|/)(logrotate(\.conf|[.\-_][^/]*)?|[^/]+\.logrotate|logrotate\.d/[^/]+)$")]
    private static partial Regex LogrotatePath();

    [GeneratedRegex(@"(^|/)(Caddyfile[^/]*|[^/]+\.caddy|nginx[^/]*|haproxy[^/]*\.cfg|traefik[^/]*\.(ya?ml|toml)|[^/]+\.conf|sites-(available|enabled)/[^/]+)$")]
    private static partial Regex ProxyPath();
}
