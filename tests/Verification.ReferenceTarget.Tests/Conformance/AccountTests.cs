namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recording 23: log-in, sign-up, tokens, other people's things, and repeated event ids.</summary>
public sealed class AccountTests(Targets targets)
{
    private readonly RunningTarget target = targets.Like52;
    private readonly JsonNode recorded = Recording.Load("23-misc");

    [Fact]
    public async Task LogIn_WithoutCsrfToken_IsRefusedAsRecorded()
    {
        var session = await Session.StartAsync(target);
        Recorded.Check(await session.LogInAsync("nobody@example.test", "x", csrf: false), recorded["login_without_csrf"]!);
    }

    [Fact]
    public async Task LogIn_WrongPasswordFiveTimes_IsRefusedAndThenLockedAsRecorded()
    {
        var session = await Session.StartAsync(target);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Recorded.Check(await session.LogInAsync("locked@example.test", "wrong-password"), recorded["login_bad_password"]!);
        }

        Recorded.Check(await session.LogInAsync("locked@example.test", "wrong-password"), recorded["login_attempt_13"]!);
    }

    [Fact]
    public async Task SignUp_WeakPassword_IsRefusedAsRecorded()
    {
        var session = await Session.StartAsync(target);
        Recorded.Check(await session.SignUpAsync("weak@example.test", "123"), recorded["signup_weak"]!);
    }

    [Fact]
    public async Task NewUser_OwnTokensAndOthersThings_AreAnsweredAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var stored = await project.StoredAsync(await project.SendAsync(new JsonObject { ["message"] = "not yours" }));
        var session = await Session.StartAsync(target);
        var signUp = await session.SignUpAsync("new@example.test", "a-fine-password-7");
        Recorded.Check(signUp, recorded["signup"]!, "display", "email", "at");
        signUp.Headers["Set-Cookie"].Should().Contain("csrftoken=").And.Contain("sessionid=").And.Contain("httponly");

        Recorded.Check(await session.NewTokenAsync(["event:read"], csrf: false), recorded["token_without_csrf"]!);
        Recorded.Check(await session.NewTokenAsync(["no:such"]), recorded["token_bad_scope"]!);
        var made = await session.NewTokenAsync(["event:read"]);
        Recorded.Check(made, recorded["token"]!, "token", "created");
        var token = made.Json!["token"]!.GetValue<string>();

        var theirs = $"/api/0/organizations/{target.Organization}/issues/";
        Recorded.Check(await target.ApiAsync("GET", "/api/0/organizations/", token: token), recorded["scope_missing_orgs"]!);
        Recorded.Check(await target.ApiAsync("GET", theirs, token: token), recorded["other_users_org_issues"]!);
        var issue = $"/api/0/issues/{stored.Json!["groupID"]!.GetValue<string>()}/";
        Recorded.Check(await target.ApiAsync("GET", issue, token: token), recorded["other_users_issue"]!);
        var organization = await target.ApiAsync(
            "POST", "/api/0/organizations/", new JsonObject { ["name"] = "second" }, await session.TokenAsync(["org:write"]));
        Recorded.Check(organization, recorded["new_user_org"]!, "dateCreated", "access");
    }

    [Fact]
    public async Task Key_WithRateLimit_IsMadeAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var body = new JsonObject { ["name"] = "k2", ["rateLimit"] = new JsonObject { ["window"] = 60, ["count"] = 1 } };
        var made = await target.ApiAsync("POST", $"{project.Path}keys/", body);
        Recorded.Check(made, recorded["key_create"]!, "dateCreated", "public", "secret", "security");
        var key = made.Json!["public"]!.GetValue<string>().Replace("-", "", StringComparison.Ordinal);
        made.Json["dsn"]!["public"]!.GetValue<string>().Should().Be($"http://{key}@{target.Address.Authority}/{project.Id}");
    }

    [Fact]
    public async Task RepeatedEventId_ByBothEndpoints_IsStoredAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var (byEnvelope, byStore) = (TestProject.NewId(), TestProject.NewId());
        string Envelope(string text) => $$"""{"event_id":"{{byEnvelope}}"}""" + "\n{\"type\":\"event\"}\n" + $$"""{"message":"{{text}}"}""" + "\n";
        var store = $$"""{"event_id":"{{byStore}}","message":"sdup","level":"info","platform":"other"}""";
        foreach (var (name, reply) in new[]
        {
            ("dup_envelope_1", await project.EnvelopeAsync(Envelope("dup one"))), ("dup_envelope_2", await project.EnvelopeAsync(Envelope("dup two"))),
            ("dup_store_1", await project.StoreAsync(store)), ("dup_store_2", await project.StoreAsync(store)),
        })
        {
            Recorded.Check(reply, recorded[name]!);
        }

        var issue = (await project.StoredAsync(byStore)).Json!["groupID"]!.GetValue<string>();

        // The end of a batch may lie between the two.
        var both = await Eventually.Async(
            _ => project.GetAsync($"/api/0/issues/{issue}/"), reply => reply.Json!["count"]!.GetValue<string>() == "2", "both events of the issue", TimeSpan.FromSeconds(12),
            ct: TestContext.Current.CancellationToken);
        Recorded.Check(both, recorded["dup_store_issue"]!);
        var titles = (await project.GetAsync($"{project.Path}events/")).Json!.AsArray().Select(one => one!["title"]!.GetValue<string>());
        titles.Should().BeEquivalentTo(["sdup", "sdup", .. recorded["dup_list"]!["body"]!.AsArray().Select(title => title!.GetValue<string>())]);
    }
}
