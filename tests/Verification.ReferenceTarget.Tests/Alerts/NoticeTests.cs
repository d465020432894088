using Verification.ReferenceTarget.Alerts;

namespace Verification.ReferenceTarget.Tests.Alerts;

/// <summary>What is sent is what the real 5.2 sent (recording 20).</summary>
public sealed class NoticeTests
{
    private static readonly Sender Rig = new(1, "rig-project", "rig-project", "rig", "rig");
    private static readonly JsonArray Recorded = Conformance.Recording.Load("20-uptime-alerts")["webhooks"]!.AsArray();

    private static readonly NoticedIssue First = new("Error: sourcemapped boom 6", Link(57), "RIG-PROJECT-1P", "#e52b50", null, null, "web@1.0.0");
    private static readonly NoticedIssue Second = new("alert me", Link(58), "RIG-PROJECT-1Q", "#e52b50", "rigtest", "s1", "rig@1.2.3");
    private static readonly NoticedIssue Third = new("Error: sourcemapped boom 6", Link(59), "RIG-PROJECT-1R", "#e52b50", null, null, "web@1.0.1");

    [Theory]
    [InlineData(5, true, 27)]
    [InlineData(5, false, 15)]
    public void Uptime_OfEachState_IsAsRecorded(int monitor, bool isUp, int at) =>
        Check(new UptimeNotice(Rig, "flip", $"http://127.0.0.1:8000/rig/uptime-monitors/{monitor}", isUp), at, at + 1, at + 2);

    [Fact]
    public void Issue_Alone_IsAsRecorded() => Check(new IssueNotice(Rig, [Second]), 3, 4, 5);

    [Fact]
    public void Issues_TogetherInOneMessage_AreAsRecorded()
    {
        Check(new IssueNotice(Rig, [First, Third]), 21, 23, 24);
        Check(new IssueNotice(Rig, [First, Second, Third]), 22, 25, 26);
    }

    [Fact]
    public void Issues_MoreThanThree_AreCountedAndThreeAreShown()
    {
        var notice = new IssueNotice(Rig, [First, Second, Third, First, Second]);
        var body = notice.Webhook();
        body["text"]!.GetValue<string>().Should().Be("GlitchTip Alert (5 issues)");
        body["attachments"]!.AsArray().Should().HaveCount(3);
        notice.Mail().Subject.Should().Be("5 errors reported in rig-project");
        notice.Mail().Text.Split("/issues/").Should().HaveCount(6, "e-mail lists every one");
    }

    [Fact]
    public void Mail_OfEachKind_NamesWhatItIsAboutAndLeadsThere()
    {
        var (subject, text) = new IssueNotice(Rig, [Second]).Mail();
        subject.Should().Be("Error in rig-project: alert me");
        text.Should().Contain(Link(58));
        var down = new UptimeNotice(Rig, "flip", "http://127.0.0.1:8000/rig/uptime-monitors/5", IsUp: false);
        down.Mail().Subject.Should().Be("GlitchTip: flip is down");
        (down with { IsUp = true }).Mail().Subject.Should().Be("GlitchTip: flip is back up");
    }

    private static string Link(int issue) => $"http://127.0.0.1:8000/rig/issues/{issue}";

    private static void Check(Notice notice, int webhook, int discord, int chat)
    {
        foreach (var (at, sent) in new[] { (webhook, notice.Webhook()), (discord, notice.Discord()), (chat, notice.GoogleChat()) })
        {
            JsonNode.DeepEquals(sent, Recorded[at]!["body"]).Should().BeTrue("{0} was recorded, {1} is sent", Recorded[at]!["body"], sent);
        }
    }
}
