using System.Text.RegularExpressions;
using Verification.Audit.Env;
using Verification.Readiness;

namespace Verification.Audit.Facts;

/// <summary>An environment file of the folder, and what it is for.</summary>
/// <param name="File">Its entries.</param>
/// <param name="Purpose">deployment, host (the host application's), or backup (a kept copy of the host's).</param>
internal sealed record PurposefulEnvFile(EnvFile File, string Purpose);

/// <summary>Finds and reads the environment files of a folder, whoever uses them.</summary>
internal static partial class EnvironmentFiles
{
    public const string Deployment = "deployment", Host = "host", Backup = "backup";

    /// <summary>All of them, in ordinal order; a file that can't be used is reported, not fatal: Compose may never read it.</summary>
    public static (IReadOnlyList<PurposefulEnvFile> Files, IReadOnlyList<string> Unread) Of(IDeploymentFiles files, IReadOnlyCollection<string> usedByCompose)
    {
        List<PurposefulEnvFile> read = [];
        List<string> unread = [];
        foreach (string path in files.Paths.Where(path => usedByCompose.Contains(path) || (Named().IsMatch(path) && !Template().IsMatch(path))))
        {
            switch (files.Read(path))
            {
                case FileText { Text: string text }:
                    Read(path, text, read, unread);
                    break;
                case FileUnread { Reason: string reason }:
                    unread.Add($"{path}: {reason}");
                    break;
            }
        }

        return (read, unread);
    }

    private static void Read(string path, string text, List<PurposefulEnvFile> read, List<string> unread)
    {
        try
        {
            EnvFile file = DotEnv.Read(path, text);
            // GlitchTip can report to itself: a DSN among its own settings does not make the file an application's.
            bool host = file.Find("SENTRY_DSN") is not null && !file.Entries.Any(entry => entry.Name is "SECRET_KEY" or "DATABASE_URL" || entry.Name.StartsWith("GLITCHTIP_", StringComparison.Ordinal));
            read.Add(new(file, !host ? Deployment : Kept().IsMatch(path) ? Backup : Host));
        }
        catch (InputException error)
        {
            unread.Add(error.Message);
        }
    }

    [GeneratedRegex(@"(^|/)(\.env([.\-_][^/]*)?|[^/]*\.env)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"\.(example|sample|template|dist|tmpl|tpl)$|\.example\.|example\.env$")]
    private static partial Regex Template();

    [GeneratedRegex(@"(backup|bak|old|orig|save|\d{8})[^/]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Kept();
}
