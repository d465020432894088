using Verification.Fixtures.Hosting;
using Verification.Readiness;

namespace Verification.Cli.Running;

/// <summary>Where to ask, and why there.</summary>
internal sealed record TargetChoice(TargetKind Kind, string Reason)
{
    /// <summary>Chooses the target.</summary>
    /// <exception cref="InputException">The target asked for can't be had.</exception>
    public static TargetChoice Choose(string wanted, HostTools tools) => wanted.ToLowerInvariant() switch
    {
        "containers" => throw new InputException("--target containers is not part of this version yet: it arrives with the container target. Use --target embedded for a rehearsal."),
        "attached" => throw new InputException("--target attached is not part of this version yet: it arrives with the attached target. Use --target embedded for a rehearsal."),
        "embedded" => Embedded("asked for with --target", tools),
        "auto" => Embedded("the only target that this version can start; the container target arrives later", tools),
        _ => throw new InputException($"--target {wanted} is not known; use auto, embedded, containers or attached."),
    };

    private static TargetChoice Embedded(string reason, HostTools tools) => new[] { tools.Postgres, tools.Redis }.FirstOrDefault(needed => !needed.Available) is Capability absent
        ? throw new InputException($"The embedded target needs {absent.Name}, but {absent.Detail}.")
        : new(TargetKind.Embedded, reason);
}
