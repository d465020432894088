namespace Verification.ReferenceTarget.Tests.Clean;

/// <summary>The clean target does not share the five known shortcomings of 5.2 (the conformance tests show that the other does).</summary>
public sealed class KnownBehaviourTests(Targets targets)
{
    private readonly RunningTarget target = targets.Clean;

    [Fact]
    public async Task Envelope_UnknownItemFirst_KeepsTheEventBehindIt()
    {
        var project = await target.NewProjectAsync();
        var id = TestProject.NewId();
        var body = "{}\n{\"type\":\"feedback\",\"length\":2}\n{}\n{\"type\":\"event\"}\n" + $$"""{"event_id":"{{id}}","message":"kept"}""" + "\n";
        (await project.EnvelopeAsync(body)).Status.Should().Be(200);
        (await project.StoredAsync(id)).Json!["message"]!.GetValue<string>().Should().Be("kept");
    }

    [Fact]
    public async Task Envelope_AfterAWrongKey_AcceptsTheRightOne()
    {
        var project = await target.NewProjectAsync();
        (await (project with { Key = Guid.NewGuid() }).EnvelopeAsync("{}\n")).Status.Should().Be(403);
        (await project.EnvelopeAsync("{}\n")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Store_RepeatedId_IsStoredOnceAndAnsweredAlike()
    {
        var project = await target.NewProjectAsync();
        var id = TestProject.NewId();
        var body = $$"""{"event_id":"{{id}}","message":"once"}""";
        var (first, second) = (await project.StoreAsync(body), await project.StoreAsync(body));
        (second.Status, second.Text).Should().Be((first.Status, first.Text));
        await project.StoredAsync(id);
        (await project.GetAsync($"{project.Path}events/")).Json!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Event_MalformedField_IsStoredWithoutItAndSaysSo()
    {
        var project = await target.NewProjectAsync();
        var id = await project.SendAsync(new JsonObject { ["message"] = "kept", ["tags"] = "x", ["extra"] = "y" });
        var stored = (await project.StoredAsync(id)).Json!;
        stored["message"]!.GetValue<string>().Should().Be("kept");
        stored["context"].Should().BeNull();
        stored["errors"]!.AsArray().Select(error => error!["name"]!.GetValue<string>()).Should().Equal("tags", "extra");
    }

    [Fact]
    public async Task Settings_Version_SaysWhatThisIs() =>
        (await target.SendAsync("GET", "/api/settings/")).Json!["version"]!.GetValue<string>().Should().Be("5.2-reference");

    [Fact]
    public async Task SignUp_RegistrationOff_IsRefusedOnceThereIsAUser()
    {
        (await target.SendAsync("GET", "/api/settings/")).Json!["enableUserRegistration"]!.GetValue<bool>().Should().BeFalse();
        var session = await Session.StartAsync(target);
        (await session.SignUpAsync("late@example.test", "a-fine-password-7")).Status.Should().Be(403);
    }

    [Fact]
    public async Task EventList_PageByPage_ShowsEachEventOnceWithAPlainLinkHeader()
    {
        var project = await target.NewProjectAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(at => project.SendAsync(new JsonObject { ["message"] = $"page {at}" })));
        await Task.WhenAll(sent.Select(project.StoredAsync));

        var seen = new List<string>();
        for (var path = $"{project.Path}events/?limit=2"; path is not null;)
        {
            var page = await project.GetAsync(path);
            page.Headers["x-hits"].Should().Be("5");
            seen.AddRange(page.Json!.AsArray().Select(one => one!["eventID"]!.GetValue<string>()));
            var next = page.Headers["link"].Split(", ")[1];
            path = next.Contains("results=\"true\"", StringComparison.Ordinal) ? new Uri(next[1..next.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery : null;
        }

        seen.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(sent);
    }
}
