using System.Net;
using System.Net.Sockets;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Services;

namespace Verification.Fixtures.Tests.Services;

public sealed class EndpointFrontTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RawClient.Post)]
    [InlineData(RawClient.Chunked)]
    public async Task None_Requests_PassByteForByteOnOneConnection(string request)
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        (await client.AskAsync(request, Ct)).Should().Be(RawOrigin.Answered);
        await client.SendAsync(request[..20], Ct);
        (await client.AskAsync(request[20..], Ct)).Should().Be(RawOrigin.Answered);
        origin.Requests.Should().Equal(request, request);
        front.Counts[FrontFaultKind.None].Should().Be(2);
    }

    [Fact]
    public async Task Fault_SetBetweenTwoRequestsOfOneConnection_MeetsTheSecond()
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        await client.AskAsync(RawClient.Post, Ct);

        front.Fault = FrontFault.Answer(429, "7");
        await client.SendAsync(RawClient.Chunked, Ct);

        (await client.ToEndAsync(Ct)).Should().StartWith("HTTP/1.1 429 ").And.Contain("\r\nRetry-After: 7\r\n").And.Contain("\r\nConnection: close\r\n");
        origin.Requests.Should().HaveCount(1);
        front.Counts[FrontFaultKind.Answer].Should().Be(1);
    }

    [Fact]
    public async Task Refuse_SetAndCleared_ClosesAndOpensTheSamePort()
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        using var before = await RawClient.ConnectAsync(front.Address, Ct);
        await before.AskAsync(RawClient.Post, Ct);
        for (var round = 0; round < 3; round++)
        {
            front.Fault = FrontFault.Refuse;
            var act = () => RawClient.ConnectAsync(front.Address, Ct);
            (await act.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
            front.Fault = FrontFault.None;
            using var after = await RawClient.ConnectAsync(front.Address, Ct);
            (await after.AskAsync(RawClient.Post, Ct)).Should().Be(RawOrigin.Answered);
        }

        var open = () => before.ToEndAsync(Ct);
        await open.Should().ThrowAsync<IOException>("an open connection broke when the door was closed");
    }

    [Fact]
    public async Task Slow_Request_IsHeldAndThenPassedOn()
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        front.Fault = FrontFault.Slow(TimeSpan.FromMilliseconds(300));
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        var begun = TimeProvider.System.GetTimestamp();
        var asked = client.AskAsync(RawClient.Post, Ct);
        origin.Requests.Should().BeEmpty();
        (await asked).Should().Be(RawOrigin.Answered);
        TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds.Should().BeGreaterThan(290);
    }

    [Fact]
    public async Task Hang_Request_IsNeverAnsweredAndResetWhenItEnds()
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        front.Fault = FrontFault.Hang;
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        await client.SendAsync(RawClient.Post, Ct);
        var answer = client.ToEndAsync(Ct);
        await Eventually.Async(() => front.Counts.GetValueOrDefault(FrontFaultKind.Hang) == 1, "the request to be taken", Limit, ct: Ct);
        answer.IsCompleted.Should().BeFalse();

        front.Fault = FrontFault.None;

        var act = () => answer.WaitAsync(Limit);
        await act.Should().ThrowAsync<IOException>();
        origin.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task CutAfterRequest_OriginHasIt_ClientSeesAReset()
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        front.Fault = FrontFault.CutAfterRequest;
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        await client.SendAsync(RawClient.Chunked, Ct);
        var act = () => client.ToEndAsync(Ct).WaitAsync(Limit);
        await act.Should().ThrowAsync<IOException>();
        origin.Requests.Should().Equal(RawClient.Chunked);
    }

    [Fact]
    public async Task None_OriginDown_ClientSeesAReset()
    {
        await using var front = EndpointFront.Start(new Uri($"http://127.0.0.1:{Ports.Free()}"));
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        await client.SendAsync(RawClient.Post, Ct);
        var act = () => client.ToEndAsync(Ct).WaitAsync(Limit);
        await act.Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task None_ManyAtOnce_AllPassAndThePortIsFreeAfterwards()
    {
        await using var origin = new RawOrigin();
        var front = EndpointFront.Start(origin.Address);
        using (var http = new HttpClient { BaseAddress = front.Address })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(async number =>
            {
                using var content = new StringContent($"event {number}");
                using var answer = await http.PostAsync(new Uri("/api/1/envelope/", UriKind.Relative), content, Ct);
                return answer.StatusCode;
            }));
            answers.Should().OnlyContain(status => status == HttpStatusCode.OK);
        }

        front.Counts[FrontFaultKind.None].Should().Be(300);
        origin.Requests.Should().HaveCount(300);
        await front.DisposeAsync();
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var bind = () => again.Bind(new IPEndPoint(IPAddress.Loopback, front.Address.Port));
        bind.Should().NotThrow();
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("slow")]
    [InlineData("half a request")]
    public async Task Dispose_WhileAClientWaits_EndsAtOnce(string state)
    {
        await using var origin = new RawOrigin();
        var front = EndpointFront.Start(origin.Address);
        front.Fault = state == "hang" ? FrontFault.Hang : FrontFault.Slow(TimeSpan.FromMinutes(1));
        using var client = await RawClient.ConnectAsync(front.Address, Ct);
        await client.SendAsync(state == "half a request" ? RawClient.Post[..30] : RawClient.Post, Ct);
        await Eventually.Async(() => state == "half a request" || front.Counts.Count == 1, "the request to be taken", Limit, ct: Ct);
        await front.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(2), Ct);
        await front.DisposeAsync();
        var act = () => front.Fault = FrontFault.None;
        act.Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task Garbage_Sent_EndsOnlyThatConnection()
    {
        await using var origin = new RawOrigin();
        await using var front = EndpointFront.Start(origin.Address);
        using var bad = await RawClient.ConnectAsync(front.Address, Ct);
        await bad.SendAsync("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", Ct);
        var act = () => bad.ToEndAsync(Ct).WaitAsync(Limit);
        await act.Should().ThrowAsync<IOException>();
        using var good = await RawClient.ConnectAsync(front.Address, Ct);
        (await good.AskAsync(RawClient.Post, Ct)).Should().Be(RawOrigin.Answered);
    }
}
