using Verification.Audit.Compose;
using Verification.Audit.Facts;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Verification.Readiness.Redaction;
using Verification.Readiness.Rules;

namespace Verification.Audit;

/// <summary>Reads a deployment folder into what rules can look at.</summary>
public static class Auditor
{
    internal static readonly string[] OfCompose = ["project", "service", "port", "mount", "setting", "variable", "secret"];

    /// <summary>Reads it.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="knowledge">What is known besides.</param>
    /// <param name="unvisited">Parts of the folder that were not looked into, each with its reason.</param>
    /// <exception cref="InputException">There is no compose file, or Compose itself would refuse what is there.</exception>
    public static AuditedDeployment Read(IDeploymentFiles files, AuditKnowledge knowledge, IReadOnlyList<string>? unvisited = null)
    {
        RecordingFiles recording = new(files);
        Deployment deployment = new(ComposeReader.Read(recording), recording) { Proxies = OperationFiles.ProxiesOf(recording) };
        (IReadOnlyList<PurposefulEnvFile> envFiles, IReadOnlyList<string> unreadEnv) = EnvironmentFiles.Of(recording, [.. deployment.Project.EnvFiles.Select(file => file.Path)]);
        IReadOnlyList<FoundSecret> secrets = SecretSearch.Find(deployment, envFiles);
        deployment.Secrets = [.. secrets.Select(secret => secret.Value).Distinct()];
        OperationFiles operation = OperationFiles.Read(deployment);
        Place place = new(deployment.Project.Files[0], 1);
        List<Item> items =
        [
            ProjectItem.Of(deployment, place),
            .. ServiceItems.Of(deployment),
            .. PortItems.Of(deployment),
            .. MountItems.Of(deployment),
            .. SettingItems.Of(deployment),
            .. SettingItems.Variables(deployment),
            .. SecretItems.Of(secrets, knowledge),
            .. SecretItems.Unseen(deployment),
            .. EnvFileItems.Of(deployment, envFiles),
            .. EnvFileItems.Hosts(recording, envFiles),
            .. operation.Items,
        ];
        // Before the digest is taken: a file that is mounted is one that was read.
        IReadOnlyList<DeployedService> services = [.. deployment.Services.Where(view => view.Service.Enabled).Select(view => DeployedService.Of(view, recording))];
        Dictionary<string, string> incomplete = Incomplete(deployment, unreadEnv, operation, unvisited ?? []);
        return new(
            new Subject(place, items, incomplete),
            recording.ReadPaths,
            recording.Digest(),
            [.. deployment.Project.Unread.Select(part => $"{part.What} ({part.Place}): {part.Reason}"), .. unreadEnv, .. operation.Unread, .. unvisited ?? []],
            [.. deployment.Services.Where(service => service.Service.Image is not null).Select(service => (service.Name, service.Service.Image!))],
            [.. secrets.Select(secret => secret.Value).Concat(envFiles.SelectMany(DsnKeys)).Where(IsRedactable).Distinct()])
        {
            Services = services,
        };
    }

    private static Dictionary<string, string> Incomplete(Deployment deployment, IReadOnlyList<string> unreadEnv, OperationFiles operation, IReadOnlyList<string> unvisited)
    {
        Dictionary<string, string> incomplete = new(StringComparer.Ordinal);
        void Add(string kind, string reason) => incomplete[kind] = !incomplete.TryGetValue(kind, out string? already) ? reason : already.Contains(reason, StringComparison.Ordinal) ? already : $"{already}; {reason}";
        if (!deployment.GlitchTip.Any())
        {
            foreach (string kind in OfCompose)
            {
                Add(kind, "no service runs a GlitchTip image, so this does not look like the deployment to audit.");
            }
        }

        foreach (UnreadPart part in deployment.Project.Unread)
        {
            foreach (string kind in part.OfModel ? OfCompose : ["setting", "secret"])
            {
                Add(kind, $"{part.What} ({part.Place}): {part.Reason}.");
            }
        }

        foreach (string unread in unreadEnv)
        {
            Array.ForEach(["envFile", "host", "secret"], (string kind) => Add(kind, unread));
        }

        foreach (string unseen in unvisited)
        {
            Array.ForEach(["script", "envFile", "host", "proxy"], (string kind) => Add(kind, unseen));
        }

        foreach ((string kind, string reason) in operation.Incomplete)
        {
            Add(kind, reason);
        }

        return incomplete;
    }

    /// <summary>Whether a secret is taken out of everything printed: an everyday word such as postgres is none to anybody, and to take it out everywhere would shred the report.</summary>
    public static bool IsRedactable(string secret) => secret.Length >= Redactor.ShortestSecret && (secret.Length >= 12 || !SecretStrength.IsWellKnown(secret));

    // Not counted as a secret to be kept from others (every browser has it), but no report has to print it either.
    private static IEnumerable<string> DsnKeys(PurposefulEnvFile one) => one.File.Entries
        .Where(entry => entry.Name.EndsWith("DSN", StringComparison.Ordinal) && entry.Value is not null)
        .Select(entry => entry.Value!.Split("://")[^1].Split('@')[0].Split(':')[0]);
}
