using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Verification.Verifier;

/// <summary>The second evaluator's own verdict (null if it reached none), its exit code (70 on any disagreement), and a sentence per disagreement.</summary>
public sealed record VerifierResult(string? Word, int ExitCode, IReadOnlyList<string> Disagreements);

/// <summary>A second opinion on a bundle: written from the rules, not from the first evaluator's code, and reading nothing but the files.</summary>
public static class BundleVerifier
{
    /// <summary>Recomputes the verdict, and checks every copy of it; whatever is wrong is a disagreement, never an exception.</summary>
    public static VerifierResult Verify(string directory) => new Inspection(directory).Result();
}

internal enum Says { Pass, Unknown, Fail }
internal sealed record Ruling(JsonElement Check, string Id, bool Required, Says Says, JsonElement[] Deciding, int[] Lines, string? WaivedBy)
{
    public bool Blocks => Required && Says == Says.Fail && WaivedBy is null;
    public bool Open => Required && Says == Says.Unknown;
    public bool Conditional => WaivedBy is not null || (!Required && Says != Says.Pass);
}

internal sealed class Inspection(string directory)
{
    private static readonly (string Name, double Weight)[] Weights =
        [("Security", .25), ("Resource efficiency", .20), ("Reliability", .20), ("Backup", .15), ("Configuration", .10), ("Integration", .05), ("Monitoring", .05)];
    private readonly List<string> _wrong = [];
    private string _reading = "nothing";
    private JsonElement _run, _catalogue, _verdict;
    private JsonElement[] _evidence = [];
    private Ruling[] _rulings = [];

    public VerifierResult Result()
    {
        (string Word, double Code) own = ("", 70);
        bool judged = (Attempt(() => _run = Document("run.json")) & Attempt(() => _catalogue = Document("catalogue.json")) & Attempt(() => _evidence = Lines("evidence.jsonl")))
            && Attempt(() => _rulings = [.. _catalogue.Items("checks").Where(Applies).Select(Rule)]) && Attempt(() => own = Decide());
        Attempt(CheckManifest);
        Action[] checks = [() => Same("the verdict", (_verdict.Text("verdict"), _verdict.Number("exitCode")), own), CheckCopies, CheckEntries, CheckScore, CheckLedger, CheckJUnit,
            () => CheckReport("report.md", @"\A# \S+ (.+?)\r?\n", "**"), () => CheckReport("report.html", @"<h1>\s*<span[^>]*>[^<]*</span>\s*<span>([^<]*)</span>\s*</h1>", "<strong>"),
            .. judged && (_run.Has("deployment") || File.Exists(Path.Combine(directory, "report.sarif"))) ? new Action[] { CheckSarif } : []];
        Array.ForEach(Attempt(() => _verdict = Document("verdict.json")) && judged ? checks : [], step => Attempt(step));
        return new(judged ? own.Word : null, _wrong.Count > 0 ? 70 : (int)own.Code, _wrong);
    }

