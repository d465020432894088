namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Sends the recorded events of @sentry/node once for all tests of the class.</summary>
public sealed class SdkEvents(Targets targets) : IAsyncLifetime
{
    public static readonly string[] Recordings =
    [
        "01-basic-exception", "02-user-context", "03-breadcrumbs", "04-nested-extra-contexts", "05-warning-message", "06-tags",
        "17-sdk-request-context",
    ];

    private readonly Dictionary<string, string> ids = [];

    public TestProject Project { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Project = await targets.Like52.NewProjectAsync();
        foreach (var name in Recordings)
        {
            ids[name] = await Project.SendAsync(Recording.Load(name)["sent"]!);
        }

        foreach (var (pattern, recorded) in Recording.Load("25-production-patterns").AsObject())
        {
            ids[pattern] = await Project.SendAsync(recorded!["sent"]!);
        }

        await Task.WhenAll(ids.Values.Select(Project.StoredAsync));
    }

    public string Id(string name) => ids[name];

    public async Task<string> IssueAsync(string name) =>
        (await Project.EventAsync(Id(name))).Json!["groupID"]!.GetValue<string>();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SdkEventTests(SdkEvents events) : IClassFixture<SdkEvents>
{
    public static TheoryData<string> Scenarios => [.. SdkEvents.Recordings];

    public static TheoryData<string> Patterns =>
        [.. Recording.Load("25-production-patterns").AsObject().Select(pattern => pattern.Key)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task ProjectEvent_SdkEvent_IsAsRecorded(string name) =>
        Recorded.Check(await events.Project.EventAsync(events.Id(name)), Recording.Load(name)["event"]!);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task IssueEvents_SdkEvent_AreAsRecordedByIdAsLatestAndInTheList(string name)
    {
        var recorded = Recording.Load(name);
        var path = $"/api/0/issues/{await events.IssueAsync(name)}/events/";
        Recorded.Check(await events.Project.GetAsync($"{path}{events.Id(name)}/"), recorded["event"]!);
        Recorded.Check(await events.Project.GetAsync($"{path}latest/"), recorded["event"]!);
        var list = await events.Project.GetAsync(path);
        Recorded.Check(list, recorded["events"]!);
        list.Headers.Should().ContainKey("x-max-hits").WhoseValue.Should().Be("1000");
        list.Headers["x-hits"].Should().Be("1");
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Issue_SdkEvent_IsAsRecorded(string name) =>
        Recorded.Check(await events.Project.GetAsync($"/api/0/issues/{await events.IssueAsync(name)}/"), Recording.Load(name)["issue"]!);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task IssueTags_SdkEvent_AreAsRecordedInAnyOrder(string name)
    {
        var recorded = Recording.Load(name)["tags"]!;
        var tags = await events.Project.GetAsync($"/api/0/issues/{await events.IssueAsync(name)}/tags/");
        tags.Status.Should().Be(recorded["status"]!.GetValue<int>());
        tags.ContentType.Should().Be(recorded["contentType"]!.GetValue<string>());
        Recorded.Differences(ByKey(recorded["body"]!), ByKey(tags.Json!)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task JsonView_SdkEvent_IsAsRecorded(string name)
    {
        var path = $"/api/0/organizations/{events.Project.Target.Organization}/issues/{await events.IssueAsync(name)}/events/{events.Id(name)}/json/";
        Recorded.Check(await events.Project.GetAsync(path), Recording.Load(name)["json"]!);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task ProductionPattern_GenuineError_IsAsRecorded(string pattern)
    {
        var recorded = Recording.Load("25-production-patterns")[pattern]!;
        var issue = await events.IssueAsync(pattern);
        Recorded.Check(await events.Project.EventAsync(events.Id(pattern)), recorded["event"]!);
        Recorded.Check(await events.Project.GetAsync($"/api/0/issues/{issue}/"), recorded["issue"]!);
        var json = $"/api/0/organizations/{events.Project.Target.Organization}/issues/{issue}/events/{events.Id(pattern)}/json/";
        Recorded.Check(await events.Project.GetAsync(json), recorded["json"]!);
    }

    [Fact]
    public async Task IssueSearch_RecordedQueries_FindWhatTheyFoundThere()
    {
        var search = Recording.Load("06-tags")["search"]!;
        foreach (var name in new[] { "byTag", "byText", "byLevel", "isResolved" })
        {
            var recorded = search[name]!;
            var query = new Uri("http://localhost" + recorded["path"]!.GetValue<string>()).Query;
            var found = await events.Project.GetAsync($"{events.Project.Path}issues/{query}");
            found.Status.Should().Be(200);
            found.ContentType.Should().Be(recorded["contentType"]!.GetValue<string>());
            JsonNode.DeepEquals(new JsonArray([.. found.Json!.AsArray().Select(issue => issue!["title"]!.DeepClone())]), recorded["titles"])
                .Should().BeTrue($"{name} gave {found.Text}");
        }
    }

    [Fact]
    public async Task IssueSearch_EventId_IsADirectHit()
    {
        var id = events.Id("06-tags");
        var found = await events.Project.GetAsync($"/api/0/organizations/{events.Project.Target.Organization}/issues/?query={id}");
        found.Headers.Should().ContainKey("x-sentry-direct-hit").WhoseValue.Should().Be("1");
        found.Json!.AsArray().Should().ContainSingle().Which!["matchingEventId"]!.GetValue<string>().Should().Be(id);
    }

    [Fact]
    public async Task IssueSearch_UnknownSort_IsRefusedAsRecorded() => Recorded.Check(
        await events.Project.GetAsync($"/api/0/organizations/{events.Project.Target.Organization}/issues/?sort=nope"),
        Recording.Load("06-tags")["search"]!["bad"]!);

    private static JsonObject ByKey(JsonNode tags) => new(tags.AsArray()
        .Select(tag => KeyValuePair.Create(tag!["key"]!.GetValue<string>(), (JsonNode?)tag.DeepClone())));
}
