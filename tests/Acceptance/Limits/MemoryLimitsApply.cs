using System.Globalization;
using Verification.Fixtures.Targets;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Limits;

/// <summary>Every memory limit of the deployment's files is enforced where the parts run.</summary>
public sealed class MemoryLimitsApply(AcceptanceRun run) : CheckTest(run)
{
    // A kernel rounds to pages, compose files to whole MiB.
    private const double Rounding = 1;

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (await context.Target.LimitsAsync(ct) is not { } limits)
        {
            return Observation.Unknown("There are no files whose limits could be compared with the running parts; name the deployment with --deployment, and for one that runs also its engine and the containers of all its parts (VERIFICATION_DOCKER_HOST, VERIFICATION_CONTAINERS).");
        }

        LimitReading[] given = [.. limits.Where(limit => limit.FilesMiB is not null)];
        string[] unenforced = [.. given.Where(limit => limit.EngineMiB is not double enforced || Math.Abs(enforced - limit.FilesMiB!.Value) > Rounding).Select(Told)];
        return Observation.Of(
            context.Check, unenforced.Length, given.Length, "compose project and control groups",
            unenforced.Length == 0 ? $"All {given.Length} limits of the files are enforced ({string.Join(", ", given.Select(Told))})." : $"{unenforced.Length} of {given.Length} limits of the files are not enforced.", unenforced);
    }

    private static string Told(LimitReading limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{limit.Part}: {limit.FilesMiB:0.#} MiB in the files, {(limit.EngineMiB is double enforced ? $"{enforced:0.#} MiB" : "none")} enforced");
}
