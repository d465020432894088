namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recording 09: which items leave an event beside them alone, and which lose it.</summary>
public sealed class EnvelopeItemTests(Targets targets)
{
    private readonly RunningTarget target = targets.Like52;

    [Fact]
    public async Task Envelope_ItemsBesideAnEvent_LeaveOrLoseItAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var sent = new List<(string Type, bool Stored, string Following)>();
        foreach (var item in Recording.Load("09-session-and-replay").AsArray())
        {
            var following = TestProject.NewId();
            var body = item!["body"]!.GetValue<string>().Replace("{following}", following, StringComparison.Ordinal)
                .Replace("{id}", TestProject.NewId(), StringComparison.Ordinal);
            var reply = await project.EnvelopeAsync(body);
            reply.Status.Should().Be(item["status"]!.GetValue<int>());
            reply.ContentType.Should().Be(item["contentType"]!.GetValue<string>());
            sent.Add((item["type"]!.GetValue<string>(), item["followingEventStored"]!.GetValue<bool>(), following));
        }

        await Task.WhenAll(sent.Where(item => item.Stored).Select(item => project.StoredAsync(item.Following)));
        foreach (var lost in sent.Where(item => !item.Stored))
        {
            (await project.EventAsync(lost.Following)).Status.Should().Be(404, $"{lost.Type} ends the envelope");
        }
    }
}
