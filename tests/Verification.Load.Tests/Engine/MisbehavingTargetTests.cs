using Verification.Load.Driving;
using Verification.Load.Plans;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

/// <summary>What servers do to clients, and what the accounting makes of it.</summary>
public sealed class MisbehavingTargetTests
{
    private static readonly LoadPlan Twenty = Given.Plan(Given.Constant(200, 100)) with { Connections = new(2, Reuse: true) };

    public static TheoryData<string, string, int> Statuses => new()
    {
        { Answers.Status(429, "Retry-After: 60\r\n"), "429", 0 },
        { Answers.Status(429), "429", 20 },
        { Answers.Status(503), "503", 20 },
        { Answers.Status(503, "retry-after: Wed, 21 Oct 2026 07:28:00 GMT\r\n"), "503", 0 },
        { Answers.Status(500), "500", 0 },
        { "HTTP/1.1 100 Continue\r\n\r\n" + Answers.Ok, "200", 0 },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "200", 0 },
        { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", "200", 0 },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Drive_AnyAnswer_IsCountedAsItIs(string answer, string expected, int withoutRetryAfter)
    {
        await using ScriptedServer server = new(async connection =>
        {
            while (await connection.ReadAsync())
            {
                await connection.WriteAsync(answer);
                if (answer.Contains("close", StringComparison.Ordinal))
                {
                    return;
                }
            }
        });
        DriveResult result = await DriveAsync(Twenty, server);
        result.Answers.Should().Equal(new Dictionary<string, int> { [expected] = 20 });
        (result.WithoutRetryAfter, result.Accepted, result.Stages[0].Failed).Should().Be((withoutRetryAfter, expected == "200" ? 20 : 0, expected == "200" ? 0 : 20));
    }

    [Fact]
    public async Task Drive_ResetInsteadOfAnAnswer_IsClosedAndNeverSentAgain()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            connection.Reset();
        });
        DriveResult result = await DriveAsync(Twenty, server);
        result.Answers.Should().Equal(new Dictionary<string, int> { ["closed"] = 20 });
        (result.Sent, result.Accepted, server.Requests.Count).Should().Be((20, 0, 20));
        result.Corrected.Should().BeNull();
    }

    [Fact]
    public async Task Drive_AnswerCutOff_IsClosed()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnot all of it");
        });
        (await DriveAsync(Twenty, server)).Answers.Should().Equal(new Dictionary<string, int> { ["closed"] = 20 });
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("poll")]
    public async Task Drive_KeptConnectionClosedBehindTheAnswer_HarmsNoEvent(string poller)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "TCP_CORK and POLLRDHUP are Linux's");
        // As uWSGI does: a whole answer that promises to keep the connection, and then the end; others wait for that connection.
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAndEndAsync(Answers.Ok);
        });
        LoadPlan waiting = Given.Plan(Given.Burst(20)) with { Connections = new(1, Reuse: true) };
        DriveResult result = (await Task.Run(() => Drives.Drive(waiting, server.Url, setup => setup with { Poller = () => PollerTests.Of(poller) }))).Result;
        result.Answers.Should().Equal(new Dictionary<string, int> { ["200"] = 20 });
        server.Connections.Should().Be(20);
    }

    [Fact]
    public async Task Drive_KeptConnectionClosedWhileIdle_IsOpenedAnew()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync(Answers.Ok);
        });
        LoadPlan slow = Given.Plan(Given.Constant(4, 1000)) with { Connections = new(1, Reuse: true) };
        DriveResult result = await DriveAsync(slow, server);
        // On a machine that holds the server up for a quarter of a second its end comes too late to be noticed; no event is lost to the accounting then either.
        result.Answers.Keys.Should().BeSubsetOf(["200", "closed"]);
        result.Answers.Values.Sum().Should().Be(4);
        server.Connections.Should().BeGreaterThan(1);
    }

    [Fact]
    public async Task Drive_KeptConnectionResetAfterTheNextRequest_IsClosedWithoutASecondTry()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync(Answers.Ok);
            await connection.ReadAsync();
            connection.Reset();
        });
        DriveResult result = await DriveAsync(Twenty with { Connections = new(1, Reuse: true) }, server);
        result.Answers.Should().Equal(new Dictionary<string, int> { ["200"] = 10, ["closed"] = 10 });
        server.Requests.Should().HaveCount(20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Drive_NoAnswer_TimesOutAndTheDriveEnds(bool begins)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync(begins ? "HTTP/1.1 200 OK\r\n" : "");
            await connection.ReadAsync();
        });
        (DriveResult result, EventOutcome[] outcomes) = await Task.Run(() => Drives.Drive(Twenty, server.Url, setup => setup with { TimeoutMilliseconds = 300 }));
        result.Answers.Keys.Should().Equal("timedOut");
        result.Answers["timedOut"].Should().BeInRange(2, 6, "two connections, free again after 300 ms, in a drive that ends 300 ms after its plan");
        outcomes.Count(outcome => outcome.Status == 0).Should().Be(20 - result.Answers["timedOut"]);
        result.Accepted.Should().Be(0);
    }

    [Fact]
    public async Task Drive_NotHttp_IsGarbled()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync();
            await connection.WriteAsync("220 mail.example.test ESMTP\r\n");
        });
        (await DriveAsync(Twenty, server)).Answers.Should().Equal(new Dictionary<string, int> { ["garbled"] = 20 });
    }

    [Fact]
    public async Task Drive_AnswerBeforeTheWholeRequest_IsThatAnswer()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.WriteAsync(Answers.Status(413, "Connection: close\r\n"));
            await connection.ReadAsync();
        });
        LoadPlan large = Given.Plan(Given.Burst(1)) with { Payload = new(20_000_000, 1, Gzip: false) };
        (await DriveAsync(large, server)).Answers.Should().Equal(new Dictionary<string, int> { ["413"] = 1 });
    }

    [Theory]
    [InlineData(LoadModel.Open)]
    [InlineData(LoadModel.Closed)]
    public async Task Drive_NobodyListens_IsNotConnected(LoadModel model)
    {
        ScriptedServer server = new(_ => Task.CompletedTask);
        string url = server.Url;
        await server.DisposeAsync();
        (DriveResult result, EventOutcome[] outcomes) = Drives.Drive(Twenty with { Model = model, Stages = [Given.Constant(20, 100)] }, url);
        result.Answers.Keys.Should().Equal("notConnected");
        (result.Sent, result.Stages[0].Failed).Should().Be((0, outcomes.Length));
        outcomes.Should().OnlyContain(outcome => outcome.LateMicroseconds == -1);
    }

    private static async Task<DriveResult> DriveAsync(LoadPlan plan, ScriptedServer server) => (await Task.Run(() => Drives.Drive(plan, server.Url))).Result;
}
