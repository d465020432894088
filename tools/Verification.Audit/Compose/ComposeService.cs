using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose;

/// <summary>A service, normalised: what is null here was not given, and the image or Compose decides.</summary>
public sealed record ComposeService
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its name was written; with overrides, in the first file.</summary>
    public required Place Place { get; init; }

    /// <summary>Everything that is given for it.</summary>
    public required YamlMapping Tree { get; init; }

    /// <summary>Variables that the container gets, in order, each once; those of env_file first.</summary>
    public required IReadOnlyList<ComposeVariable> Environment { get; init; }

    /// <summary>Whether a plain `docker compose up` starts it: no profile, or one that COMPOSE_PROFILES in .env names.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The image; null when it is built only.</summary>
    public string? Image => Tree["image"].Text();

    /// <summary>Published ports.</summary>
    public IReadOnlyList<ComposePort> Ports => Items("ports", ComposePort.Of);

    /// <summary>Binds, volumes and other mounts.</summary>
    public IReadOnlyList<ComposeMount> Mounts => Items("volumes", ComposeMount.Of);

    /// <summary>Secrets that are mounted as files.</summary>
    public IReadOnlyList<ComposeSecret> Secrets => Items("secrets", ComposeSecret.Of);

    /// <summary>Command words; null when not given.</summary>
    public IReadOnlyList<string>? Command => Tree["command"] is YamlSequence words ? words.Texts() : null;

    /// <summary>Entrypoint words; null when not given.</summary>
    public IReadOnlyList<string>? Entrypoint => Tree["entrypoint"] is YamlSequence words ? words.Texts() : null;

    /// <summary>Profiles that the service belongs to.</summary>
    public IReadOnlyList<string> Profiles => Tree["profiles"].Texts();

    /// <summary>Services that it waits for.</summary>
    public IReadOnlyList<ComposeDependency> DependsOn => Tree["depends_on"] is YamlMapping needed ? [.. needed.Entries.Select(ComposeDependency.Of)] : [];

    /// <summary>Whether a healthcheck is switched off: `disable: true` or a test of NONE.</summary>
    public bool HealthDisabled => (Node("healthcheck.disable") as YamlScalar)?.AsBoolean == true || Node("healthcheck.test").Texts() is ["NONE", ..];

    /// <summary>The words of the health test with CMD or CMD-SHELL first; null when there is none here or it is switched off.</summary>
    public IReadOnlyList<string>? HealthTest => !HealthDisabled && Node("healthcheck.test").Texts() is { Count: > 0 } words ? words : null;

    /// <summary>A node such as "deploy.resources.limits.memory" or "ports.0.target"; null when it isn't there.</summary>
    public YamlNode? Node(string path) => Tree.At(path);

    /// <summary>The variable that the container gets; null when it gets none of that name.</summary>
    public ComposeVariable? Variable(string name) => Environment.FirstOrDefault(variable => variable.Name == name);

    private IReadOnlyList<T> Items<T>(string key, Func<YamlMapping, T> read) => Tree[key] is YamlSequence list ? [.. list.Items.OfType<YamlMapping>().Select(read)] : [];
}
