using Verification.Fixtures;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Readiness;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Running;

/// <summary>Where to ask, and why there.</summary>
internal sealed record TargetChoice(TargetKind Kind, string Reason)
{
    /// <summary>Chooses the target.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="tools">What this machine has.</param>
    /// <param name="containers">The container target's own program; null where the build lacks it.</param>
    /// <exception cref="InputException">The target asked for can't be had.</exception>
    public static async Task<TargetChoice> ChooseAsync(RunSettings settings, HostTools tools, ContainerProgram? containers)
    {
        TargetChoice choice = settings.Target.ToLowerInvariant() switch
        {
            "containers" => await ContainersAsync("asked for with --target", settings, containers),
            "attached" => Attached(settings),
            "embedded" => Embedded("asked for with --target", tools),
            "auto" when settings.Gate && containers is not null => await ContainersAsync("a decision (--gate) takes no stand-in", settings, containers),
            "auto" when settings.Images.Count > 0 => await ContainersAsync("--image names an image", settings, containers),
            "auto" => await EitherAsync(settings, tools, containers),
            _ => throw new InputException($"--target {settings.Target} is not known; use auto, embedded, containers or attached."),
        };
        return choice.Kind == TargetKind.Containers || settings.Images.Count == 0
            ? choice
            : throw new InputException($"--image names an image of the container target, and this run is on the {choice.Kind.ToString().ToLowerInvariant()} one; leave it out, or use --target containers.");
    }

    // Containers where everything for them is there; what changes the reference target is asked of the one that needs no image of it.
    private static async Task<TargetChoice> EitherAsync(RunSettings settings, HostTools tools, ContainerProgram? containers) => (containers, settings) switch
    {
        (null, _) => Embedded("the container target is not in this build, because the feed lacks its packages", tools),
        (_, { Defects.Count: > 0 } or { Like: not null }) => Embedded("seeded behaviour is the reference target's", tools),
        _ when !tools.Docker.Available => Embedded($"no containers: {tools.Docker.Detail}", tools),
        _ => await containers.TryAsync([]) is { Code: not 0 } absent
            ? Embedded($"no containers: {absent.Line}", tools)
            : new(TargetKind.Containers, $"Docker answers ({tools.Docker.Version}), and the images are there"),
    };

    // An engine or an image that can't be had is no mistake of the command line: the run then ends INCONCLUSIVE, with the reason.
    private static async Task<TargetChoice> ContainersAsync(string reason, RunSettings settings, ContainerProgram? containers) => containers is null
        ? throw new InputException(
            "The container target needs the package Testcontainers, which the feed that this was built from lacks (Packages=core); delete Packages.local.props to ask the feed again, or use --target embedded for a rehearsal.")
        : await containers.TryAsync(settings.Images) is { Code: ExitCodes.Usage } refused
            ? throw new InputException(refused.Line)
            : new(TargetKind.Containers, reason);

    // Read here so that what is missing is said before anything starts; the suite reads them again, because they are in no file of a run.
    private static TargetChoice Attached(RunSettings settings) => settings is { Defects.Count: > 0 } or { Like: not null }
        ? throw new InputException("--defect and --like change the reference target, and an attached one is taken as it is; leave them out.")
        : new(TargetKind.Attached, $"asked for with --target; {AttachedSettings.Read(Environment.GetEnvironmentVariable).BaseUrl.Authority}");

    private static TargetChoice Embedded(string reason, HostTools tools) => new[] { tools.Postgres, tools.Redis }.FirstOrDefault(needed => !needed.Available) is Capability absent
        ? throw new InputException($"The embedded target needs {absent.Name}, but {absent.Detail}.")
        : new(TargetKind.Embedded, reason);
}
