using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Readiness.Alerts;

/// <summary>Judges an alert about a new issue: every recipient told once, in a form its consumers read, of the right issue, in the colour of an error, with the right link.</summary>
public static class IssueAlert
{
    private const string Source = "receivers";

    /// <summary>Judges it.</summary>
    public static Observation Evaluate(CheckDefinition check, IssueAlertFacts facts)
    {
        if (facts.Doubt is string doubt)
        {
            return Observation.Unknown(doubt, Source);
        }

        int wanted = (int)check.Threshold.Value;
        Told[] told = [.. facts.Recipients.Select(shape => Of(shape, facts, wanted))];
        string[] faults = [.. told.SelectMany(one => one.Faults.Select(fault => $"{Told.Name(one.Shape)}: {fault}"))];
        Observation seen = Observation.Of(
            check, told.Length == 0 ? 0 : Told.Worst(told, wanted), told.Length, Source,
            faults.Length == 0 ? $"Each recipient ({Told.Names(facts.Recipients)}) was told once{After(facts)}{Watched(facts)}." : $"{faults[0]}{(faults.Length > 1 ? $" (and {faults.Length - 1} more)" : "")}{Watched(facts)}.", faults);
        return seen.Outcome == Outcome.Pass && facts.NotAsked is string absent ? Observation.Unknown($"{absent}; the others ({Told.Names(facts.Recipients)}) were told once.", Source) : seen;
    }

    private static Told Of(AlertShape shape, IssueAlertFacts facts, int wanted)
    {
        AlertReading[] about = [.. facts.Deliveries.Where(delivery => delivery.Shape == shape).Select(AlertReading.Of).Where(reading => reading.Message is null || Items(reading, facts).Any())];
        string[] faults = [.. about.Select(reading => reading.Problem is string problem ? $"a message can't be read: {problem}" : Fault(reading, facts)).OfType<string>()];
        string? number = about.Length == wanted ? null : about.Length == 0 ? "no alert arrived" : $"{about.Length} alerts arrived where {wanted} was due";
        return new(shape, about.Length, about.Length - faults.Length, number is null ? faults : [number, .. faults]);
    }

    private static string? Fault(AlertReading reading, IssueAlertFacts facts)
    {
        AlertItem[] items = [.. Items(reading, facts)];
        bool mail = reading.Delivery.Shape == AlertShape.Mail;
        return items.Length > 1 && !mail ? $"one message tells of it {items.Length} times"
            : !items.Any(item => Leads(item, facts)) ? $"the link leads to {items[0].Link?.AbsolutePath ?? "nothing"} and not to issue {facts.Issue}"
            : items.FirstOrDefault(item => Leads(item, facts)) is AlertItem found && !Names(found, facts, mail) ? $"it is titled \"{found.Title}\""
            : mail || IsRed(items[0].Colour) ? null : $"an error is shown in {(items[0].Colour is int colour ? $"#{colour:x6}" : "no colour")} and not in red";
    }

    // By link or by title, so that a wrong one of both is found and not overlooked.
    private static IEnumerable<AlertItem> Items(AlertReading reading, IssueAlertFacts facts) =>
        reading.Message!.Items.Where(item => Leads(item, facts) || Names(item, facts, reading.Delivery.Shape == AlertShape.Mail));

    private static bool Leads(AlertItem item, IssueAlertFacts facts) => item.Link?.AbsolutePath.TrimEnd('/') == $"/{facts.Organization}/issues/{facts.Issue}";

    // The wording of e-mail is its own; that it names the issue is not.
    private static bool Names(AlertItem item, IssueAlertFacts facts, bool mail) =>
        mail ? item.Title.Contains(facts.Title, StringComparison.Ordinal) || item.Words.Contains(facts.Title, StringComparison.Ordinal) : item.Title == facts.Title;

    private static bool IsRed(int? colour) => colour is int rgb && (rgb >> 16) > ((rgb >> 8) & 0xFF) && (rgb >> 16) > (rgb & 0xFF);

    private static string After(IssueAlertFacts facts) => facts.Sent is DateTimeOffset sent
        ? $", the last {(facts.Deliveries.Where(delivery => AlertReading.Of(delivery) is { Message: not null } reading && Items(reading, facts).Any()).Max(delivery => delivery.At) - sent).TotalSeconds:0.0} s after its first event was sent"
        : "";

    private static string Watched(IssueAlertFacts facts) => facts.Watched.Length > 0 ? $"; {facts.Watched}" : "";
}
