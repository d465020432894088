using System.Diagnostics;
using System.Globalization;
using Verification.Fixtures;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Cutover;

/// <summary>How long one request with a wrong key closes a project to the right one: up to 5.2 half a minute, during which good services are refused too.</summary>
/// <param name="Blocked">From the wrong key to the first right one accepted; zero when the first was.</param>
/// <param name="Refusals">Right keys refused meanwhile.</param>
/// <param name="Elapsed">How long the measurement took.</param>
/// <param name="Problem">Why there is no figure; null when there is.</param>
internal sealed record KeyBlock(TimeSpan Blocked, int Refusals, TimeSpan Elapsed, string? Problem)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>In one sentence.</summary>
    public string Sentence => Problem ?? (Refusals == 0
        ? "none: the right key was accepted right after a wrong one"
        : string.Create(CultureInfo.InvariantCulture, $"{Blocked.TotalSeconds:0.0} s: the right key was refused {Refusals} times after one wrong one, so a service that was missed silences the good ones for that long"));

    /// <summary>Measures it in a project of its own, straight at the target.</summary>
    public static async Task<KeyBlock> MeasureAsync(CutoverSetting setting, CancellationToken ct)
    {
        ProjectHandle project = await setting.Target.CreateProjectAsync($"key{setting.Mark}", ct);
        using IngestClient ingest = new();
        Stopwatch clock = Stopwatch.StartNew();
        IngestAnswer wrong = await SendAsync(ingest, project.Dsn with { Key = Guid.NewGuid().ToString("N") }, ct);
        if (wrong.Accepted)
        {
            return new(TimeSpan.Zero, 0, clock.Elapsed, $"not measured: the wrong key was accepted ({wrong.Status})");
        }

        int refusals = -1;
        try
        {
            await Eventually.Async(
                async token =>
                {
                    refusals++;
                    return (await SendAsync(ingest, project.Dsn, token)).Accepted;
                },
                "the right key to be accepted again", Longest, Poll, ct: ct);
            return new(refusals == 0 ? TimeSpan.Zero : clock.Elapsed, refusals, clock.Elapsed, null);
        }
        catch (TimeoutException error)
        {
            return new(clock.Elapsed, refusals, clock.Elapsed, error.Message);
        }
    }

    private static Task<IngestAnswer> SendAsync(IngestClient ingest, Dsn dsn, CancellationToken ct)
    {
        string id = Guid.NewGuid().ToString("N");
        return ingest.EventAsync(dsn, id, new { event_id = id, message = "is this project open", platform = "node" }, ct);
    }
}
