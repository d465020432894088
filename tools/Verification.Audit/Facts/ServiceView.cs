using Verification.Audit.Compose;
using Verification.Audit.Yaml;

namespace Verification.Audit.Facts;

/// <summary>A service with what follows from its image, command and environment.</summary>
internal sealed class ServiceView
{
    // Longer ones are nobody's, and patterns would take long over them.
    private const int LongestCommand = 8 * 1024;

    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];

    /// <summary>Looks at a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="valuesUnread">What of the environment could not be read; null when all was.</param>
    public ServiceView(ComposeService service, string? valuesUnread)
    {
        Service = service;
        ValuesUnread = valuesUnread;
        Image = service.Image is string image ? ImageName.Parse(image) : null;
        string command = Executed([.. service.Entrypoint ?? [], .. service.Command ?? []]);
        Command = command[..Math.Min(command.Length, LongestCommand)];
        string other = Role.OfOther((Image?.Name ?? service.Name).ToLowerInvariant());
        IsGlitchTip = (other == Role.Other && Image is not null && Role.IsGlitchTip(Image.Short))
            || (service.Image is null && (Command.Contains("celery -A glitchtip", StringComparison.Ordinal) || service.Variable("GLITCHTIP_DOMAIN") is not null));
        RoleName = IsGlitchTip
            ? Role.OfGlitchTip(Command, Env("SERVER_ROLE").Text, Env("GLITCHTIP_EMBED_WORKER").On)
            : other;
    }

    public ComposeService Service { get; }

    /// <summary>What of the environment could not be read; null when all was.</summary>
    public string? ValuesUnread { get; }

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

    // What a shell is given with -c is all that it runs: a comment in it, and the words behind it, run nothing.
    private static string Executed(IReadOnlyList<string> words)
    {
        int script = words.Count > 1 && Shells.Contains(words[0][(words[0].LastIndexOf('/') + 1)..]) ? words.ToList().FindIndex(word => word.Length > 1 && word[0] == '-' && word.EndsWith('c')) + 1 : 0;
        return script == 0 || script >= words.Count ? string.Join(' ', words)
            : string.Join(' ', words[script].Split('\n').Select(line => line.Split(" #")[0]).Where(line => !line.TrimStart().StartsWith('#')));
    }

    /// <summary>A variable of the container.</summary>
    public EnvValue Env(string name)
    {
        ComposeVariable? variable = Service.Variable(name);
        return variable?.Value is string value ? new(value, variable.Place, Secret: SecretNames.Of(name, value) is not null)
            : new(null, Service.Place, variable is null ? ValuesUnread : null);
    }

    /// <summary>The first of some variables that is given; unknown when none is but one could be.</summary>
    public EnvValue FirstEnv(params IEnumerable<string> names)
    {
        List<EnvValue> values = [.. names.Select(Env)];
        return values.Find(value => value.Given) ?? values.Find(value => value.UnknownBecause is not null) ?? values[0];
    }
}
