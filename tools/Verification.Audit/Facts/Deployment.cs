using System.Text.RegularExpressions;
using Verification.Audit.Compose;
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
        string[] unread = [.. project.Unread.Select(part => $"{part.What} ({part.Reason})")];
        ValuesUnread = unread.Length == 0 ? null : $"it could be set in what was not read: {string.Join(", ", unread)}.";
        Services = [.. project.Services.Select(service => new ServiceView(service, ValuesUnread))];
    }

    public ComposeProject Project { get; }

    public IDeploymentFiles Files { get; }

    public string? ValuesUnread { get; }

    /// <summary>Every secret that was met; set once they are known, before anything is written down.</summary>
    public IReadOnlyCollection<string> Secrets { get; set; } = [];

    public IReadOnlyList<ServiceView> Services { get; }

    public IEnumerable<ServiceView> GlitchTip => Services.Where(service => service.IsGlitchTip);

    public IEnumerable<ServiceView> With(params IEnumerable<string> roles) => Services.Where(service => roles.Contains(service.RoleName));

    /// <summary>Whether a service runs to its end.</summary>
    public bool IsOneShot(ServiceView service) => service.RoleName == Role.Migrate || (service.IsGlitchTip && service.RoleName == Role.Other)
        || Services.Any(other => other.Service.DependsOn.Any(needed => needed.Name == service.Name && needed.Condition == "service_completed_successfully"));

    /// <summary>A command as it may be shown: also the short and everyday secrets that a redactor can't look for everywhere are gone.</summary>
    public string Masked(string text) => Secrets.Where(secret => secret.Length > 0)
        .Aggregate(text, (masked, secret) => Regex.Replace(masked, $@"(?<![\w.\-]){Regex.Escape(secret)}(?![\w.\-])", Redactor.Mark));

    /// <summary>The service that answers to a host name inside the project.</summary>
    public ServiceView? AnswersTo(string host) => Services.FirstOrDefault(service =>
        service.Name == host || service.Service.Node("container_name").Text() == host || service.Service.Node("hostname").Text() == host || Aliases(service).Contains(host));

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
