namespace Verification.ReferenceTarget.Tests.Ingest;

/// <summary>What a sender is told under load, by a target of its own.</summary>
public sealed class RefusalTests(Targets targets)
{
    private const int OwnDatabase = 5;

    [Fact]
    public async Task Envelope_FailUnderLoad_Is503WithRetryAfterAtEveryEighthEvent()
    {
        using var target = await RunningTarget.StartAsync(targets.Servers, "refusing", OwnDatabase, "--defect", Defects.FailUnderLoad);
        var project = await target.NewProjectAsync();
        var replies = new List<Reply> { await SendAsync(project) };

        // Seconds count from the first event, which is the slowest of all.
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1.02));
        foreach (var events in new[] { 29, 30, 40 })
        {
            for (var at = 0; at < events; at++)
            {
                replies.Add(await SendAsync(project));
            }

            await second.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        var refused = replies.Select((reply, at) => (reply, Number: at + 1)).Where(one => one.reply.Status != 200).ToList();
        refused.Should().NotBeEmpty().And.OnlyContain(one => one.Number % 8 == 0 && one.reply.Status == 503 && one.reply.Headers["Retry-After"] == "1");
    }

    private static Task<Reply> SendAsync(TestProject project) =>
        project.EnvelopeAsync("{}\n{\"type\":\"event\"}\n" + $$"""{"event_id":"{{TestProject.NewId()}}","message":"m"}""" + "\n");
}
