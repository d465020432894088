namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recording 13: what is wrong with a body, and what is silently lost.</summary>
public sealed class MalformedBodyTests(Targets targets)
{
    private readonly RunningTarget target = targets.Like52;

    [Fact]
    public async Task Ingest_MalformedBodies_AreAnsweredAndStoredAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var recorded = Recording.Load("13-malformed").AsObject();
        var ids = new Dictionary<string, string>();
        foreach (var (name, call) in recorded.Where(entry => entry.Value is JsonObject map && map.ContainsKey("answer")))
        {
            ids[name] = await IngestCall.ReplayAsync(project, name, call!, ids.GetValueOrDefault("store_ok"));
        }

        var events = await Eventually.Async(
            _ => project.GetAsync($"{project.Path}events/"), list => Titles(list).Count(title => title == "stored") == 2, "both stored events",
            TimeSpan.FromSeconds(12), ct: TestContext.Current.CancellationToken);
        foreach (var one in recorded["projectEventsAfter"]!.AsArray())
        {
            var title = one!["title"]!.GetValue<string>();
            var shown = events.Json!.AsArray().First(candidate => candidate!["title"]!.GetValue<string>() == title);
            Recorded.Differences(one, shown, title is "old" or "future" ? [] : ["dateCreated"]).Should().BeEmpty();
        }

        (await project.EventAsync(ids["event_wrong_types"])).Status.Should().Be(recorded["wrongTypesEvent"]!["status"]!.GetValue<int>());
        Titles(events).Should().BeEquivalentTo(["stored", "stored", "old", "future", "lvl"]);
    }

    private static IEnumerable<string> Titles(Reply list) => list.Json!.AsArray().Select(one => one!["title"]!.GetValue<string>());
}
