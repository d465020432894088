using Verification.Audit.Compose;
using Verification.Audit.Yaml;

namespace Verification.Audit.Facts;

/// <summary>A service with what follows from its image, command and environment.</summary>
internal sealed class ServiceView
{
    private readonly string? _valuesUnread;

    /// <summary>Looks at a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="valuesUnread">What of the environment could not be read; null when all was.</param>
    public ServiceView(ComposeService service, string? valuesUnread)
    {
        Service = service;
        _valuesUnread = valuesUnread;
        Image = service.Image is string image ? ImageName.Parse(image) : null;
        Command = string.Join(' ', [.. service.Entrypoint ?? [], .. service.Command ?? []]);
        string other = Role.OfOther((Image?.Name ?? service.Name).ToLowerInvariant());
        IsGlitchTip = (other == Role.Other && Image is not null && Role.IsGlitchTip(Image.Short))
            || (service.Image is null && (Command.Contains("celery -A glitchtip", StringComparison.Ordinal) || service.Variable("GLITCHTIP_DOMAIN") is not null));
        RoleName = IsGlitchTip
            ? Role.OfGlitchTip(Command, Env("SERVER_ROLE").Text, Env("GLITCHTIP_EMBED_WORKER").On)
            : other;
    }

    public ComposeService Service { get; }

    public string Name => Service.Name;

    public ImageName? Image { get; }

    /// <summary>Entrypoint and command as one line.</summary>
    public string Command { get; }

    public bool IsGlitchTip { get; }

    public string RoleName { get; }

    /// <summary>GlitchTip's major version; null when the image does not tell.</summary>
    public int? Major => IsGlitchTip ? Image?.Major : null;

    public YamlNode? CommandNode => Service.Node("command") ?? Service.Node("entrypoint");

    /// <summary>Whether the worker is Celery's; null when it can't be told.</summary>
    public bool? Celery => !IsGlitchTip ? false : Command.Contains("celery", StringComparison.Ordinal) ? true : Major is int major ? major < 6 : null;

    /// <summary>A variable of the container.</summary>
    public EnvValue Env(string name)
    {
        ComposeVariable? variable = Service.Variable(name);
        return variable?.Value is string value ? new(value, variable.Place, Secret: SecretNames.Of(name, value) is not null)
            : new(null, Service.Place, variable is null ? _valuesUnread : null);
    }

    /// <summary>The first of some variables that is given; unknown when none is but one could be.</summary>
    public EnvValue FirstEnv(params IEnumerable<string> names)
    {
        List<EnvValue> values = [.. names.Select(Env)];
        return values.Find(value => value.Given) ?? values.Find(value => value.UnknownBecause is not null) ?? values[0];
    }
}
