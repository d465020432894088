using System.Net;
using System.Net.Http.Json;
using Verification.Fixtures.Receivers;

namespace Verification.Fixtures.Tests.Receivers;

public sealed class WebReceiverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_BrokenAndMended_IsAsItWasSet()
    {
        await using var web = WebReceiver.Start(IPAddress.Loopback);
        using var http = new HttpClient();
        (await http.GetStringAsync(web.Page, Ct)).Should().Be(WebReceiver.PageText);

        web.State = PageState.Failing;
        using var failing = await http.GetAsync(web.Page, Ct);
        ((int)failing.StatusCode, await failing.Content.ReadAsStringAsync(Ct)).Should().Be((500, "out of order"));

        web.State = PageState.Whole;
        (await http.GetStringAsync(web.Page, Ct)).Should().Be(WebReceiver.PageText);
        web.Visits.Should().Be(3);
        web.Posts.Should().BeEmpty();
    }

    [Fact]
    public async Task Posts_WithALengthAndInChunks_AreKeptInOrder()
    {
        await using var web = WebReceiver.Start(IPAddress.Loopback);
        using var http = new HttpClient();
        using var first = await http.PostAsync(new Uri(web.Address, "discord"), new StringContent("""{"text":"café"}"""), Ct);
        using var second = await http.PostAsync(new Uri(web.Address, "webhook"), JsonContent.Create(new { text = "two" }), Ct);
        ((int)first.StatusCode, (int)second.StatusCode).Should().Be((200, 200));
        web.Posts.Select(post => (post.Path, post.Body)).Should().Equal(("/discord", """{"text":"café"}"""), ("/webhook", """{"text":"two"}"""));
    }

    [Fact]
    public async Task Dispose_ListenersEnd_NobodyAnswersAnyMore()
    {
        var web = WebReceiver.Start(IPAddress.Loopback);
        await web.DisposeAsync();
        using var http = new HttpClient();
        var after = () => http.GetAsync(web.Page, Ct);
        await after.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Start_OneAddressOfThisMachine_IsNotReachedByAnother()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has all of 127.0.0.0/8 without being told.");
        await using var web = WebReceiver.Start(IPAddress.Parse("127.0.0.2"));
        using var http = new HttpClient();
        (await http.GetStringAsync(web.Page, Ct)).Should().Be(WebReceiver.PageText);
        var another = () => http.GetAsync(new UriBuilder(web.Page) { Host = "127.0.0.1" }.Uri, Ct);
        await another.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public void Start_AddressOfAnotherMachine_IsRefused()
    {
        var start = () => WebReceiver.Start(IPAddress.Parse("192.0.2.1"));
        start.Should().Throw<Exception>().Which.Should().Match(error => error is HttpListenerException || error is System.Net.Sockets.SocketException);
    }
}
