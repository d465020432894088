namespace Verification.ReferenceTarget.Tests.Conformance;

public sealed class GroupingRepeatsTests(Targets targets)
{
    private readonly JsonNode recorded = Recording.Load("07-grouping-repeats");

    [Fact]
    public async Task Issues_RepeatsOtherTextAndFingerprint_GroupAsRecorded()
    {
        var project = await targets.Like52.NewProjectAsync();
        var sent = new List<(string Recorded, string Id)>();
        foreach (var item in recorded["events"]!.AsArray())
        {
            sent.Add((item!["issue"]!.GetValue<string>(), await project.SendAsync(item["sent"]!)));
        }

        var stored = await Task.WhenAll(sent.Select(async item => (item.Recorded, Event: (await project.StoredAsync(item.Id)).Json!)));

        var issues = stored.Select(item => (item.Recorded, Issue: item.Event["groupID"]!.GetValue<string>())).Distinct().ToList();
        issues.Should().HaveCount(3).And.OnlyHaveUniqueItems(pair => pair.Recorded).And.OnlyHaveUniqueItems(pair => pair.Issue);
        foreach (var (before, issue) in issues)
        {
            var shown = (await project.GetAsync($"/api/0/issues/{issue}/")).Json!;
            shown["title"]!.GetValue<string>().Should().Be(recorded["titles"]![before]!.GetValue<string>());
            shown["count"]!.GetValue<string>().Should().Be($"{stored.Count(item => item.Recorded == before)}");
        }

        var json = $"/api/0/organizations/{project.Target.Organization}/issues/{issues[0].Issue}/events/{sent[0].Id}/json/";
        (await project.GetAsync(json)).Json!["hashes"]![0]!.GetValue<string>().Should().Be(recorded["hash"]!.GetValue<string>());
    }
}
