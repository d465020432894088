using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Verification.Fixtures.Receivers;

namespace Verification.Fixtures.Tests.Receivers;

public sealed class MailReceiverTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_OfAMailProgram_IsTakenWithItsEnvelope()
    {
        await using var mail = MailReceiver.Start(IPAddress.Loopback);
        using var client = new SmtpClient(mail.Address.Host, mail.Address.Port);
        using var message = new MailMessage("sender@example.test", "one@example.test") { Subject = "page is down", Body = ".first line" };
        message.To.Add("two@example.test");
        await client.SendMailAsync(message, Ct);
        await client.SendMailAsync(message, Ct);

        mail.Messages.Should().HaveCount(2);
        mail.Messages[0].To.Should().Equal("one@example.test", "two@example.test");
        mail.Messages[0].Text.Should().Contain("Subject: page is down\n").And.Contain("\n.first line");
    }

    [Fact]
    public async Task Conversation_StepByStep_IsAnsweredAsTheProtocolSays()
    {
        await using var mail = MailReceiver.Start(IPAddress.Loopback);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, mail.Address.Port, Ct);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        (await reader.ReadLineAsync(Ct)).Should().StartWith("220 ");
        foreach (var (line, code) in new[] { ("HELO x", 250), ("VRFY a", 502), ("MAIL FROM:<a@example.test>", 250), ("RCPT TO:<b@example.test>", 250), ("RSET", 250), ("RCPT TO:<c@example.test>", 250), ("DATA", 354) })
        {
            await writer.WriteLineAsync(line);
            (await reader.ReadLineAsync(Ct)).Should().StartWith($"{code} ", line);
        }

        await writer.WriteLineAsync("Subject: a\r\n\r\n..b\r\n.");
        (await reader.ReadLineAsync(Ct)).Should().StartWith("250 ");
        await writer.WriteLineAsync("QUIT");
        (await reader.ReadLineAsync(Ct)).Should().StartWith("221 ");
        mail.Messages.Should().ContainSingle().Which.Should().Match<ReceivedMail>(taken => taken.To.Count == 1 && taken.To[0] == "c@example.test" && taken.Text == "Subject: a\n\n.b\n");
    }

    [Fact]
    public async Task Message_BrokenOff_IsNone()
    {
        await using var mail = MailReceiver.Start(IPAddress.Loopback);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, mail.Address.Port, Ct);
            await client.GetStream().WriteAsync("HELO x\r\nRCPT TO:<b@example.test>\r\nDATA\r\nSubject: a\r\n"u8.ToArray(), Ct);
        }

        using var whole = new SmtpClient(mail.Address.Host, mail.Address.Port);
        await whole.SendMailAsync("sender@example.test", "one@example.test", "whole", "text", Ct);
        await Eventually.Async(() => mail.Messages.Count > 0, "the whole message", Limit, ct: Ct);
        mail.Messages.Should().ContainSingle().Which.Text.Should().Contain("Subject: whole");
    }

    [Fact]
    public async Task Start_OneAddressOfThisMachine_IsNotReachedByAnother()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has all of 127.0.0.0/8 without being told.");
        await using var mail = MailReceiver.Start(IPAddress.Parse("127.0.0.2"));
        mail.Address.ToString().Should().StartWith("smtp://127.0.0.2:");
        using var client = new TcpClient();
        var another = () => client.ConnectAsync(IPAddress.Loopback, mail.Address.Port, Ct).AsTask();
        await another.Should().ThrowAsync<SocketException>();
    }

    [Fact]
    public void Start_AddressOfAnotherMachine_IsRefused()
    {
        var start = () => MailReceiver.Start(IPAddress.Parse("192.0.2.1"));
        start.Should().Throw<SocketException>();
    }
}
