using Verification.Fixtures.Attached;
using Verification.Fixtures.Sdk;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Releases;

/// <summary>A deploy creates its release and finalises it. On a deployment that runs: that of every service's newest event was.</summary>
public sealed class ReleaseIsCreatedAndFinalized(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        if (context.Target is AttachedTarget { Settings: { Services.Count: > 0, CutoverAt: DateTimeOffset since } settings })
        {
            return Evaluate(context.Check, await ServiceReleases.FindAsync(context.Target.Tenant, settings.Services, since, ct));
        }

        return context.Releases!.Absent is string absent
            ? Observation.Unknown(context.Target is AttachedTarget ? $"{absent}; or name the services (VERIFICATION_SERVICES, VERIFICATION_CUTOVER_AT), whose releases are then looked at." : $"{absent}.")
            : Evaluate(context.Check, (await context.Releases.RunAsync(ct)).Deployed);
    }

    /// <summary>
    /// What the target has after each step decides: up to 5.2 sentry-cli can't read the answer to what was done, and ends with 1. GlitchTip takes a release for
    /// released when it is created, so finalising it has to give it another date than it had.
    /// </summary>
    internal static Observation Evaluate(CheckDefinition check, Deployed deployed)
    {
        if (deployed.Steps.FirstOrDefault(step => step.IsOurs) is DeployStep ours)
        {
            return Observation.Unknown($"{deployed.Cli} did not reach the target ({Line(ours)}), so nothing is known of what it would have done.", "api");
        }

        DeployStep created = Step(deployed, "new"), before = Step(deployed, "upload"), finalised = Step(deployed, "finalize");
        string[] failed =
        [
            .. created.Release is null ? [$"`sentry-cli releases new` left no release behind{Said(created)}"] : Array.Empty<string>(),
            .. finalised.Release?.DateReleased is null || finalised.Release.DateReleased == before.Release?.DateReleased ? [$"`sentry-cli releases finalize` did not finalise the release{Said(finalised)}"] : Array.Empty<string>(),
        ];
        string remark = new[] { created, finalised }.Any(step => step.IsUnread) ? $"; {deployed.Cli} could not read the answers and ended with 1, so a pipeline must not stop at its exit code" : "";
        return Observation.Of(
            check, failed.Length, 2, "api",
            failed.Length == 0 ? $"A release was created and finalised with {deployed.Cli}{remark}." : $"{failed[0]}.", failed);
    }

    /// <summary>A release that ingest made up from an event is open for ever.</summary>
    internal static Observation Evaluate(CheckDefinition check, IReadOnlyList<ServiceRelease> releases)
    {
        ServiceRelease[] open = [.. releases.Where(item => item.Doubt is null && item.Release?.DateReleased is null)];
        ServiceRelease[] doubtful = [.. releases.Where(item => item.Doubt is not null)];
        string[] failed = [.. open.Select(item => $"{item.Service}: {(item.Release is null ? "its newest event names no release" : $"{item.Release.Version} was never finalised")}")];
        return failed.Length == 0 && doubtful.Length > 0
            ? Observation.Unknown($"Of {doubtful.Length} of {releases.Count} services it can't be told which release they run.", "api", [.. doubtful.Select(item => $"{item.Service}: {item.Doubt}")])
            : Observation.Of(
                check, failed.Length, releases.Count, "api",
                failed.Length == 0 ? $"The releases that {releases.Count} services run were made by deploys and are finalised (GlitchTip takes one that a deploy creates for released)." : $"{failed.Length} of {releases.Count} services run what no deploy finalised: {failed[0]}.", failed);
    }

    private static DeployStep Step(Deployed deployed, string name) => deployed.Steps.Single(step => step.Name == name);

    private static string Said(DeployStep step) => step.ExitCode == 0 ? "" : $" ({Line(step)})";

    private static string Line(DeployStep step) => step.Said.ReplaceLineEndings(" ");
}
