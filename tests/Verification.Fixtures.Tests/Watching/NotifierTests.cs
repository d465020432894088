using System.Net;
using System.Text;
using Verification.Fixtures.Hosting;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

public sealed class NotifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch ");
    private readonly WatchState _state = new();
    private readonly WatchObservation _about;

    public NotifierTests()
    {
        _state.Apply(new()
        {
            Sequence = 1, Kind = WatchKind.Start, At = DateTimeOffset.UnixEpoch, Outcome = Outcome.Pass, Reason = "begins",
            Header = new() { SchemaVersion = 1, WatchId = "w", Address = "https://errors.example.test", StandIn = false, Plan = WatchPlan.Whole, Notifies = true },
        });
        _about = new() { Sequence = 2, Kind = WatchKind.Trigger, At = DateTimeOffset.UnixEpoch, Outcome = Outcome.Fail, Trigger = "down", Reason = "does not answer <!channel> password-of-ours" };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Command_GetsTheTextWithoutSecrets()
    {
        string file = Path.Combine(_folder.FullName, "text");
        CommandNotifier notifier = new($"cat >'{file}'", Vault());

        (await notifier.SendAsync(_state, _about, TestContext.Current.CancellationToken)).Should().BeNull();

        File.ReadAllText(file).Should().StartWith("TRIGGER down").And.Contain("[redacted]").And.NotContain("password-of-ours");
    }

    [Theory]
    [InlineData("exit 3", "the command ended with 3")]
    [InlineData("exec sleep 60", "the command took longer than 1 s and was ended")]
    [InlineData("cat >/dev/null; no-such-program-here", "the command ended with 127")]
    public async Task Command_ThatFails_SaysHow(string command, string problem) =>
        (await new CommandNotifier(command, Vault(), TimeSpan.FromSeconds(1)).SendAsync(_state, _about, TestContext.Current.CancellationToken)).Should().Be(problem);

    [Theory]
    [InlineData(NoticeShape.Generic, "\"kind\":\"trigger\"")]
    [InlineData(NoticeShape.Telegram, "\"disable_web_page_preview\":true")]
    [InlineData(NoticeShape.Slack, "\\u0026lt;!channel\\u0026gt;")]
    public async Task Webhook_GetsTheBodyOfItsShape(NoticeShape shape, string part)
    {
        using HttpListener listener = Listen(out string address);
        Task<string> received = ReceiveAsync(listener, HttpStatusCode.OK);
        using WebhookNotifier notifier = new($"{address}bot123:secret-token/sendMessage?chat_id=1", shape, Vault());

        (await notifier.SendAsync(_state, _about, TestContext.Current.CancellationToken)).Should().BeNull();

        (await received).Should().Contain(part).And.Contain("TRIGGER down").And.NotContain("password-of-ours");
    }

    [Fact]
    public async Task Webhook_ThatRefuses_SaysSoWithoutItsAddress()
    {
        using HttpListener listener = Listen(out string address);
        Task<string> received = ReceiveAsync(listener, HttpStatusCode.Forbidden);
        using WebhookNotifier notifier = new($"{address}secret-token", NoticeShape.Generic, Vault());

        (await notifier.SendAsync(_state, _about, TestContext.Current.CancellationToken)).Should().Be("the webhook answered 403");
        await received;
    }

    [Fact]
    public async Task Webhook_ThatIsNotThere_SaysSoWithoutItsAddress()
    {
        using WebhookNotifier notifier = new($"http://127.0.0.1:{Ports.Free()}/secret-token", NoticeShape.Generic, Vault());

        (await notifier.SendAsync(_state, _about, TestContext.Current.CancellationToken)).Should().Be("the webhook did not answer: ConnectionError");
    }

    [Fact]
    public void Webhook_ThatIsNoAddress_IsRefusedWithoutRepeatingIt() =>
        FluentActions.Invoking(() => new WebhookNotifier("secret-token", NoticeShape.Generic, Vault())).Should().Throw<InputException>().Where(error => !error.Message.Contains("secret-token"));

    private static SecretVault Vault()
    {
        SecretVault vault = new();
        vault.Add("password-of-ours");
        return vault;
    }

    private static HttpListener Listen(out string address)
    {
        address = $"http://127.0.0.1:{Ports.Free()}/";
        HttpListener listener = new();
        listener.Prefixes.Add(address);
        listener.Start();
        return listener;
    }

    private static async Task<string> ReceiveAsync(HttpListener listener, HttpStatusCode status)
    {
        HttpListenerContext context = await listener.GetContextAsync();
        using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        context.Response.StatusCode = (int)status;
        context.Response.Close();
        return body;
    }
}
