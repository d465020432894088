namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>A project that has had its first event.</summary>
public sealed class UsedProject(Targets targets) : IAsyncLifetime
{
    public TestProject Project { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Project = await targets.Like52.NewProjectAsync();
        await Project.StoredAsync(await Project.SendAsync(new JsonObject { ["message"] = "first event" }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Recording 15: who may call what, and the shapes of organizations, projects, keys and statistics.</summary>
public sealed class ApiAnswersTests(UsedProject used) : IClassFixture<UsedProject>
{
    private static readonly string[] Ours =
    [
        "dateCreated", "dateJoined", "lastLogin", "created", "version", "token", "slug", "name", "label", "email", "username", "public", "secret",
        "security", "firstEvent", "access", "platform",
    ];

    private readonly TestProject project = used.Project;
    private readonly RunningTarget target = used.Project.Target;

    [Theory]
    [InlineData("root_anon")]
    [InlineData("root_token")]
    [InlineData("issues_anon")]
    [InlineData("issues_bad_token")]
    [InlineData("issues_wrong_org")]
    [InlineData("issue_missing")]
    [InlineData("issue_not_number")]
    [InlineData("event_missing")]
    [InlineData("event_not_uuid")]
    [InlineData("no_slash")]
    [InlineData("health")]
    [InlineData("internal_health")]
    [InlineData("settings")]
    [InlineData("tokens_by_token")]
    [InlineData("create_org_dup")]
    [InlineData("create_project_bad")]
    public async Task Api_RecordedCall_IsAnsweredAsRecorded(string name)
    {
        var recorded = Recording.Load("15-api-auth")[name]!;
        Recorded.Check(await CallAsync(name, recorded), recorded, Ours);
    }

    [Theory]
    [InlineData("orgs")]
    [InlineData("projects")]
    [InlineData("keys")]
    public async Task Api_RecordedList_HasElementsAsRecordedAndPagingHeaders(string name)
    {
        var recorded = Recording.Load("15-api-auth")[name]!;
        var reply = await CallAsync(name, recorded);

        reply.Status.Should().Be(200);
        reply.ContentType.Should().Be(recorded["contentType"]!.GetValue<string>());
        var ofProject = reply.Json!.AsArray().Select(element => element!)
            .First(element => element["slug"] is null || name != "projects" || element["slug"]!.GetValue<string>() == project.Slug);
        Recorded.Differences(recorded["body"]![0], ofProject, Ours).Should().BeEmpty();
        reply.Headers.Should().ContainKeys("link", "x-hits", "x-max-hits");
        reply.Headers["link"].Should().StartWith("{'<http://").And.EndWith("'}").And.Contain("rel=\"next\"; results=\"false\"");
    }

    [Fact]
    public async Task Organization_Detail_IsAsRecorded()
    {
        var recorded = Recording.Load("15-api-auth")["org"]!;
        var reply = await CallAsync("org", recorded);

        var shown = reply.Json!.DeepClone();
        shown["access"]!.AsArray().Select(scope => scope!.GetValue<string>())
            .Should().BeEquivalentTo(recorded["body"]!["access"]!.AsArray().Select(scope => scope!.GetValue<string>()));
        shown["projects"] = new JsonArray(shown["projects"]!.AsArray().First(one => one!["slug"]!.GetValue<string>() == project.Slug)!.DeepClone());
        Recorded.Differences(recorded["body"], shown, Ours).Should().BeEmpty();
    }

    [Fact]
    public async Task Statistics_RecordedPeriod_HasTheRecordedIntervalsAndShape()
    {
        var recorded = Recording.Load("15-api-auth")["stats"]!;
        var reply = await CallAsync("stats", recorded);
        reply.Status.Should().Be(200);
        reply.ContentType.Should().Be(recorded["contentType"]!.GetValue<string>());
        Recorded.Differences(recorded["body"]!["intervals"], reply.Json!["intervals"]).Should().BeEmpty();
        reply.Json["groups"]![0]!["series"]!["sum(quantity)"]!.AsArray()
            .Should().HaveSameCount(recorded["body"]!["groups"]![0]!["series"]!["sum(quantity)"]!.AsArray());
    }

    [Fact]
    public async Task Statistics_OfOneProject_CountItsStoredEvents()
    {
        var now = DateTimeOffset.UtcNow;
        var reply = await target.ApiAsync(
            "GET",
            $"/api/0/organizations/{target.Organization}/stats_v2/?category=error&field=sum(quantity)&interval=1h&project={project.Id}"
            + $"&start={now.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}&end={now:yyyy-MM-ddTHH:mm:ssZ}");
        reply.Json!["groups"]![0]!["series"]!["sum(quantity)"]!.AsArray().Sum(count => count?.GetValue<long>() ?? 0).Should().Be(1);
    }

    [Fact]
    public async Task Create_BodyThatIsNotJson_IsRefusedAsRecorded()
    {
        var recorded = Recording.Load("15-api-auth")["create_not_json"]!;
        var reply = await target.SendAsync(
            "POST", "/api/0/organizations/", RunningTarget.Json("nope"), new Dictionary<string, string> { ["Authorization"] = $"Bearer {target.Token}" });
        reply.Status.Should().Be(recorded["status"]!.GetValue<int>());
        JsonNode.DeepEquals(reply.Json, recorded["body"]).Should().BeTrue(reply.Text);
    }

    [Fact]
    public async Task Project_Deleted_IsGone()
    {
        var doomed = await target.NewProjectAsync();
        (await target.ApiAsync("GET", doomed.Path)).Status.Should().Be(200);
        (await target.ApiAsync("DELETE", doomed.Path)).Status.Should().Be(204);
        (await target.ApiAsync("GET", doomed.Path)).Status.Should().Be(404);
    }

    private Task<Reply> CallAsync(string name, JsonNode recorded)
    {
        var path = recorded["path"]!.GetValue<string>().Replace("{org}", target.Organization, StringComparison.Ordinal)
            .Replace("{project}", project.Slug, StringComparison.Ordinal).Replace("{team}", RunningTarget.Team, StringComparison.Ordinal);
        return name.EndsWith("_anon", StringComparison.Ordinal)
            ? target.SendAsync("GET", path)
            : target.ApiAsync(
                recorded["method"]!.GetValue<string>(), path, recorded["requestBody"], name == "issues_bad_token" ? "0123456789abcdef" : null);
    }
}
