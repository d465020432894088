using Verification.Audit.Compose;
using Verification.Audit.Proxies;
using Verification.Readiness.Redaction;

namespace Verification.Audit.Facts;

/// <summary>The compose project with every service looked at, and what must not be concluded from it.</summary>
internal sealed class Deployment
{
    /// <summary>Looks at a project.</summary>
    public Deployment(ComposeProject project, IDeploymentFiles files)
    {
        Project = project;
        Files = files;
        string[] unread = [.. project.Unread.Select(part => $"{part.What} ({part.Reason})").Distinct()];
        ValuesUnread = unread.Length == 0 ? null : $"it could be set in what was not read: {string.Join(", ", unread)}.";
        Services = [.. project.Services.Select(service => new ServiceView(service, ValuesUnread))];
    }

    public ComposeProject Project { get; }

    public IDeploymentFiles Files { get; }

    public string? ValuesUnread { get; }

    /// <summary>Configurations of reverse proxies in the folder.</summary>
    public IReadOnlyList<ProxyFacts> Proxies { get; init; } = [];

    /// <summary>Every secret that was met; set once they are known, before anything is written down.</summary>
    public IReadOnlyCollection<string> Secrets { get; set; } = [];

    public IReadOnlyList<ServiceView> Services { get; }

    public IEnumerable<ServiceView> GlitchTip => Services.Where(service => service.IsGlitchTip);

    /// <summary>GlitchTip's services that a plain `up` starts: in no profile that has to be asked for, and at least once.</summary>
    public IEnumerable<ServiceView> Started => GlitchTip.Where(service => service.Service.Enabled
        && (service.Service.Node("deploy.replicas") ?? service.Service.Node("scale")).Text() is not "0");

    public IEnumerable<ServiceView> With(params IEnumerable<string> roles) => Services.Where(service => roles.Contains(service.RoleName));

    /// <summary>Whether a Redis is none of the brokers, because GlitchTip is told to use another one of the project.</summary>
    public bool IsOnlyCache(ServiceView view)
    {
        string[] brokers = [.. GlitchTip.Select(service => BrokerFacts.Target(service, this)?.Split(':')[0]).OfType<string>().Distinct()];
        return view.RoleName == Role.Redis && brokers.Length > 0 && !brokers.Any(host => IsNamed(view, host)) && Services.Any(service => service.RoleName == Role.Redis && brokers.Any(host => IsNamed(service, host)));
    }

    /// <summary>Whether a service runs to its end.</summary>
    public bool IsOneShot(ServiceView service) => service.RoleName == Role.Migrate || (service.IsGlitchTip && service.RoleName == Role.Other)
        || Services.Any(other => other.Service.DependsOn.Any(needed => needed.Name == service.Name && needed.Condition == "service_completed_successfully"));

    /// <summary>A command as it may be shown: also the short and everyday secrets that a redactor can't look for everywhere are gone.</summary>
    public string Masked(string text) => SecretWords.Masked(Secrets.Where(secret => secret.Length > 0).Aggregate(text, Without));

    // Whole words only: an everyday secret such as postgres is part of other words as well.
    private static string Without(string text, string secret)
    {
        for (int at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at, StringComparison.Ordinal))
        {
            bool whole = !IsWord(text, at - 1) && !IsWord(text, at + secret.Length);
            text = whole ? string.Concat(text.AsSpan(0, at), Redactor.Mark, text.AsSpan(at + secret.Length)) : text;
            at += whole ? Redactor.Mark.Length : 1;
        }

        return text;
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.');

    /// <summary>The service that answers to a host name inside the project.</summary>
    /// <param name="host">The name.</param>
    /// <param name="asker">Who asks: a service on none of its networks gets no answer.</param>
    public ServiceView? AnswersTo(string host, ServiceView asker) => Services.FirstOrDefault(service => IsNamed(service, host) && Networks(service).Overlaps(Networks(asker)));

    private static bool IsNamed(ServiceView service, string host) =>
        service.Name == host || service.Service.Node("container_name").Text() == host || service.Service.Node("hostname").Text() == host || Aliases(service).Contains(host);

    private static HashSet<string> Networks(ServiceView service) => service.Service.Node("networks") is Yaml.YamlMapping { Entries.Count: > 0 } networks
        ? [.. networks.Entries.Select(network => network.Key)]
        : [service.Service.Node("network_mode").Text() is string mode ? $"mode {mode}" : "default"];

    /// <summary>The content of a secret that a service reads from a file; null when the file can't be told.</summary>
    public (string Path, FileRead Read)? SecretFile(ServiceView service, string containerPath)
    {
        ComposeSecret? mounted = service.Service.Secrets.FirstOrDefault(secret => InContainer(secret.Target.Length > 0 ? secret.Target : secret.Source) == containerPath);
        return mounted is not null && Project.Node($"secrets.{mounted.Source}.file").Text() is string path ? (path, Files.Read(path)) : null;
    }

    private static string InContainer(string target) => target.StartsWith('/') ? target : $"/run/secrets/{target}";

    private static IEnumerable<string> Aliases(ServiceView service) => service.Service.Node("networks") is Yaml.YamlMapping networks
        ? networks.Entries.SelectMany(network => network.Value.At("aliases").Texts())
        : [];
}
