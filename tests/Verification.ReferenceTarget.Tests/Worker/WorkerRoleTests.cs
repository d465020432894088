using System.Text.RegularExpressions;
using Verification.ReferenceTarget.Api;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Storage;
using Verification.ReferenceTarget.Tests.Events;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget.Tests.Worker;

/// <summary>The worker's loop and the sign-up rule inside this process, on servers shared with all tests.</summary>
public sealed class WorkerRoleTests(Targets targets) : IAsyncDisposable
{
    private const int OwnDatabase = 8;
    private const int HoldDatabase = 15;
    private readonly Database database = Database.Open(targets.Servers.Postgres.Url("clean"), "worker-role-tests");
    private readonly RedisClient redis = new(RedisAddress.Parse(targets.Servers.Redis.Url(OwnDatabase)));
    private readonly RedisClient own = new(RedisAddress.Parse(targets.Servers.Redis.Url(OwnDatabase)));

    [Fact]
    public async Task Work_SlowWorker_StoresEachBatchSixAndAHalfSecondsLate()
    {
        var project = await targets.Clean.NewProjectAsync();
        var broker = new EventBroker(redis, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var work = Task.Run(() => new WorkerRole(Services(Defects.SlowWorker)).WorkAsync(stop.Token), TestContext.Current.CancellationToken);
        var queued = Sample.Queued(Sample.Rich, project: project.Id);
        var sent = TimeProvider.System.GetTimestamp();
        await broker.EnqueueAsync(queued, dedupe: true);

        await project.StoredAsync($"{queued.Id:N}");
        TimeProvider.System.GetElapsedTime(sent).Should().BeGreaterThan(TimeSpan.FromSeconds(6.5));
        await stop.CancelAsync();
        await work;
        (await redis.CallAsync("HLEN", "unacked")).Should().Be(0L);
    }

    [Fact]
    public async Task Work_HoldOneBack_KeepsTheHundredthInUnackedUntilTheWorkerStops()
    {
        var project = await targets.Clean.NewProjectAsync();
        await using var here = new RedisClient(RedisAddress.Parse(targets.Servers.Redis.Url(HoldDatabase)));
        await using var there = new RedisClient(RedisAddress.Parse(targets.Servers.Redis.Url(HoldDatabase)));
        var broker = new EventBroker(here, TimeProvider.System);
        var sent = Enumerable.Range(0, 105).Select(_ => Sample.Queued(Sample.Rich, project: project.Id)).ToList();
        await Task.WhenAll(sent.Select(one => broker.EnqueueAsync(one, dedupe: true)));
        using var stop = new CancellationTokenSource();
        var work = Task.Run(() => new WorkerRole(Services(Defects.HoldOneBack) with { Redis = there }).WorkAsync(stop.Token), TestContext.Current.CancellationToken);

        await Task.WhenAll(project.StoredAsync($"{sent[0].Id:N}"), project.StoredAsync($"{sent[104].Id:N}"));
        (await project.EventAsync($"{sent[99].Id:N}")).Status.Should().Be(404);
        (await here.CallAsync("HLEN", "unacked")).Should().Be(1L);
        await stop.CancelAsync();
        await work;
        (await project.EventAsync($"{sent[99].Id:N}")).Status.Should().Be(200);
        (await here.CallAsync("HLEN", "unacked")).Should().Be(0L);
    }

    [Fact]
    public Task Run_QueueAnswers_SaysThatItIsReadyAsCeleryDoes() => Eventually.Async(
        () => targets.Clean.Worker.LogTail().Any(line => Regex.IsMatch(line, @"^worker celery@\S+ ready\.$")), "the worker to be ready", TimeSpan.FromSeconds(12),
        ct: TestContext.Current.CancellationToken);

    [Fact]
    public async Task Work_QueueUnreachable_NeverSaysThatItIsReady()
    {
        using var output = new StringWriter();
        await using var away = new RedisClient(RedisAddress.Parse($"redis://127.0.0.1:{Fixtures.Hosting.Ports.Free()}/0"));

        // Long enough for a second try.
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        await new WorkerRole(Services(Defects.StaticHealth) with { Redis = away, Log = new OutputLog(output, Role.Worker) }).WorkAsync(stop.Token);
        output.ToString().Should().Contain("queue unreachable").And.NotContain("ready.");
    }

    [Fact]
    public async Task SignUp_RegistrationOff_IsOpenWithTheDefectOnly()
    {
        (await AccountApi.IsSignUpOpenAsync(Services(Defects.StaticHealth))).Should().BeFalse("there is a user");
        (await AccountApi.IsSignUpOpenAsync(Services(Defects.OpenSignUp))).Should().BeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await own.DisposeAsync();
        await redis.DisposeAsync();
        await database.DisposeAsync();
    }

    private Services Services(string defect) => new(
        TargetSettings.FromEnvironment(name => targets.Clean.Environment.GetValueOrDefault(name)), new Behaviour([defect]), database, own,
        TimeProvider.System, new OutputLog(TextWriter.Null, Role.Worker));
}
