using Verification.Fixtures;
using Verification.Fixtures.Hosting;
using Verification.Readiness;

namespace Verification.Cli.Running;

/// <summary>Where to ask, and why there.</summary>
internal sealed record TargetChoice(TargetKind Kind, string Reason)
{
    /// <summary>Chooses the target.</summary>
    /// <exception cref="InputException">The target asked for can't be had.</exception>
    public static TargetChoice Choose(RunSettings settings, HostTools tools, RepositoryLayout layout)
    {
        bool built = layout.FindProgram("fixtures", "Verification.Fixtures.Containers") is not null;
        TargetChoice choice = settings.Target.ToLowerInvariant() switch
        {
            "containers" when !built => throw new InputException(
                "--target containers needs the package Testcontainers, which the feed that this was built from lacks (Packages=core); delete Packages.local.props to ask the feed again, or use --target embedded for a rehearsal."),
            "containers" => new(TargetKind.Containers, "asked for with --target"),
            "attached" => throw new InputException("--target attached is not part of this version yet: it arrives with the attached target. Use --target embedded for a rehearsal."),
            "embedded" => Embedded("asked for with --target", tools),
            "auto" when settings.Gate => built
                ? new(TargetKind.Containers, "a decision (--gate) takes no stand-in")
                : throw new InputException("--gate needs the container target, and the feed that this was built from lacks the package Testcontainers (Packages=core)."),
            "auto" when settings.Images.Count > 0 && built => new(TargetKind.Containers, "--image names an image"),
            // What changes the reference target is asked of the one that needs no image of it.
            "auto" when built && tools.Docker.Available && settings.Defects.Count == 0 && settings.Like is null => new(TargetKind.Containers, $"Docker answers ({tools.Docker.Version})"),
            "auto" => Embedded(Why(settings, tools, built), tools),
            _ => throw new InputException($"--target {settings.Target} is not known; use auto, embedded, containers or attached."),
        };
        return choice.Kind == TargetKind.Containers || settings.Images.Count == 0
            ? choice
            : throw new InputException($"--image names an image of the container target, and this run is on the {choice.Kind.ToString().ToLowerInvariant()} one; leave it out, or use --target containers.");
    }

    private static string Why(RunSettings settings, HostTools tools, bool built) => (built, settings) switch
    {
        (false, _) => "the container target is not in this build, because the feed lacks its packages",
        (true, { Defects.Count: > 0 } or { Like: not null }) => "seeded behaviour is the reference target's",
        (true, _) => $"no Docker: {tools.Docker.Detail}",
    };

    private static TargetChoice Embedded(string reason, HostTools tools) => new[] { tools.Postgres, tools.Redis }.FirstOrDefault(needed => !needed.Available) is Capability absent
        ? throw new InputException($"The embedded target needs {absent.Name}, but {absent.Detail}.")
        : new(TargetKind.Embedded, reason);
}