    private bool Attempt(Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _wrong.Add($"{_reading} (or what was read before it) can't be used: {error.Message.TrimEnd('.')}.");
            return false;
        }
    }

    private void CheckManifest()
    {
        (JsonElement manifest, HashSet<string> listed) = (Document("manifest.json"), new HashSet<string> { "manifest.json" });
        foreach (JsonElement file in manifest.Items("files"))
        {
            string path = file.Text("path");
            FileInfo found = new(Path.Combine(directory, path.Replace("\0", "")));
            string? fault = path.Split('/').Any(part => part.Trim('.').Length == 0 || part.IndexOfAny(['\\', ':', '\0']) >= 0) ? "is not a path inside the bundle"
                : !listed.Add(path) ? "is listed twice in manifest.json"
                : found is not { Exists: true, LinkTarget: null } ? "is listed in manifest.json but missing"
                : found.Length != file.Number("bytes") || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(found.FullName))) != file.Text("sha256") ? "was altered after the manifest was written" : null;
            Expect(fault is null, $"{path} {fault}.");
        }
        _wrong.AddRange(Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Where(path => !Directory.Exists(path) || new DirectoryInfo(path).LinkTarget is not null)
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/')).Where(name => !listed.Contains(name)).Select(name => $"{name} is in the bundle but not in manifest.json."));
        Array.ForEach(_run.ValueKind == JsonValueKind.Object ? ["runId", "commit", "workTreeDirty"] : [], (string name) => Same($"manifest.json's {name}", manifest.GetProperty(name), _run.GetProperty(name)));
    }

    private bool Applies(JsonElement check) => check.Strings("appliesTo").Contains(_run.GetProperty("target").Text("kind"))
        && (_run.Items("areas").Length == 0 || _run.Strings("areas").Contains(check.Text("area")))
        && (!_run.Has("rubric") || check.Text("method") == "behavioural" || _run.GetProperty("rubric").Strings("checks").Contains(check.Text("id")));

    private Ruling Rule(JsonElement check)
    {
        (string id, bool required, DateTime now) = (check.Text("id"), check.Text("requirement") == "required", _run.GetProperty("evaluatedAt").GetDateTimeOffset().UtcDateTime);
        int[] lines = [.. Enumerable.Range(0, _evidence.Length).Where(index => _evidence[index].Text("check") == id)];
        Says[] says = [.. lines.Select(index => Weigh(_evidence[index], check))];
        bool counts = says.Length > 0 && !_catalogue.Items("quarantined").Any(entry => entry.Text("check") == id);
        Says worst = counts ? says.Max() : Says.Unknown;
        string[] waivers = [.. _catalogue.Items("waivers").Where(waiver => waiver.Text("check") == id && string.CompareOrdinal(waiver.Text("until"), now.ToString("yyyy-MM-dd")) >= 0)
            .Select(waiver => $"{waiver.Text("who")} until {waiver.Text("until")}: {waiver.Text("reason")}")];
        return new(check, id, required, worst, counts ? [.. lines.Where((_, index) => says[index] == worst).Select(index => _evidence[index])] : [], lines,
            worst == Says.Fail && required ? waivers.FirstOrDefault() : null);
    }

    private Says Weigh(JsonElement line, JsonElement check)
    {
        TimeSpan age = _run.GetProperty("evaluatedAt").GetDateTimeOffset() - line.GetProperty("observedAt").GetDateTimeOffset();
        Says said = line.Text("outcome") switch { "pass" => Says.Pass, "unknown" => Says.Unknown, "fail" => Says.Fail, string other => throw new FormatException($"no outcome is '{other}'.") };
        bool counts = line.Text("subject") == _run.GetProperty("target").Text("subject") && age <= TimeSpan.FromDays(7) && age >= TimeSpan.FromMinutes(-5)
            && JsonElement.DeepEquals(line.GetProperty("threshold"), check.GetProperty("threshold"));
        return counts ? (Says)Math.Max((int)said, (int)Figure(line, check.GetProperty("threshold"), said)) : Says.Unknown;
    }
    // What the figure says: without one, or without anything looked at, it takes a Pass away but leaves a Fail.
    private static Says Figure(JsonElement line, JsonElement bound, Says said) => !line.Has("measured") || line.Number("samples") <= 0 ? (said == Says.Fail ? Says.Fail : Says.Unknown)
        : Hold(line.Number("measured"), line.Number("error"), bound.Text("is"), bound.Number("value"));
    private static Says Hold(double measured, double error, string comparison, double value) =>
        error < 0 || (error > 0 && Math.Abs(measured - value) <= error) ? Says.Unknown
        : (comparison == "atMost" ? measured <= value : comparison == "atLeast" ? measured >= value : comparison == "equal" && measured == value) ? Says.Pass : Says.Fail;

    private (string Word, double Code) Decide()
    {
        string kind = _run.GetProperty("target").Text("kind"), scope = _run.Text("scope");
        bool part = scope == "partial" || _run.Items("areas").Length > 0 || _run.Has("rubric"), full = scope == "full" && !part && kind is ("containers" or "attached");
        bool strangers = _evidence.Select(line => line.Text("check")).Except(_catalogue.Named("checks", "id")).Any();
        bool open = (_run.GetProperty("gate").GetBoolean() && (!full || _run.GetProperty("workTreeDirty").GetBoolean())) || strangers || _run.Has("harnessFailure") || _run.Has("interrupted")
            || _run.Items("unmet").Length > 0 || _rulings.Any(ruling => ruling.Open) || !_rulings.Any(ruling => ruling.Required && ruling.Says == Says.Pass);
        int code = _rulings.Any(ruling => ruling.Blocks) ? 1 : open ? 2 : full && _rulings.Any(ruling => ruling.Conditional) ? 3 : 0;
        string prefix = scope == "audit" ? (part ? "PARTIAL AUDIT" : "AUDIT") : kind != "embedded" ? "PARTIAL RUN" : part ? "PARTIAL REHEARSAL" : "REHEARSAL";
        string[] words = full ? ["GO", "NO-GO", "INCONCLUSIVE", "GO WITH CONDITIONS"] : [$"{prefix} PASSED", $"{prefix} FAILED", $"{prefix} INCONCLUSIVE"];
        return (words[code], _run.Has("harnessFailure") ? 70 : code);
    }

    private void CheckCopies()
    {
        Array.ForEach(["runId", "scope", "rubric", "deployment", "previous", "gate", "rehearsal", "target", "ledger", "load", "backup", "cutover", "commit", "workTreeDirty", "seed", "startedAt", "evaluatedAt", "host", "timings", "notExercised", "sdkDefaultLosses", "sdkReplay"],
            (string name) => Same($"verdict.json's {name}", _verdict.GetProperty(name), _run.GetProperty(name)));
        Same("whether it was a rehearsal", _run.GetProperty("rehearsal").GetBoolean(), _run.GetProperty("target").Text("kind") == "embedded");
        _wrong.AddRange(_evidence.Concat(Lines("journal.jsonl")).Where(line => line.Has("runId") && line.Text("runId") != _run.Text("runId"))
            .Select(line => $"A line of evidence or journal belongs to the run {line.Text("runId")}, not to {_run.Text("runId")}."));
        SameSet("checks", _verdict.Named("checks", "id"), _rulings.Select(ruling => ruling.Id));
        SameSet("checks not rehearsed", _verdict.Strings("notRehearsed"), _catalogue.Items("checks").Where(check => !Applies(check)).Select(check => check.Text("id")));
        SameSet("blockers", _verdict.Named("blockers", "check"), _rulings.Where(ruling => ruling.Blocks).Select(ruling => ruling.Id));
        SameSet("inconclusive checks", _verdict.Named("inconclusive", "check"), _rulings.Where(ruling => ruling.Open).Select(ruling => ruling.Id));
        SameSet("conditions", _verdict.Items("conditions").Select(entry => $"{entry.Text("check")} {entry.GetProperty("waivedBy")}"),
            _rulings.Where(ruling => ruling.Conditional).Select(ruling => $"{ruling.Id} {ruling.WaivedBy}"));
        Expect(!_run.Strings("unmet").Except(_verdict.Strings("unmet")).Any(), "verdict.json leaves out something that run.json says was unmet.");
    }

    private void CheckEntries()
    {
        foreach ((JsonElement entry, Ruling ruling) in _verdict.Items("checks").Join(_rulings, entry => entry.Text("id"), ruling => ruling.Id, (entry, ruling) => (entry, ruling)))
        {
            Same($"the outcome of {ruling.Id}", entry.Text("outcome"), ruling.Says.ToString().ToLowerInvariant());
            Array.ForEach(["area", "category", "question", "requirement", "severity", "threshold", "source", "remediation", "minutes", "method", "provenBy", "points", "why"],
                name => Same($"the {name} of {ruling.Id}", entry.GetProperty(name), ruling.Check.GetProperty(name)));
            SameSet($"evidence lines of {ruling.Id}", entry.Strings("evidence"), ruling.Lines.Select(line => $"evidence.jsonl:{line + 1}"));
            Expect(ruling.Deciding.Length > 0 ? ruling.Deciding.Any(line => Shows(entry, line)) : !entry.Has("measured") && entry.Number("samples") == 0 && entry.Items("details").Length == 0 && entry.Items("places").Length == 0,
                $"What verdict.json says was measured for {ruling.Id} is not what a line that decided it says, or it was seen in more or fewer places than it has findings.");
        }
    }

    private static bool Shows(JsonElement entry, JsonElement line) => entry.Has("measured") == line.Has("measured") && entry.Number("samples") == line.Number("samples")
        && (!line.Has("measured") || Math.Abs(entry.Number("measured") - line.Number("measured")) <= 0.000501) && entry.Text("seenThrough") == line.Text("source")
        && JsonElement.DeepEquals(entry.GetProperty("details"), line.GetProperty("details")) && JsonElement.DeepEquals(entry.GetProperty("places"), line.GetProperty("places"))
        && (entry.Items("places").Length == 0 || entry.Items("places").Length == entry.Items("details").Length)
        && (entry.Text("outcome") == "unknown" || (entry.Text("reason").EndsWith(line.Text("reason"), StringComparison.Ordinal)
            && (entry.Text("reason") == line.Text("reason")) == (line.Text("outcome") == entry.Text("outcome"))));

    private void CheckScore()
    {
        (double total, double ignorance, double asked, JsonElement score) = (0, 0, 0, _verdict.GetProperty("score"));
        SameSet("score categories", score.Items("categories").Select(entry => $"{entry.Text("name")} {entry.Number("weight")}"), Weights.Select(own => $"{own.Name} {own.Weight}"));
        foreach ((JsonElement stated, (string name, double weight)) in score.Items("categories").Join(Weights, entry => entry.Text("name"), own => own.Name, (entry, own) => (entry, own)))
        {
            Ruling[] own = [.. _rulings.Where(ruling => ruling.Check.Text("category") == name)], lost = [.. own.Where(ruling => ruling.Says != Says.Pass)];
            double all = Math.Min(100, lost.Sum(ruling => ruling.Check.Number("points")));
            double unknown = all - Math.Min(100, lost.Where(ruling => ruling.Says == Says.Fail).Sum(ruling => ruling.Check.Number("points")));
            Near($"the score of {name}", stated.Has("score") ? stated.Number("score") : double.NaN, own.Length > 0 ? 100 - all : double.NaN, 1e-6);
            SameSet($"deductions of {name}", stated.Items("deductions").Select(item => $"{item.Text("check")} {item.Number("points")} {item.GetProperty("unknown").GetBoolean()}"),
                lost.Select(ruling => $"{ruling.Id} {ruling.Check.Number("points")} {ruling.Says == Says.Unknown}"));
            (total, ignorance, asked) = own.Length == 0 ? (total, ignorance, asked) : (total + (weight * (100 - all)), ignorance + (weight * unknown), asked + weight);
        }

        Near("the total score", score.Number("total"), asked == 0 ? 0 : total / asked, 0.0500001); // Printed to one decimal: half a tenth either way is rounding.
        Near("the ignorance in the score", score.Number("ignorance"), asked == 0 ? 0 : ignorance / asked, 0.0500001);
        Near("the weight that was asked", score.Number("weightAsked"), asked, 0.000051);
        (double From, string Grade)[] grades = [(97, "A+"), (93, "A"), (90, "A-"), (85, "B+"), (80, "B"), (70, "B-"), (60, "C"), (50, "D"), (double.MinValue, "F")];
        Same("the grade", score.Text("grade"), grades.First(step => score.Number("total") >= step.From).Grade);
    }

    private void CheckLedger()
    {
        JsonElement[] entries = _run.Has("ledger") || File.Exists(Path.Combine(directory, "ledger.jsonl")) ? Lines("ledger.jsonl") : [];
        IEnumerable<string> stated = !_run.Has("ledger") ? ["0 sent"] : _run.GetProperty("ledger").GetProperty("classes").EnumerateObject()
            .Where(entry => entry.Value.GetInt32() != 0).Select(entry => $"{entry.Value} {entry.Name}").Append($"{_run.GetProperty("ledger").Number("sent")} sent");
        SameSet("event counts", stated, entries.CountBy(entry => entry.Text("class")).Select(entry => $"{entry.Value} {entry.Key}").Append($"{entries.Length} sent"));
        Expect(entries.GroupBy(entry => entry.Text("eventId")).All(same => same.DistinctBy(entry => entry.Text("class")).Count() == 1), "ledger.jsonl puts an event into more than one class.");
    }

    private void CheckReport(string name, string heading, string strong)
    {
        (string text, string word) = (Read(name), Decide().Word);
        Same($"the heading of {name}", Regex.Match(text, heading).Groups[1].Value, word);
        Same($"the rung in {name}", Regex.Match(text, $"{Regex.Escape(strong)}(NOT READY|LIMITED BETA|FULL PRODUCTION)[<*]").Groups[1].Value,
            word switch { "GO" => "FULL PRODUCTION", "GO WITH CONDITIONS" => "LIMITED BETA", _ => "NOT READY" });
        Expect(new[] { _run.Text("runId"), _run.Has("rubric") ? _run.GetProperty("rubric").Text("name") : "" }.All(text.Contains), $"{name} does not name the run {_run.Text("runId")} or its rubric.");
    }

    private void CheckJUnit()
    {
        XElement junit = XDocument.Parse(Read("junit.xml")).Root!;
        string own = $"{_rulings.Length} tests, {_rulings.Count(ruling => ruling.Blocks)} failures, {_rulings.Count(ruling => ruling.Says == Says.Unknown)} skipped";
        Same("the totals of junit.xml", $"{junit.Attribute("tests")?.Value} tests, {junit.Attribute("failures")?.Value} failures, {junit.Attribute("skipped")?.Value} skipped", own);
        Same("the cases of junit.xml", $"{junit.Descendants("testcase").Count()} tests, {junit.Descendants("failure").Count()} failures, {junit.Descendants("skipped").Count()} skipped", own);
        SameSet("verdict of junit.xml", junit.Descendants("property").Where(item => item.Attribute("name")?.Value == "verdict").Select(item => item.Attribute("value")?.Value ?? "").Distinct(),
            _rulings.Length == 0 ? [] : [Decide().Word]);
    }

    private void CheckSarif()
    {
        JsonElement log = Document("report.sarif").Items("runs").Single();
        string[] rules = [.. log.GetProperty("tool").GetProperty("driver").Named("rules", "id")];
        Ruling[] asked = [.. _rulings.Where(ruling => ruling.Check.Text("method") == "static")];
        Same("the rules of report.sarif", string.Join(", ", rules), string.Join(", ", asked.Select(ruling => ruling.Id)));
        Same("the verdict in report.sarif", log.GetProperty("properties").Text("verdict"), Decide().Word);
        SameSet("results of report.sarif",
            log.Items("results").Select(result => $"{result.Text("ruleId")} {rules[(int)result.Number("ruleIndex")]} {result.Text("kind")} {result.Text("level")} {result.Has("suppressions")} {Shown(result)}"),
            asked.Where(ruling => ruling.Says != Says.Pass).SelectMany(ruling => Places(ruling.Id).Select(place =>
                $"{ruling.Id} {ruling.Id} {(ruling.Says == Says.Unknown ? "open none" : ruling.Required ? "fail error" : "fail warning")} {ruling.WaivedBy is not null} {place}")));
    }

    private static string Shown(JsonElement result) => !result.Has("locations") ? "nowhere" : string.Join(" ", result.Items("locations").Select(location => location.GetProperty("physicalLocation"))
        .Select(at => $"{Uri.UnescapeDataString(at.GetProperty("artifactLocation").Text("uri")).Split('/')[^1]}:{at.GetProperty("region").Number("startLine")}"));
    private string[] Places(string id) => _verdict.Items("checks").Single(check => check.Text("id") == id).Items("places") is { Length: > 0 } places
        ? [.. places.Select(place => $"{place.Text("file").Split('/')[^1]}:{Math.Max(1, place.Number("line"))}")] : ["nowhere"];
    private string Read(string name) => File.ReadAllText(Path.Combine(directory, _reading = name));
    private JsonElement Document(string name) => Parse(name, Read(name));
    private JsonElement[] Lines(string name) => [.. Read(name).Split('\n').Index().Where(row => row.Item.Trim().Length > 0).Select(row => Parse($"{name}:{row.Index + 1}", row.Item))];
    // A second "outcome" must not replace the first, whichever of them another reader takes.
    private JsonElement Parse(string at, string text) => (_reading = at, JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement).RootElement;
    private void Expect(bool holds, string otherwise) => _wrong.AddRange(holds ? [] : [otherwise]);
    private void Same<T>(string what, T stated, T own) =>
        Expect(stated is JsonElement json ? JsonElement.DeepEquals(json, (JsonElement)(object)own!) : Equals(stated, own), $"The bundle gives {what} as '{stated}', but it is '{own}'.");
    private void Near(string what, double stated, double own, double tolerance) => Expect(stated.Equals(own) || Math.Abs(stated - own) <= tolerance, $"The bundle gives {what} as {stated}, but it is {own}.");
    private void SameSet(string what, IEnumerable<string> stated, IEnumerable<string> own) =>
        Same($"the {what}", string.Join("; ", stated.Order(StringComparer.Ordinal)), string.Join("; ", own.Order(StringComparer.Ordinal)));
}

internal static class Reading
{
    public static string Text(this JsonElement from, string name) => from.Has(name) ? from.GetProperty(name).GetString()! : throw new FormatException($"it has no '{name}'.");
    public static double Number(this JsonElement from, string name) => from.Has(name) ? from.GetProperty(name).GetDouble() : throw new FormatException($"it has no '{name}'.");
    public static bool Has(this JsonElement from, string name) => from.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
    public static JsonElement[] Items(this JsonElement from, string name) => from.Has(name) ? [.. from.GetProperty(name).EnumerateArray()] : throw new FormatException($"it has no '{name}'.");
    public static IEnumerable<string> Strings(this JsonElement from, string name) => from.Items(name).Select(item => item.GetString() ?? "");
    public static IEnumerable<string> Named(this JsonElement from, string list, string name) => from.Items(list).Select(item => item.Text(name));
}
