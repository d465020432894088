using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

public sealed class HostApplicationFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Front_EachFault_IsWhatTheSdkReports()
    {
        var tools = await ServiceMachine.ToolsAsync();
        await using var scratch = new Scratch();
        var supervisor = await scratch.SupervisorAsync();
        await using var endpoint = await RecordingEndpoint.StartAsync(supervisor, ServiceMachine.Target, "new", Ct);
        await using var front = EndpointFront.Start(endpoint.Dsn.Origin);
        await using var application = await HostApplication.StartAsync(ServiceMachine.Options(supervisor, tools, endpoint.Dsn.At(front.Address).Text, "chat-bot"), Ct);
        await application.FactAsync(fact => fact is { Kind: "answered", Status: 200 }, "an answer through the front", Ct);

        front.Fault = FrontFault.Refuse;
        await application.FactAsync(fact => fact is { Kind: "failed", Reason: "ECONNREFUSED" }, "a refused connection", Ct);

        var since = Switch(front, FrontFault.Answer(500));
        await application.FactAsync(fact => fact.At > since && fact is { Kind: "answered", Status: 500 }, "an internal error", Ct);

        since = Switch(front, FrontFault.Slow(TimeSpan.FromMilliseconds(400)));
        var slow = await application.FactAsync(fact => fact.At > since && fact is { Kind: "answered", Status: 200 } && fact.Detail!.Value.GetProperty("ms").GetInt32() >= 400, "a slow answer", Ct);
        endpoint.Events().Select(arrived => arrived.EventId).Should().Contain(slow[0].EventId, "a slow endpoint still takes it");

        since = Switch(front, FrontFault.CutAfterRequest);
        var cut = await application.FactAsync(fact => fact.At > since && fact is { Kind: "failed", Reason: "ECONNRESET" }, "a broken connection", Ct);
        await Eventually.Async(() => endpoint.Events().Any(arrived => arrived.EventId == cut[0].EventId), "the event that was taken all the same", TimeSpan.FromSeconds(5), ct: Ct);

        front.Fault = FrontFault.Hang;
        await Eventually.Async(() => front.Counts.GetValueOrDefault(FrontFaultKind.Hang) > 0, "a request to hang", TimeSpan.FromSeconds(5), ct: Ct);
        since = Switch(front, FrontFault.Answer(429, "60"));
        await application.FactAsync(fact => fact.At >= since && fact is { Kind: "failed", Reason: "ECONNRESET" }, "the hanging request to be reset", Ct);
        var limited = await application.FactAsync(fact => fact.At >= since && fact is { Kind: "answered", Status: 429 }, "a rate limit", Ct);
        limited[0].Detail!.Value.GetProperty("retryAfter").GetString().Should().Be("60");
        await application.FactAsync(fact => fact.At >= since && fact is { Kind: "dropped", Reason: "ratelimit_backoff" }, "the SDK to hold back", Ct);

        var rejected = application.Facts().Where(fact => fact is { Kind: "answered", Status: not 200 }).Select(fact => fact.EventId);
        endpoint.Events().Select(arrived => arrived.EventId).Should().NotIntersectWith(rejected, "the front answered for the endpoint");
        front.Counts.Keys.Should().Contain([FrontFaultKind.None, FrontFaultKind.Answer, FrontFaultKind.Slow, FrontFaultKind.CutAfterRequest, FrontFaultKind.Hang]).And.NotContain(FrontFaultKind.Refuse);
    }

    private static DateTimeOffset Switch(EndpointFront front, FrontFault fault)
    {
        front.Fault = fault;
        return DateTimeOffset.UtcNow - TimeSpan.FromMilliseconds(1);
    }
}
