using System.Text.RegularExpressions;
using Verification.Audit.Schedules;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Programs that do something to the deployment but can't be read: their purpose follows from a name at best, everything else is unknown.</summary>
internal static partial class UnseenPrograms
{
    /// <summary>What schedules run and the folder does not hold as a shell script.</summary>
    public static IEnumerable<Item> OfSchedules(IReadOnlyList<CronEntry> entries, IReadOnlyCollection<string> readScripts)
    {
        HashSet<string> read = [.. readScripts.Select(Name)];
        foreach (CronEntry entry in entries)
        {
            foreach (string script in entry.Scripts.Where(script => !read.Contains(Name(script))))
            {
                yield return Unseen(
                    script, entry.Place, Purpose(Name(script)), $"{entry.Place} runs {script}, which is no shell script in the folder.", entry.LongestGapHours);
            }
        }
    }

    /// <summary>Services that make backups by themselves, or run jobs on a schedule of their own.</summary>
    public static IEnumerable<Item> OfServices(Deployment deployment) =>
        from service in deployment.Services
        let backup = BackupImage().IsMatch(service.Image?.Name ?? "")
        where backup || SchedulerImage().IsMatch(service.Image?.Name ?? "")
        select Unseen(
            service.Name, service.Service.Place, backup ? "backup" : null, $"{service.Name} runs {service.Image!.Name}, whose settings are not read; the behavioural backup checks tell.", null);

    private static Item Unseen(string name, Place place, string? purpose, string because, double? hours)
    {
        FactSheet sheet = new("script", name, place);
        foreach (string fact in FileVocabulary.Kinds.Single(kind => kind.Kind == "script").Facts.Keys)
        {
            sheet.Unknown(fact, because);
        }

        if (purpose is not null)
        {
            sheet.Add("purpose", purpose);
        }

        return (hours is null ? sheet : sheet.Add("scheduled", true).Add("intervalHours", hours)).Item();
    }

    private static string Purpose(string name) => name.ToLowerInvariant() switch
    {
        string word when word.Contains("restore", StringComparison.Ordinal) => "restore-test",
        string word when word.Contains("backup", StringComparison.Ordinal) || word.Contains("dump", StringComparison.Ordinal) => "backup",
        string word when word.Contains("smoke", StringComparison.Ordinal) || word.Contains("canary", StringComparison.Ordinal) => "smoke-test",
        string word when word.Contains("monitor", StringComparison.Ordinal) || word.Contains("health", StringComparison.Ordinal) || word.Contains("watch", StringComparison.Ordinal) => "monitor",
        _ => "other",
    };

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"(postgres|pg|db|docker-volume|database)[-_]?backup|pgbackrest|pgbackweb|wal-g|barman|(^|/)backup(per|s)?$|autobackup", RegexOptions.IgnoreCase)]
    private static partial Regex BackupImage();

    [GeneratedRegex(@"(^|/)(ofelia|chadburn|swarm-cronjob|deck-chores|supercronic|docker-crontab)$", RegexOptions.IgnoreCase)]
    private static partial Regex SchedulerImage();
}
