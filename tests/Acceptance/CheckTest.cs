using System.Diagnostics;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance;

/// <summary>
/// One question to the target. A check is a class named like its folder under scenarios/checks; nothing else has to be registered.
/// </summary>
public abstract class CheckTest(AcceptanceRun run)
{
    /// <summary>Longest time a question may take before its answer is Unknown.</summary>
    protected virtual TimeSpan Deadline => TimeSpan.FromSeconds(120);

    /// <summary>The claim, as a name.</summary>
    public string Id => GetType().Name;

    /// <summary>What it does to the target that nobody wants done to a deployment that runs, such as "load plans are sent"; null for nothing.</summary>
    protected internal virtual string? Drill => null;

    /// <summary>Asks. Throwing means that the question could not be answered, which is Unknown.</summary>
    protected abstract Task<Observation> AskAsync(CheckContext context, CancellationToken ct);

    /// <summary>Red when a required claim is seen not to hold; skipped, with the reason, when nobody can tell.</summary>
    [Fact]
    public async Task Holds() => Answers.Assert(await run.AnswerAsync(this, TestContext.Current.CancellationToken), run.Definition(Id));

    /// <summary>Asks within the deadline; whatever goes wrong becomes an Unknown that says so.</summary>
    public async Task<(Observation Seen, TimeSpan Took)> ObserveAsync(CheckContext context, CancellationToken ct)
    {
        if (Drill is string drill && context.Target is { MayBeDrilled: false })
        {
            return (Observation.Unknown($"{drill}, which is not done to a deployment that runs; ask this of its images: --target containers --deployment DIR."), TimeSpan.Zero);
        }

        long start = Stopwatch.GetTimestamp();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Deadline);
        Observation seen;
        try
        {
            seen = await AskAsync(context, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            seen = Observation.Unknown($"The question was not answered within {Deadline.TotalSeconds:0} s.");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            seen = Observation.Unknown($"The question could not be answered ({error.GetType().Name}): {error.Message}");
        }

        return (seen, Stopwatch.GetElapsedTime(start));
    }
}
