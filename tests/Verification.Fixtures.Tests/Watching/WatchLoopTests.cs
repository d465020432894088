using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

public sealed class WatchLoopTests : IDisposable
{
    private static readonly WatchPlan Hour = new(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch ");
    private readonly WatchTime _time = new(new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero));
    private readonly Recorded _notifier = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Outage_FiresOnceAndRecoversOnce()
    {
        ScriptedTarget target = new(_time) { Answers = ScriptedTarget.DownFrom(0.3, 0.52) };

        await WatchAsync(target);

        _notifier.Sent.Select(sent => (sent.Kind, sent.Trigger)).Should().Equal(
            (WatchKind.Trigger, "down"), (WatchKind.Milestone, null), (WatchKind.Recovery, "down"), (WatchKind.Milestone, null));
    }

    [Fact]
    public async Task TargetThatComesAndGoes_DoesNotFlap()
    {
        // Up for one look, down for the next three, for half an hour.
        ScriptedTarget target = new(_time) { LookFails = look => look is > 20 and < 60 && look % 4 != 0 };

        await WatchAsync(target);

        _notifier.Sent.Count(sent => sent.Trigger == "down").Should().Be(2);
    }

    [Fact]
    public async Task Message_ThatCanNotBeSent_IsTriedAgainAndThenGivenUp()
    {
        _notifier.Problem = attempt => attempt <= WatchNotices.MostAttempts ? "the webhook answered 500" : null;
        ScriptedTarget target = new(_time) { Host = hours => hours < 0.2 ? 0.9 : 0.5 };

        WatchState state = await WatchAsync(target);

        (state.Notices.GivenUp, state.Notices.Sent, state.Notices.Next).Should().Be((1, 3, null));
    }

    [Fact]
    public async Task WatchKilledBetweenSeeingAndTelling_TellsWhenItGoesOn()
    {
        ScriptedTarget target = new(_time) { Answers = ScriptedTarget.DownFrom(0.3, 0.5) };
        _notifier.Kill = true;
        await FluentActions.Awaiting(() => WatchAsync(target)).Should().ThrowAsync<WatchTime.KilledException>();
        _notifier.Kill = false;

        await WatchAsync(target);

        _notifier.Sent[0].Trigger.Should().Be("down");
    }

    [Fact]
    public async Task Watch_EndedEarly_IsInconclusiveAndGoesOn()
    {
        using CancellationTokenSource stop = new();
        ScriptedTarget target = new(_time) { Canary = number => End(number, stop) };
        WatchState ended = await WatchAsync(target, stop);
        (ended.HasStopped, ended.IsComplete).Should().Be((true, false));

        WatchState whole = await WatchAsync(target);

        (whole.IsComplete, whole.Starts, whole.Canaries.Captured).Should().Be((true, 2, 7));
    }

    [Fact]
    public async Task LookThatThrows_IsUnknownAndTheWatchGoesOn()
    {
        ScriptedTarget target = new(_time) { Errors = hours => hours > 0.5 ? throw new InvalidOperationException("odd answer") : 1 };

        WatchState state = await WatchAsync(target);

        state.IsComplete.Should().BeTrue();
        File.ReadAllText(Path.Combine(_folder.FullName, WatchFolder.JournalName)).Should().Contain("nobody could look (InvalidOperationException: odd answer)");
    }

    [Fact]
    public async Task Metrics_AfterTheWatch_EndWithTheirMark()
    {
        await WatchAsync(new ScriptedTarget(_time));

        File.ReadAllText(Path.Combine(_folder.FullName, "metrics.prom")).Should().EndWith("# EOF\n").And.Contain("watch_canaries_total{outcome=\"captured\"} 7\n");
    }

    private static CanaryLook End(int number, CancellationTokenSource stop)
    {
        if (number == 3 && !stop.IsCancellationRequested)
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        }

        return new(Outcome.Pass, 1500, "captured as sent");
    }

    private async Task<WatchState> WatchAsync(ScriptedTarget target, CancellationTokenSource? stop = null, WatchPlan? plan = null)
    {
        using WatchFolder folder = WatchFolder.Open(_folder.FullName, new SecretVault(), durable: false);
        WatchHeader header = new()
        {
            SchemaVersion = WatchHeader.CurrentSchema, WatchId = "20261120-060000-0a1b2c3d", Address = "https://errors.example.test", StandIn = false, Plan = plan ?? Hour, Notifies = true,
        };
        return await new WatchLoop(folder, target, _notifier, _time).RunAsync(header, () => "Ctrl-C", stop?.Token ?? TestContext.Current.CancellationToken);
    }

    private sealed class Recorded : INotifier
    {
        private int _attempts;

        public List<WatchObservation> Sent { get; } = [];

        public Func<int, string?> Problem { get; set; } = _ => null;

        public bool Kill { get; set; }

        public Task<string?> SendAsync(WatchState state, WatchObservation about, CancellationToken ct)
        {
            if (Kill)
            {
                throw new WatchTime.KilledException();
            }

            string? problem = Problem(++_attempts);
            if (problem is null)
            {
                Sent.Add(about);
            }

            return Task.FromResult(problem);
        }
    }
}
