using System.IO.Compression;
using Verification.ReferenceTarget.Tests.Maps;

namespace Verification.ReferenceTarget.Tests.Conformance;

/// <summary>Recording 19: releases as the API takes and shows them, and events of a minified script with and without its source map.</summary>
public sealed class ReleaseTests(Targets targets)
{
    private static readonly string[] Ours = ["dateReleased", "dateCreated", "version", "shortVersion", "projects", "url"];
    private readonly RunningTarget target = targets.Like52;
    private readonly JsonNode recorded = Recording.Load("19-releases-sourcemaps");

    private string Releases => $"/api/0/organizations/{target.Organization}/releases/";

    [Fact]
    public async Task Release_CreatedChangedAndRemoved_IsAnsweredAsRecorded()
    {
        var project = await target.NewProjectAsync();
        var body = recorded["create_release"]!["sent"]!.DeepClone();
        (body["version"], body["projects"]) = ("api@created-twice", new JsonArray(project.Slug));
        var made = await target.ApiAsync("POST", Releases, body);
        Recorded.Check(made, recorded["create_release"]!, Ours);
        made.Json!["projects"]!.AsArray().Single()!.GetValue<long>().Should().Be(project.Id);
        var again = await target.ApiAsync("POST", Releases, body.DeepClone());
        (again.Status, again.ContentType).Should().Be((500, recorded["create_again"]!["contentType"]!.GetValue<string>()));
        (await target.ApiAsync("POST", $"{project.Path}releases/", body.DeepClone())).Status.Should().Be(201);

        var date = recorded["update"]!["sent"]!["dateReleased"]!.GetValue<string>();
        var changed = await target.ApiAsync("PUT", $"{Releases}api@created-twice/", recorded["update"]!["sent"]!.DeepClone());
        Recorded.Check(changed, recorded["update"]!, Ours);
        changed.Json!["dateReleased"]!.GetValue<string>().Should().Be(date);
        Recorded.Check(await target.ApiAsync("GET", $"{Releases}api@created-twice/"), recorded["releases/web@1.0.1/"]!, Ours);

        (await target.ApiAsync("DELETE", $"{Releases}api@created-twice/")).Status.Should().Be(204);
        (await target.ApiAsync("GET", $"{Releases}api@created-twice/")).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("create_nover")]
    [InlineData("deploy")]
    public async Task Request_ThatIsRefused_IsAnsweredAsRecorded(string name)
    {
        var path = name == "deploy" ? $"{Releases}none@1/deploys/" : Releases;
        var answer = await target.ApiAsync("POST", path, recorded[name]!["sent"]!.DeepClone());
        answer.Status.Should().Be(recorded[name]!["status"]!.GetValue<int>());
        if (recorded[name]!["body"] is not null)
        {
            Recorded.Check(answer, recorded[name]!);
        }
    }

    [Fact]
    public async Task Release_OnlyNamedByAnEvent_IsListedAndWasNeverReleased()
    {
        var project = await target.NewProjectAsync();
        await project.StoredAsync(await project.SendAsync(new JsonObject { ["message"] = "hello", ["release"] = "seen@1" }));

        var listed = (await target.ApiAsync("GET", Releases)).Json!.AsArray().Single(release => release!["version"]!.GetValue<string>() == "seen@1");

        Recorded.Differences(recorded["releases/"]!["body"]![1], listed, Ours).Should().BeEmpty();
        listed!["dateReleased"].Should().BeNull();
    }

    [Fact]
    public async Task Upload_WhereItGoes_IsDescribedAsRecorded() =>
        Recorded.Check(await target.ApiAsync("GET", $"/api/0/organizations/{target.Organization}/chunk-upload/"), recorded["chunk-upload/"]!, Ours);

    [Theory]
    [InlineData("with_debug_meta")]
    [InlineData("with_release_only")]
    [InlineData("with_neither")]
    public async Task Event_OfAMinifiedScript_IsShownAsRecorded(string name)
    {
        var project = await target.NewProjectAsync();
        var release = $"web@{name}";
        (await target.ApiAsync("POST", $"{project.Path}releases/", new JsonObject { ["version"] = release })).Status.Should().Be(201);
        // Of an id that is known already nothing is taken.
        var id = name == "with_debug_meta" ? recorded["debugId"]!.GetValue<string>() : $"{Guid.NewGuid()}";
        await UploadAsync(RecordedMap.Bundle(target.Organization, release, id, recorded), release);

        var files = await target.ApiAsync("GET", $"{Releases}{release}/files/");
        Recorded.Differences(recorded["releases/web@1.0.1/files/"]!["body"], files.Json, "dateCreated", "sha1").Should().BeEmpty();
        var sent = recorded[name]!["sent"]!.DeepClone();
        if (sent["release"] is not null)
        {
            sent["release"] = release;
        }

        var stored = await project.StoredAsync(await project.SendAsync(sent));
        Recorded.Differences(recorded[name]!["event"]!["body"], stored.Json, "dateReceived", "value").Should().BeEmpty();
        var file = $"{project.Path}releases/{release}/files/{files.Json![0]!["id"]!.GetValue<string>()}/";
        (await target.ApiAsync("DELETE", file)).Status.Should().Be(204);
        (await target.ApiAsync("DELETE", file)).Status.Should().Be(404);
        (await target.ApiAsync("DELETE", $"{Releases}{release}/")).Status.Should().Be(204);
    }

    [Fact]
    public async Task Upload_OfNonsense_ChangesNothing()
    {
        await UploadAsync([1, 2, 3]);
        (await target.ApiAsync("GET", "/api/0/organizations/")).Status.Should().Be(200);
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "../../escaped" } };
        (await UploadAsync(form)).Status.Should().Be(400);
    }

    private async Task UploadAsync(byte[] bundle, string? release = null)
    {
        var checksum = new ReferenceTarget.Maps.BundledFile("bundle", bundle).Checksum;
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(bundle);
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(packed.ToArray()), "file_gzip", checksum } };
        (await UploadAsync(form)).Status.Should().Be(200);
        var assembled = await target.ApiAsync("POST", $"/api/0/organizations/{target.Organization}/artifactbundle/assemble/", new JsonObject
        {
            ["checksum"] = checksum, ["chunks"] = new JsonArray(checksum), ["projects"] = new JsonArray(), ["version"] = release,
        });
        (assembled.Status, assembled.Text.Replace(" ", "", StringComparison.Ordinal)).Should().Be((200, """{"state":"created","missingChunks":[]}"""));
    }

    private Task<Reply> UploadAsync(HttpContent form) => target.SendAsync(
        "POST", $"/api/0/organizations/{target.Organization}/chunk-upload/", form, new Dictionary<string, string> { ["Authorization"] = $"Bearer {target.Token}" });
}
