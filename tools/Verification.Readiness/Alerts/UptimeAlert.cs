using System.Text.RegularExpressions;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Alerts;

/// <summary>Judges the alerts about an outage and its end: every recipient told once of each, in this order, of the right monitor, with the right words and link.</summary>
public static partial class UptimeAlert
{
    private const string Source = "receivers+api";

    private enum State
    {
        Down,
        Up,
    }

    /// <summary>Judges them.</summary>
    public static Observation Evaluate(CheckDefinition check, UptimeAlertFacts facts)
    {
        if (facts.Doubt is string doubt)
        {
            return Observation.Unknown(doubt, Source);
        }

        if (!facts.OutageSeen)
        {
            return Observation.Unknown("The monitor did not see the site go down, so there was nothing to tell of.", Source);
        }

        State[] due = facts.RecoverySeen ? [State.Down, State.Up] : [State.Down];
        Told[] told = [.. facts.Recipients.Select(shape => Of(shape, facts, due))];
        string[] faults = [.. told.SelectMany(one => one.Faults.Select(fault => $"{Told.Name(one.Shape)}: {fault}"))];
        if (!facts.RecoverySeen && told.All(one => one.Sound > 0))
        {
            return Observation.Unknown("The monitor did not see the site come back, so that nobody could be told of that; of the outage each recipient was told.", Source, faults);
        }

        int worst = told.Length == 0 ? 0 : Told.Worst(told, due.Length);
        // Too many of an outage alone must not look like one of each.
        Observation seen = Observation.Of(
            check, facts.RecoverySeen ? worst : Math.Min(worst, 0), told.Length, Source,
            faults.Length == 0 ? $"Each recipient ({Told.Names(facts.Recipients)}) was told of the outage and of its end, once each{Watched(facts)}." : $"{faults[0]}{(faults.Length > 1 ? $" (and {faults.Length - 1} more)" : "")}{Watched(facts)}.", faults);
        return seen.Outcome == Outcome.Pass && facts.NotAsked is string absent ? Observation.Unknown($"{absent}; the others ({Told.Names(facts.Recipients)}) were told of both.", Source) : seen;
    }

    private static Told Of(AlertShape shape, UptimeAlertFacts facts, State[] due)
    {
        AlertReading[] about =
        [
            .. facts.Deliveries.Where(delivery => delivery.Shape == shape).OrderBy(delivery => delivery.At).Select(AlertReading.Of).Where(reading => reading.Message is null || Item(reading, facts) is not null),
        ];
        List<string> faults = about.Length == due.Length ? [] : [about.Length == 0 ? "no alert arrived" : $"{about.Length} alerts arrived where {due.Length} were due"];
        int sound = 0;
        for (int index = 0; index < about.Length; index++)
        {
            // Beyond those that are due any would be one too many, which is said already.
            State? expected = index < due.Length && about.Length == due.Length ? due[index] : null;
            string? fault = about[index].Problem is string problem ? $"a message can't be read: {problem}" : Fault(about[index], facts, expected);
            sound += fault is null ? 1 : 0;
            faults.AddRange(fault is null ? [] : [fault]);
        }

        return new(shape, about.Length, sound, faults);
    }

    private static string? Fault(AlertReading reading, UptimeAlertFacts facts, State? expected)
    {
        AlertItem item = Item(reading, facts)!;
        State? said = Said(reading.Delivery.Shape == AlertShape.Mail ? item.Title.Replace(facts.Name, "", StringComparison.Ordinal) : item.Words);
        return !Leads(item, facts) ? $"the link leads to {item.Link?.AbsolutePath ?? "nothing"} and not to monitor {facts.Monitor}"
            : !Names(item, facts) ? $"it names \"{item.Title}\" and not the monitor"
            : said is null ? $"\"{item.Words}\" says neither that the site is down nor that it is up"
            : expected is State due && said != due ? $"it says that the site is {said.ToString()!.ToLowerInvariant()} when it was {due.ToString().ToLowerInvariant()}" : null;
    }

    private static State? Said(string words) => (Down().IsMatch(words), Up().IsMatch(words)) switch
    {
        (true, false) => State.Down,
        (false, true) => State.Up,
        _ => null,
    };

    private static AlertItem? Item(AlertReading reading, UptimeAlertFacts facts) =>
        reading.Message!.Items.FirstOrDefault(item => Leads(item, facts)) ?? reading.Message.Items.FirstOrDefault(item => Names(item, facts));

    private static bool Leads(AlertItem item, UptimeAlertFacts facts) => item.Link?.AbsolutePath.TrimEnd('/') == $"/{facts.Organization}/uptime-monitors/{facts.Monitor}";

    // The card of Google Chat has the name as its subtitle, the subject of e-mail has it among other words.
    private static bool Names(AlertItem item, UptimeAlertFacts facts) => item.Title.Contains(facts.Name, StringComparison.Ordinal);

    private static string Watched(UptimeAlertFacts facts) => facts.Watched.Length > 0 ? $"; {facts.Watched}" : "";

    [GeneratedRegex(@"\bdown\b", RegexOptions.IgnoreCase)]
    private static partial Regex Down();

    [GeneratedRegex(@"\b(up|recovered)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Up();
}
