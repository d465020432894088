using System.Diagnostics;
using Verification.Fixtures.Ingest;

namespace Verification.Fixtures.Tests.Attached;

public sealed class SendingPaceTests
{
    [Fact]
    public async Task Turn_ManyAtOnce_AreSpreadOverTheTimeThatTheyNeed()
    {
        SendingPace pace = new(100, TimeProvider.System);
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 31).Select(_ => pace.TurnAsync(TestContext.Current.CancellationToken)));

        // The first has its turn at once; no upper bound, because a busy machine may take longer.
        clock.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(295));
    }

    [Fact]
    public async Task Turn_EndedWhileItWaits_EndsAtOnce()
    {
        SendingPace pace = new(0.5, TimeProvider.System);
        using CancellationTokenSource end = new();
        await pace.TurnAsync(end.Token);
        Task waiting = pace.TurnAsync(end.Token);
        await end.CancelAsync();

        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }
}
