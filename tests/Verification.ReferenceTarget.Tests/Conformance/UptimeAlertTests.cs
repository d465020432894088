namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recording 20: monitors and alerts as the API takes and shows them.</summary>
public sealed class UptimeAlertTests(Targets targets)
{
    private static readonly string[] Ours = ["created", "url", "projectName", "organizationID"];
    private readonly RunningTarget target = targets.Like52;
    private readonly JsonNode recorded = Recording.Load("20-uptime-alerts");

    private string Monitors => $"/api/0/organizations/{target.Organization}/monitors/";

    [Theory]
    [InlineData("monitor_create")]
    [InlineData("create_ping_404")]
    [InlineData("monitor_bad_url")]
    [InlineData("monitor_single_label_host")]
    [InlineData("monitor_no_name")]
    [InlineData("monitor_timeout_too_big")]
    public async Task Monitor_AskedFor_IsAnsweredAsRecorded(string name)
    {
        var project = await target.NewProjectAsync();
        var body = recorded[name]!["sent"]!.DeepClone();
        if (body["project"] is not null)
        {
            body["project"] = $"{project.Id}";
        }

        var made = await target.ApiAsync("POST", Monitors, body);
        Recorded.Check(made, recorded[name]!, Ours);
        if (made.Status == 201)
        {
            await RemoveAsync(made.Json!["id"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task Monitor_OfAPage_IsCheckedAndShowsItsChangesAsRecorded()
    {
        // Its own address: the 301 of a path without its slash leads to the page, which is up.
        var body = recorded["create_ping_404"]!["sent"]!.DeepClone();
        body["url"] = $"{target.Address}_health";
        var id = (await target.ApiAsync("POST", Monitors, body)).Json!["id"]!.GetValue<long>();
        var checks = await Eventually.Async(
            _ => target.ApiAsync("GET", $"{Monitors}{id}/checks/"), reply => reply.Json!.AsArray().Count > 0, "the first check", TimeSpan.FromSeconds(12), ct: TestContext.Current.CancellationToken);
        checks.Json![0]!.AsObject().Select(part => part.Key).Should().Equal(recorded["checks"]!["body"]![0]!.AsObject().Select(part => part.Key));

        var seen = await target.ApiAsync("GET", $"{Monitors}{id}/");
        var one = recorded["monitor_up"]!["body"]!;
        seen.Json!.AsObject().Select(part => part.Key).Should().Equal(one.AsObject().Select(part => part.Key));
        seen.Json["isUp"]!.GetValue<bool>().Should().BeTrue();
        seen.Json["lastChange"]!.GetValue<string>().Should().HaveLength(one["lastChange"]!.GetValue<string>().Length);
        seen.Json["checks"]![0]!.AsObject().Should().ContainKey("responseTime");
        var changes = await target.ApiAsync("GET", $"{Monitors}{id}/checks/?is_change=true");
        changes.Json!.AsArray().Should().ContainSingle().Which!["isUp"]!.GetValue<bool>().Should().BeTrue();

        var listed = (await target.ApiAsync("GET", Monitors)).Json!.AsArray().Single(monitor => monitor!["id"]!.GetValue<long>() == id)!;
        listed["checks"]![0]!.AsObject().Should().NotContainKey("responseTime");
        await RemoveAsync(id);
        (await target.ApiAsync("GET", $"{Monitors}{id}/checks/")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Alert_WithRecipientsOfEachShape_IsAnsweredAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var made = await target.ApiAsync("POST", $"{project.Path}alerts/", recorded["alert_create"]!["sent"]!.DeepClone());
        Recorded.Check(made, recorded["alert_create"]!);
        Recorded.Check(await target.ApiAsync("POST", $"{project.Path}alerts/", recorded["alert_bad"]!["sent"]!.DeepClone()), recorded["alert_bad"]!);
        var second = await target.ApiAsync("POST", $"{project.Path}alerts/", recorded["alert_create"]!["sent"]!.DeepClone());
        var listed = (await target.ApiAsync("GET", $"{project.Path}alerts/")).Json!.AsArray();
        listed.Select(alert => alert!["id"]!.GetValue<long>()).Should().Equal(second.Json!["id"]!.GetValue<long>(), made.Json!["id"]!.GetValue<long>());
        Recorded.Differences(recorded["alerts"]!["body"]![0], listed[0]).Should().BeEmpty();
    }

    private async Task RemoveAsync(long id)
    {
        (await target.ApiAsync("DELETE", $"{Monitors}{id}/")).Status.Should().Be(204);
        (await target.ApiAsync("GET", $"{Monitors}{id}/")).Status.Should().Be(404);
    }
}
