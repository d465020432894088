using Verification.Load.Driving;
using Verification.Load.Engine;
using Verification.Load.Events;
using Verification.Load.Plans;
using Verification.Load.Tests.Events;
using Verification.Load.Tests.Support;

namespace Verification.Load.Tests.Engine;

public sealed class EngineTests
{
    private static readonly bool HasIpv6 = System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(each => each.GetIPProperties().UnicastAddresses).Any(each => each.Address.Equals(System.Net.IPAddress.IPv6Loopback));

    public static TheoryData<string, bool, bool, int> Ways => new()
    {
        { "epoll", true, false, 1000 },
        { "epoll", false, false, 1000 },
        { "epoll without epoll_pwait2", true, true, 2000 },
        { "poll", true, false, 60_000 },
        { "poll", false, true, 1000 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Drive_OpenPlan_SendsEveryEventOnceAsPlanned(string poller, bool reuse, bool gzip, int bytes)
    {
        await using ScriptedServer server = new(connection => reuse ? connection.AlwaysAsync(Answers.Ok) : OnceAsync(connection));
        LoadPlan plan = Given.Plan(Given.Constant(200, 300), Given.Burst(30), Given.Ramp(100, 200, 200)) with { Payload = new(bytes, 3, gzip), Connections = new(8, reuse) };
        (DriveResult result, EventOutcome[] outcomes) = await Task.Run(() => Drives.Drive(plan, server.Url, setup => setup with { Poller = () => PollerTests.Of(poller) }));
        outcomes.Should().HaveCount(120).And.OnlyContain(outcome => outcome.Status == 200 && outcome.LateMicroseconds >= 0 && outcome.LatencyMicroseconds >= 0);
        (result.Sent, result.Accepted, result.Answers["200"]).Should().Be((120, 120, 120));
        (result.Stages.Select(stage => stage.Accepted)).Should().Equal(60, 30, 30);
        server.Connections.Should().BeLessThanOrEqualTo(reuse ? 8 : 120);
        EventIds ids = new("00112233445566ff");
        SentEnvelope[] sent = [.. server.Requests.Select(request => SentEnvelope.Read([.. System.Text.Encoding.ASCII.GetBytes(request.Head), .. request.Body]))];
        sent.Select(one => int.Parse(one.Event.GetProperty("extra").GetProperty("serial").GetString()!)).Should().BeEquivalentTo(Enumerable.Range(0, 120));
        foreach (SentEnvelope one in sent)
        {
            int serial = int.Parse(one.Event.GetProperty("extra").GetProperty("serial").GetString()!);
            one.Header.GetProperty("event_id").GetString().Should().Be(ids.TextOf(serial));
            Math.Round(one.Event.GetProperty("timestamp").GetDouble() * 1000).Should().Be(DriveClock.UnixMilliseconds(result, outcomes[serial]));
        }
    }

    [Theory]
    [InlineData("::1", "http://[::1]:{0}")]
    [InlineData("127.0.0.1", "http://localhost:{0}")]
    public async Task Drive_AnyAddress_FindsTheServer(string address, string url)
    {
        Assert.SkipUnless(address.Contains('.') || HasIpv6, "this machine has no IPv6 loopback");
        await using ScriptedServer server = new(connection => connection.AlwaysAsync(Answers.Ok), System.Net.IPAddress.Parse(address));
        string target = string.Format(url, new Uri(server.Url).Port);
        (await Task.Run(() => Drives.Drive(Given.Plan(Given.Burst(5)), target))).Result.Accepted.Should().Be(5);
    }

    [Fact]
    public void Drive_ClosedPlan_KeepsEachUserAtHisBeat()
    {
        using RunningSink sink = new();
        (DriveResult result, EventOutcome[] outcomes) = Drives.Drive(Given.Closed(50, Given.Constant(6, 500)), sink.Url);
        result.Accepted.Should().Be(outcomes.Length);
        outcomes.Length.Should().BeInRange(30, 60, "six users have ten beats each, and leave with what a busy machine made them owe");
        result.Model.Should().Be(LoadModel.Closed);
        sink.Requests.Should().Be(outcomes.Length);
    }

    [Fact]
    public void Drive_StalledTarget_ShowsInTheCorrectedLatencyOnly()
    {
        using RunningSink sink = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500));
        (DriveResult result, EventOutcome[] outcomes) = Drives.Drive(Given.Plan(Given.Constant(500, 1000)) with { Connections = new(2, Reuse: true) }, sink.Url);
        result.Accepted.Should().Be(500);
        // Half of the events are due within the stall, and of these two in ten wait for more than 400 ms.
        result.Corrected!.P90.Should().BeGreaterThan(350);
        outcomes.Count(outcome => outcome.LatencyMicroseconds > 350_000).Should().BeLessThanOrEqualTo(4, "only two could be under way");
    }

    [Fact]
    public void Drive_KeptConnections_AllocatesNothingPerRequest()
    {
        using RunningSink sink = new();
        LoadPlan plan = Given.Closed(0, Given.Constant(8, 400));
        (DriveResult result, _) = Drives.Drive(plan, sink.Url);
        result.Sent.Should().BeGreaterThan(100);
        result.AllocatedBytesPerRequest.Should().Be(0);
    }

    [Fact]
    public void Drive_ToldToStop_EndsAtOnceWithWhatItHas()
    {
        using RunningSink sink = new();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(300));
        (DriveResult result, EventOutcome[] outcomes) = Drives.Drive(Given.Plan(Given.Constant(100, 60_000)), sink.Url, setup => setup with { Stop = stop.Token });
        result.Milliseconds.Should().BeLessThan(20_000);
        result.Shortfall.Should().StartWith("The drive was ended early, after ");
        outcomes.Should().HaveCount(6000);
        outcomes.Count(outcome => outcome.Status == 0 && outcome.LateMicroseconds < 0).Should().Be(6000 - result.Answers.Values.Sum());
    }

    private static async Task OnceAsync(ScriptedConnection connection)
    {
        if (await connection.ReadAsync())
        {
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n\r\n{}");
        }
    }
}
