using FluentAssertions;
using Verification.Acceptance.Load;
using Verification.Fixtures.Runs;
using Verification.Load.Plans;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Load;

public sealed class LoadSessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("load-session-").FullName;
    private readonly RunJournal _journal;

    public LoadSessionTests() => _journal = new(Path.Combine(_folder, "journal.jsonl"), new SecretVault(), TimeProvider.System);

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private LoadSession Open(Func<LoadPlan, CancellationToken, Task<PlanRun>> run, Func<PlanRun, CancellationToken, Task<PlanRun>>? count = null, params string[] plans) =>
        new([.. plans.Select(plan => Runs.Plan(plan))], _ => Task.CompletedTask, run, count ?? ((done, _) => Task.FromResult(done)), _journal);

    private async Task<Observation> AskAsync(CheckTest check, LoadSession session) =>
        (await check.ObserveAsync(new(Runs.Check(check.Id), null!, null!, session, null!, null!, _journal), CancellationToken.None)).Seen;

    private static Task<PlanRun> Fast(LoadPlan plan, string? shortfall = null, short status = 200) =>
        Task.FromResult(new PlanRun { Plan = plan, Drives = [Runs.Drive(Enumerable.Repeat(status, 100), shortfall: shortfall, plan: plan)] });

    [Fact]
    public async Task Ask_PlanRan_IsJudged()
    {
        await using LoadSession session = Open((plan, _) => Fast(plan), null, "burst-100");
        (await AskAsync(new BurstIsAccepted(new AcceptanceRun()), session)).Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public async Task Ask_OneEventRefused_Fails()
    {
        await using LoadSession session = Open(
            (plan, _) => Task.FromResult(new PlanRun { Plan = plan, Drives = [Runs.Drive([.. Enumerable.Repeat((short)200, 99), 503], plan: plan)] }), null, "burst-100");
        (await AskAsync(new BurstIsAccepted(new AcceptanceRun()), session)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Reason.Contains("1 of 100 events were refused"));
    }

    [Fact]
    public async Task Ask_GeneratorFellShort_IsUnknownWhateverTheTargetDid()
    {
        foreach (short status in new short[] { 200, 503 })
        {
            await using LoadSession session = Open((plan, _) => Fast(plan, "second 0 was late", status), null, "burst-100");
            (await AskAsync(new BurstIsAccepted(new AcceptanceRun()), session)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.Contains("second 0 was late"));
        }
    }

    [Fact]
    public async Task Ask_EventsNeverSent_DoesNotPass()
    {
        await using LoadSession session = Open(
            (plan, _) => Task.FromResult(new PlanRun { Plan = plan, Drives = [Runs.Drive([.. Enumerable.Repeat((short)200, 100), 0], plan: plan)] }), null, "burst-100");
        (await AskAsync(new BurstIsAccepted(new AcceptanceRun()), session)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.Contains("unsent"));
    }

    [Fact]
    public async Task Ask_PlanFailed_IsUnknownWithTheReason_AndTheNextPlanStillRuns()
    {
        await using LoadSession session = Open(
            (plan, _) => plan.Id == "burst-100" ? throw new InvalidOperationException("the engine broke") : Fast(plan), null, "burst-100", "staged");
        (await AskAsync(new BurstIsAccepted(new AcceptanceRun()), session)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.Contains("the engine broke"));
        (await AskAsync(new StagedLoadKeepsLatency(new AcceptanceRun()), session)).Outcome.Should().Be(Outcome.Pass);
    }

    [Fact]
    public async Task Ask_EventsCannotBeCounted_IsUnknown()
    {
        await using LoadSession session = Open((plan, _) => Fast(plan), (_, _) => throw new InvalidOperationException("the API is gone"), "burst-100");
        (await AskAsync(new BurstIsAccepted(new AcceptanceRun()), session)).Should().Match<Observation>(seen => seen.Outcome == Outcome.Unknown && seen.Reason.Contains("the API is gone"));
    }

    [Fact]
    public async Task Result_Counting_ComesWhenLateCopiesHaveHadTheirTime()
    {
        List<string> order = [];
        await using LoadSession session = Open(
            (plan, _) =>
            {
                order.Add($"run {plan.Id}");
                return Task.FromResult(new PlanRun { Plan = plan, Drives = [Runs.Drive([200], plan: plan)], Settled = plan.Id == "staged" ? DateTimeOffset.UtcNow.AddSeconds(-60) : DateTimeOffset.UtcNow });
            },
            (run, _) =>
            {
                order.Add($"count {run.Plan.Id}");
                return Task.FromResult(run);
            },
            "burst-100", "staged", "burst-2000");
        await session.ResultAsync("burst-2000", CancellationToken.None);
        order.Should().Equal("run burst-100", "run staged", "count staged", "run burst-2000", "count burst-100", "count burst-2000");
    }

    [Fact]
    public async Task Dispose_PlanUnderWay_EndsIt()
    {
        LoadSession session = Open(
            async (plan, ct) =>
            {
                await Task.FromCanceled(await UntilCancelledAsync(ct));
                return await Fast(plan);
            },
            null, "burst-100");
        Task<PlanRun> result = session.ResultAsync("burst-100", CancellationToken.None);
        await session.DisposeAsync();
        (await result).Problem.Should().Contain("ended before it was done");
    }

    private static async Task<CancellationToken> UntilCancelledAsync(CancellationToken ct)
    {
        TaskCompletionSource ended = new();
        await using CancellationTokenRegistration registration = ct.Register(ended.SetResult);
        await ended.Task;
        return ct;
    }
}
