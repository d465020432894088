using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Processes;
using Verification.Fixtures.Tests.Sdk;

namespace Verification.Sdk.Drivers.Tests.Dotnet;

/// <summary>Whatever the target, the services or the reader do, the .NET driver says what became of each event and ends.</summary>
public sealed class DotnetDriverFaultTests
{
    [Fact]
    public async Task Target_AnswersAnError_IsReportedWithItsStatus()
    {
        await using LoopbackIngest ingest = new((_, answer) => answer.StatusCode = 503);
        DotnetOutcome run = await DotnetRun.DriveAsync(DotnetRun.Request(ingest.Dsn, "user-context"));
        run.Code.Should().Be(0);
        run.Of("sent").Select(line => line.GetProperty("httpStatus").GetInt32()).Should().Equal(503, 503, 503);
        run.Of("dropped").Should().BeEmpty();
    }

    [Theory]
    [InlineData("Retry-After", "60")]
    [InlineData("X-Sentry-Rate-Limits", "60:error:organization")]
    public async Task Target_LimitsTheRate_LaterEventsAreReportedDropped(string header, string value)
    {
        await using LoopbackIngest ingest = new((_, answer) =>
        {
            answer.StatusCode = 429;
            answer.Headers[header] = value;
        });
        DotnetOutcome run = await DotnetRun.DriveAsync(DotnetRun.Request(ingest.Dsn, "basic-error"));
        run.Code.Should().Be(0);
        run.Of("sent").Select(line => (DotnetOutcome.Text(line, "role"), line.GetProperty("httpStatus").GetInt32())).Should().Equal(("main", 429));
        run.Of("dropped").Select(line => (DotnetOutcome.Text(line, "role"), DotnetOutcome.Text(line, "reason"), DotnetOutcome.Text(line, "category"), line.GetProperty("quantity").GetInt32()))
            .Should().Equal(new[] { "repeat", "repeat", "repeat", "distinct", "distinct" }.Select(role => ((string?)role, (string?)"ratelimit_backoff", (string?)"error", 1)));
        ingest.Events.Should().HaveCount(1);
        run.Lines[^1].GetProperty("dropped").GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task Target_CutsTheConnection_EventIsFailedWithItsIdAndWhatLeft()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<int> cut = CutOnceAsync(listener);
        DotnetOutcome run = await DotnetRun.DriveAsync(DotnetRun.Request($"http://{LoopbackIngest.Key}@{listener.LocalEndpoint}/7", "nested-extra"));
        (run.Code, await cut > 1_000).Should().Be((0, true));
        JsonElement failed = run.Of("failed").Should().ContainSingle().Subject;
        DotnetOutcome.Text(failed, "reason").Should().StartWith("the connection failed after the event had left: ConnectionReset");
        failed.GetProperty("event").GetProperty("event_id").GetString().Should().Be(DotnetOutcome.Text(failed, "eventId"));
    }

    // Takes the whole request, whose length its header says, and resets the connection instead of answering.
    private static async Task<int> CutOnceAsync(TcpListener listener)
    {
        using Socket peer = await listener.AcceptSocketAsync();
        StringBuilder request = new();
        byte[] buffer = new byte[64 * 1024];
        while (!Whole(request.ToString()))
        {
            request.Append(Encoding.Latin1.GetString(buffer, 0, await peer.ReceiveAsync(buffer)));
        }

        peer.LingerState = new LingerOption(true, 0);
        return request.Length;
    }

    private static bool Whole(string request) => request.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and int end
        && request.Length >= end + 4 + int.Parse(Regex.Match(request, @"Content-Length: (\d+)").Groups[1].Value);

    [Fact]
    public async Task Target_IsNotThere_EachEventIsFailed()
    {
        LoopbackIngest ingest = new();
        await ingest.DisposeAsync();
        DotnetOutcome run = await DotnetRun.DriveAsync(DotnetRun.Request(ingest.Dsn, "user-context", "nested-extra"));
        run.Code.Should().Be(0);
        run.Of("failed").Should().HaveCount(4).And.OnlyContain(line => DotnetOutcome.Text(line, "reason")!.StartsWith("the connection failed before the event had left: ConnectionRefused"));
    }

