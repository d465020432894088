using System.Globalization;
using System.Text.RegularExpressions;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Facts;

/// <summary>How many processes serve, and how the Celery worker takes its work.</summary>
internal static partial class WorkerFacts
{
    // Celery's own defaults (GlitchTip's helper scripts set others without exporting them: glitchtip-measured, section 5).
    private const string DefaultPool = "prefork";
    private const string DefaultPrefetch = "4";

    public static void Add(FactSheet sheet, ServiceView view)
    {
        if (view.RoleName is Role.Web or Role.AllInOne)
        {
            // Which server it is decides which of them is read (glitchtip-facts, section 1.3).
            string[] names = view.Major >= 6 || view.Env("USE_GRANIAN").On ? ["GRANIAN_WORKERS", "WEB_CONCURRENCY"]
                : view.Major is null ? ["WEB_CONCURRENCY", "UWSGI_WORKERS", "UWSGI_PROCESSES", "GRANIAN_WORKERS"]
                : ["WEB_CONCURRENCY", "UWSGI_WORKERS", "UWSGI_PROCESSES"];
            EnvValue processes = view.FirstEnv(names);
            sheet.Put("webProcesses", processes.Fact ?? Readiness.Rules.Fact.Of(1, view.Service.Place));
        }

        if (view.RoleName is Role.Worker or Role.AllInOne)
        {
            Setting(sheet, view, "workerPool", "CELERY_WORKER_POOL", Pool(), DefaultPool);
            Setting(sheet, view, "workerConcurrency", "CELERY_WORKER_CONCURRENCY", Concurrency(), null);
            Setting(sheet, view, "workerPrefetch", "CELERY_WORKER_PREFETCH_MULTIPLIER", Prefetch(), DefaultPrefetch);
            Setting(sheet, view, "workerAutoscale", "CELERY_WORKER_AUTOSCALE", Autoscale(), null);
        }
    }

    // An option on the command line wins over the environment.
    private static void Setting(FactSheet sheet, ServiceView view, string fact, string variable, Regex option, string? otherwise)
    {
        Match given = option.Match(view.Command);
        EnvValue value = view.Env(variable);
        Place place = view.CommandNode?.Place ?? view.Service.Place;
        if (given.Success && view.RoleName == Role.Worker)
        {
            sheet.Add(fact, given.Groups[1].Value.Trim('\'', '"'), place);
        }
        else
        {
            sheet.Put(fact, value.Fact is { UnknownBecause: null } known ? Trimmed(known) : value.Fact ?? (otherwise is null ? null : Readiness.Rules.Fact.Of(otherwise, view.Service.Place)));
        }
    }

    private static Readiness.Rules.Fact Trimmed(Readiness.Rules.Fact fact) => fact with { Values = [fact.Values[0].Trim().ToLower(CultureInfo.InvariantCulture)] };

    [GeneratedRegex(@"(?:--pool[= ]|\s-P ?)(\S+)")]
    private static partial Regex Pool();

    [GeneratedRegex(@"(?:--concurrency[= ]|\s-c ?)(\d+)")]
    private static partial Regex Concurrency();

    [GeneratedRegex(@"--prefetch-multiplier[= ](\d+)")]
    private static partial Regex Prefetch();

    [GeneratedRegex(@"--autoscale[= ](\S+)")]
    private static partial Regex Autoscale();
}
