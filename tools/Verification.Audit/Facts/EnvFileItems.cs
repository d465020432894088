using System.Globalization;
using System.Text.RegularExpressions;
using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns environment files, files of secrets and host applications into items.</summary>
internal static partial class EnvFileItems
{
    /// <summary>One item per environment file and per file that a compose secret names.</summary>
    public static IEnumerable<Item> Of(Deployment deployment, IReadOnlyList<PurposefulEnvFile> envFiles)
    {
        foreach ((EnvFile file, string purpose) in envFiles)
        {
            string[] repeated = [.. file.Entries.GroupBy(entry => entry.Name).Where(group => group.Count() > 1).Select(group => group.Key)];
            Place? second = repeated.Length == 0 ? null : file.Entries.Last(entry => entry.Name == repeated[0]).Place;
            yield return Protected("envFile", file.Path, deployment.Files)
                .Add("purpose", purpose)
                .Add("holdsSecrets", file.Entries.Any(entry => SecretNames.Of(entry.Name, entry.Value) is not null || entry.Name == "SENTRY_DSN"))
                .Add("repeatedKeys", repeated, second)
                .Item();
        }

        foreach (string path in SecretSearch.Files(deployment).Select(file => file.Path).Distinct())
        {
            yield return Protected("envFile", path, deployment.Files).Add("purpose", "secret").Add("holdsSecrets", true).Item();
        }
    }

    /// <summary>One item per host application's environment file.</summary>
    public static IEnumerable<Item> Hosts(IDeploymentFiles files, IReadOnlyList<PurposefulEnvFile> envFiles)
    {
        foreach ((EnvFile file, _) in envFiles.Where(one => one.Purpose == EnvironmentFiles.Host))
        {
            EnvEntry dsn = file.Find("SENTRY_DSN")!;
            string folder = Folder(file.Path);
            string[] kept = [.. envFiles.Where(one => one.Purpose == EnvironmentFiles.Backup && Folder(one.File.Path) == folder && TimeStamp().IsMatch(one.File.Path[(one.File.Path.LastIndexOf('/') + 1)..])).Select(one => one.File.Path)];
            FactSheet sheet = new("host", file.Path, dsn.Place);
            sheet.Add("dsnValid", Dsn().IsMatch(dsn.Value ?? ""), dsn.Place)
                .Add("dsnPlain", file.Entries.Count(entry => entry.Name == "SENTRY_DSN") == 1 && !dsn.Quoted && !dsn.Exported && !file.Crlf, dsn.Place)
                .Add("environment", file.Find("SENTRY_ENVIRONMENT")?.Value is { Length: > 0 } environment ? environment : file.Find("NODE_ENV")?.Value is { Length: > 0 } mode ? mode : null)
                .Add("release", file.Find("SENTRY_RELEASE")?.Value is { Length: > 0 } release ? release : null, file.Find("SENTRY_RELEASE")?.Place)
                .Add("backupKept", kept.Length > 0)
                .Put("backupOwnerOnly", kept.Length == 0 ? Fact.Of(false, dsn.Place) : OwnerOnly(kept, files));
            Rate(sheet, file, "tracesSampleRate", "SENTRY_TRACES_SAMPLE_RATE");
            Rate(sheet, file, "profilesSampleRate", "SENTRY_PROFILES_SAMPLE_RATE");
            yield return sheet.Item(name => name.StartsWith("env.", StringComparison.Ordinal) && file.Find(name[4..]) is { Value: string value } entry
                ? Fact.Of(value, entry.Place) with { Secret = SecretNames.Of(entry.Name, value) is not null || entry.Name.EndsWith("DSN", StringComparison.Ordinal) }
                : null);
        }
    }

    private static void Rate(FactSheet sheet, EnvFile file, string fact, string name)
    {
        if (file.Find(name) is { Value: string value } entry)
        {
            sheet.Put(fact, double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) ? Fact.Of(rate, entry.Place) : Fact.Unknown($"{name} is not a number.", entry.Place));
        }
    }

    private static FactSheet Protected(string kind, string path, IDeploymentFiles files)
    {
        FactSheet sheet = new(kind, path, new Place(path, 1));
        return sheet.Add("mode", files.Mode(path)).Put("ownerOnly", OwnerOnly([path], files));
    }

    private static Fact OwnerOnly(IReadOnlyList<string> paths, IDeploymentFiles files)
    {
        string? untold = paths.FirstOrDefault(path => files.Mode(path) is null), open = paths.FirstOrDefault(path => files.Mode(path) is string mode && !mode.EndsWith("00", StringComparison.Ordinal));
        return open is not null ? Fact.Of(false, new Place(open, 1)) : untold is not null ? Fact.Unknown($"the mode of {untold} can't be told.", new Place(untold, 1)) : Fact.Of(true, new Place(paths[0], 1));
    }

    private static string Folder(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";

    [GeneratedRegex(@"^https?://[0-9a-f]{32}(:[0-9a-f]*)?@[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?(:\d{1,5})?(/[\w\-]+)*/\d+$")]
    private static partial Regex Dsn();

    [GeneratedRegex(@"\d{8}|\d{4}-\d{2}-\d{2}|\d{10}")]
    private static partial Regex TimeStamp();
}