    [Fact]
    public async Task Target_NeverAnswers_EndsAtTheDeadlineWithTheIdsInFlight()
    {
        using ManualResetEventSlim never = new();
        await using LoopbackIngest ingest = new((_, _) => never.Wait());
        JsonObject request = DotnetRun.Request(ingest.Dsn, "basic-error", "nested-extra", "warning-level");
        (request["timeoutMs"], request["concurrency"]) = (2_000, 2);
        DotnetOutcome run = await DotnetRun.DriveAsync(request);
        never.Set();
        run.Code.Should().Be(0);
        run.Reasons.Should().BeEquivalentTo(new[] { "basic-error", "nested-extra", "warning-level" }.Select(id => $"{id}: given up: the deadline of 2000 ms passed"));
        // This SDK sends one envelope at a time; what waits behind it may have left as well, for all the driver knows.
        string[] inFlight = [.. run.Of("failed").SelectMany(line => line.GetProperty("inFlight").EnumerateArray()).Select(id => id.GetString()!)];
        inFlight.Should().HaveCount(2).And.Contain(ingest.Events.Keys);
        run.Lines[^1].GetProperty("type").GetString().Should().Be("end");
        run.Lines[^1].GetProperty("elapsedMs").GetInt32().Should().BeLessThan(10_000);
    }

    [Fact]
    public async Task Services_NotGivenOrDown_FailAloneWhileOthersGoOn()
    {
        await using LoopbackIngest ingest = new();
        string[] ids = ["repository-unique-violation", "queue-worker-job-failed", "user-context"];
        DotnetOutcome without = await DotnetRun.DriveAsync(DotnetRun.Request(ingest.Dsn, ids));
        without.Reasons.Should().BeEquivalentTo("queue-worker-job-failed: no Redis was given (redisUrl)", "repository-unique-violation: no PostgreSQL was given (postgresUrl)");
        JsonObject down = DotnetRun.Request(ingest.Dsn, ids);
        (down["postgresUrl"], down["redisUrl"]) = ("postgres://u:hidden-word@127.0.0.1:9/d", "redis://:hidden-word@127.0.0.1:9/0");
        DotnetOutcome unreachable = await DotnetRun.DriveAsync(down);
        unreachable.Reasons.Should().HaveCount(2).And.OnlyContain(reason => reason.Contains("ConnectionRefused"));
        new[] { without, unreachable }.Should().OnlyContain(run => run.Code == 0 && run.Of("sent").Count == 3);
        (unreachable.Output + unreachable.Errors).Should().NotContain("hidden-word");
    }

    [Fact]
    public async Task Reader_GoesAway_DriverEndsByItself()
    {
        DotnetRun? run = null;
        await using LoopbackIngest ingest = new((_, _) => run!.Process.StandardOutput.Dispose());
        using (run = DotnetRun.Start(DotnetRun.Request(ingest.Dsn, "basic-error").ToJsonString()))
        {
            await run.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            run.Process.ExitCode.Should().Be(0);
        }

        ingest.Events.Count.Should().BeLessThan(6, "it went on although nobody listens");
    }

    [Fact]
    public async Task Signal_Term_EndsWithTheWordOfTheScenariosGivenUp()
    {
        DotnetRun? run = null;
        using ManualResetEventSlim never = new();
        await using LoopbackIngest ingest = new((_, _) =>
        {
            Signals.Send(run!.Process.Id, ProcessSignal.Terminate);
            never.Wait();
        });
        using (run = DotnetRun.Start(DotnetRun.Request(ingest.Dsn, "nested-extra").ToJsonString()))
        {
            DotnetOutcome outcome = await run.OutcomeAsync();
            never.Set();
            outcome.Code.Should().Be(143);
            outcome.Reasons.Should().Equal("nested-extra: given up: stopped by SIGTERM");
            outcome.Lines[^1].GetProperty("type").GetString().Should().Be("end");
        }
    }
}
