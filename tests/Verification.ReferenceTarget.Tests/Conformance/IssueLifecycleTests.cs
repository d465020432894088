namespace Verification.ReferenceTarget.Tests.Conformance;

public sealed class IssueLifecycleTests(Targets targets)
{
    [Fact]
    public async Task Issue_ResolvedSeenAgainAndIgnored_IsAnsweredAsRecorded()
    {
        var recorded = Recording.Load("16-issue-lifecycle");
        var project = await targets.Like52.NewProjectAsync();
        var first = await project.StoredAsync(await project.SendAsync(Error(withFrames: true)));
        var issue = $"/api/0/issues/{first.Json!["groupID"]!.GetValue<string>()}/";

        Recorded.Check(await project.GetAsync(issue), recorded["before"]!);
        Recorded.Check(await PutAsync(issue, "resolved"), recorded["resolve"]!);
        Recorded.Check(await PutAsync(issue, "nope"), recorded["bad_status"]!);
        var second = await project.StoredAsync(await project.SendAsync(Error(withFrames: false)));
        Recorded.Check(second, recorded["second"]!, "dateCreated");
        second.Json!["previousEventID"]!.GetValue<string>().Should().Be(first.Json["eventID"]!.GetValue<string>());
        var reopened = await project.GetAsync(issue);
        Recorded.Check(reopened, recorded["after_new_event"]!);
        reopened.Json!["count"]!.GetValue<string>().Should().Be("2");
        Recorded.Check(await PutAsync(issue, "ignored"), recorded["ignore"]!);
    }

    private Task<Reply> PutAsync(string issue, string status) =>
        targets.Like52.ApiAsync("PUT", issue, new JsonObject { ["status"] = status });

    private static JsonObject Error(bool withFrames)
    {
        var exception = new JsonObject { ["type"] = "Error", ["value"] = "lifecycle boom" };
        if (withFrames)
        {
            exception["stacktrace"] = JsonNode.Parse(
                """{"frames":[{"filename":"/srv/app/record.mjs","module":"record","function":"?","lineno":68,"in_app":true}]}""");
        }

        return new JsonObject
        {
            ["exception"] = new JsonObject { ["values"] = new JsonArray(exception) },
            ["transaction"] = withFrames ? null : "?(record)",
            ["platform"] = "node",
        };
    }
}
