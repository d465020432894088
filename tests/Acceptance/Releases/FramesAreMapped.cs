using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Releases;

/// <summary>Frames of a minified bundle are shown as places in its sources.</summary>
public sealed class FramesAreMapped(AcceptanceRun run) : CheckTest(run)
{
    /// <inheritdoc/>
    protected override TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task<Observation> AskAsync(CheckContext context, CancellationToken ct)
    {
        ReleaseSession session = context.Releases!;
        if (session.Absent is string absent)
        {
            return Observation.Unknown($"{absent}.");
        }

        ReleaseRun run = await session.RunAsync(ct);
        if (run.Deployed.Steps.FirstOrDefault(step => step.IsOurs) is { } ours)
        {
            return Observation.Unknown($"{run.Deployed.Cli} did not reach the target ({ours.Said.ReplaceLineEndings(" ")}), so nothing was uploaded.", "api");
        }

        // What is missing is asked elsewhere; of what can't be seen nobody knows whether it is mapped.
        return run.Raised == 0 || run.Errors.Count < run.Raised
            ? Observation.Unknown($"{run.Errors.Count} of {run.Raised} errors of the bundle could be read back, so nothing is known of their frames.", "api")
            : Evaluate(context.Check, Path.GetFileName(run.Deployed.Bundle), run.Errors, $"{run.Deployed.Cli}: {Upload(run)}");
    }

    /// <summary>A frame of the bundle counts as mapped when it names the file and the line that the same error has in the sources, and shows that line.</summary>
    /// <param name="check">The definition.</param>
    /// <param name="bundle">File name of the minified script.</param>
    /// <param name="errors">Its errors.</param>
    /// <param name="upload">How the upload went.</param>
    internal static Observation Evaluate(CheckDefinition check, string bundle, IReadOnlyList<BundleError> errors, string upload)
    {
        if (errors.FirstOrDefault(error => !error.OthersAreIntact(bundle)) is BundleError altered)
        {
            return Observation.Unknown($"Frames that no source map concerns are not shown as they were sent either ({altered.Native.Name}), so nothing can be said of those of {bundle}; StackTracesAreIntact looks at that.", "api");
        }

        MappedFrame[] frames = [.. errors.SelectMany(error => error.Frames(bundle))];
        MappedFrame[] unmapped = [.. frames.Where(frame => !frame.IsMapped)];
        return Observation.Of(
            check, frames.Length == 0 ? 0 : 100.0 * (frames.Length - unmapped.Length) / frames.Length, frames.Length, "api",
            $"{frames.Length - unmapped.Length} of {frames.Length} frames of the minified {bundle} are shown as the lines of its sources that they come from ({errors.Count} errors; {upload}).",
            [.. unmapped.Select(frame => frame.ToString())]);
    }

    private static string Upload(ReleaseRun run) => run.Listed is TimeSpan listed
        ? FormattableString.Invariant($"its source map was listed {listed.TotalSeconds:0.0} s after the upload")
        : $"its source map was never listed among the release's files{(run.Deployed.Steps.First(step => step.Name == "upload") is { ExitCode: not 0 } upload ? $"; the upload ended with {upload.ExitCode}: {upload.Said.ReplaceLineEndings(" ")}" : "")}";
}
