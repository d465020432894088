using System.Text.Json;
using FluentAssertions;
using Verification.Acceptance.Releases;
using Verification.Acceptance.Scrubbing;
using Verification.Fixtures.Attached;
using Verification.Fixtures.Sdk;
using Verification.Readiness;
using Verification.Readiness.Evidence;
using Xunit;

namespace Verification.Acceptance.Tests.Recordings;

/// <summary>What the real 5.2 made of releases and of a minified script (recording 19), put through the evaluators.</summary>
public sealed class ReleaseEvaluatorTests
{
    private const string Bundle = "app.min.js";
    private static readonly JsonElement Recording = Recorded.File("19-releases-sourcemaps");

    // Where the sources have the error, as the recording's own frames show them; its sources were not kept.
    private static readonly NativeError Native = new("bundle", "Error", "sourcemapped boom 6", JsonSerializer.SerializeToElement(new
    {
        frames = new[]
        {
            new { file = "a.ts", line = 4, text = "  if (total > 3) throw new Error('sourcemapped boom ' + total);" },
            new { file = "a.ts", line = 7, text = "export function handleCheckoutRequest(c: Cart) { return computeTotalOfCart(c) + 1; }" },
            new { file = "a.ts", line = 8, text = "(globalThis as any).go = () => handleCheckoutRequest({ items: [1, 2, 3] });" },
        },
    }));

    [Theory]
    [InlineData("with_debug_meta")]
    [InlineData("with_release_only")]
    public void Frames_OfAScriptWithItsMap_Pass(string name) =>
        OfFrames(name).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Measured == 100 && seen.Samples == 3);

    [Fact]
    public void Frames_OfAScriptWithoutMap_Fail() =>
        OfFrames("with_neither").Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 0 && seen.Details.Count == 3);

    [Theory]
    [InlineData("\"lineNo\":4", "\"lineNo\":5")]
    [InlineData("../app/a.ts", "../app/b.ts")]
    [InlineData("if (total", "if (sum")]
    public void Frames_TamperedRecording_Fail(string was, string becomes) =>
        OfFrames("with_debug_meta", text => text.Replace(was, becomes, StringComparison.Ordinal)).Outcome.Should().Be(Outcome.Fail);

    [Fact]
    public void Frames_WhereOthersAreAlteredToo_AreUnknown()
    {
        JsonElement other = JsonSerializer.SerializeToElement(new { exception = new { values = new[] { new { stacktrace = new { frames = new[] { new { filename = "/srv/app/main.js", lineno = 1 } } } } } } });
        BundleError error = new(other, Recording.GetProperty("with_debug_meta").GetProperty("event").GetProperty("body"), Native);

        FramesAreMapped.Evaluate(Recorded.Check(nameof(FramesAreMapped)), Bundle, [error], "").Outcome.Should().Be(Outcome.Unknown);
    }

    [Fact]
    public void Release_OfADeploy_PassesAndOneThatAnEventMadeUp_Fails()
    {
        ServiceRelease[] releases = [.. Recording.GetProperty("releases/").GetProperty("body").EnumerateArray().Select(release => new ServiceRelease(
            "api-server", new(release.GetProperty("version").GetString()!, release.GetProperty("dateReleased") is { ValueKind: JsonValueKind.String } at ? at.GetDateTimeOffset() : null), null))];

        OfReleases(releases[0]).Outcome.Should().Be(Outcome.Pass);
        OfReleases(releases).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1 && seen.Details[0] == "api-server: rig@1.2.3 was never finalised");
    }

    [Fact]
    public void Release_OfAServiceThatWasNotSeen_IsUnknown() => OfReleases(new ServiceRelease("api-server", null, "no event of it was found")).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Release_ThatNoEventNames_Fails() => OfReleases(new ServiceRelease("api-server", null, null)).Outcome.Should().Be(Outcome.Fail);

    // As sentry-cli 2.58.6 ended on the real 5.2 (sentry-cli-2.txt): it can't read the answer, and the release is there; it counts as released from its creation on.
    [Fact]
    public void Deploy_ThatSentryCliCannotRead_Passes() =>
        OfDeploy(Created, Created, Created with { DateReleased = DateTimeOffset.UnixEpoch.AddSeconds(1) }).Should().Match<Observation>(seen => seen.Outcome == Outcome.Pass && seen.Reason.Contains("ended with 1"));

    [Fact]
    public void Deploy_WhoseFinalizeChangesNothing_Fails() => OfDeploy(Created, Created, Created).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 1);

    [Fact]
    public void Deploy_ThatLeavesNothing_Fails() => OfDeploy(null, null, null).Should().Match<Observation>(seen => seen.Outcome == Outcome.Fail && seen.Measured == 2);

    [Theory]
    [InlineData("error: API request failed\n\nCaused by:\n    0: API request failed\n    1: [7] Could not connect to server (Failed to connect)")]
    [InlineData("error: API request failed\n\nCaused by:\n    0: API request failed\n    1: [60] SSL peer certificate or SSH remote key was not OK")]
    public void Deploy_ThatNeverGotToTheTarget_IsUnknown(string said) => ReleaseIsCreatedAndFinalized.Evaluate(
        Recorded.Check(nameof(ReleaseIsCreatedAndFinalized)), new Deployed("sentry-cli 2.58.6", Bundle, [new("new", 1, 20, said, null), new("upload", 1, 20, said, null), new("finalize", 1, 20, said, null)])).Outcome.Should().Be(Outcome.Unknown);

    // The recording's events show a request with all its headers, as 5.2 keeps them.
    [Fact]
    public void Headers_AsTheProductKeepsThem_FailByName() => OfHeaders(Request("""[["Authorization","Bearer x"],["Cookie","a=b"],["Host","h"]]""", """[["a","b"]]""")).Should().Match<Observation>(
        seen => seen.Outcome == Outcome.Fail && seen.Measured == 3 && seen.Details[0].EndsWith("authorization, cookie, cookies"));

    [Theory]
    [InlineData("""[["Authorization","[Filtered]"],["X-Api-Key","***"],["Host","h"]]""", """[["a","[Filtered]"]]""", Outcome.Pass)]
    [InlineData("""{"host":"h","cookie":""}""", "{}", Outcome.Pass)]
    [InlineData("""[["x-auth-token","1"]]""", "null", Outcome.Fail)]
    [InlineData("[]", "\"a=b\"", Outcome.Fail)]
    [InlineData("""[["X-Forwarded-For","203.0.113.9"]]""", "null", Outcome.Fail)]
    public void Headers_InEveryShape_AreRead(string headers, string cookies, Outcome expected) => OfHeaders(Request(headers, cookies)).Outcome.Should().Be(expected);

    [Fact]
    public void Headers_OfEventsWithoutARequest_AreUnknown() => OfHeaders(Recording.GetProperty("with_neither").GetProperty("event").GetProperty("body")).Outcome.Should().Be(Outcome.Unknown);

    [Fact]
    public void Headers_WhereAServiceWasNotSeen_AreUnknown()
    {
        ServiceEvents clean = new("api-server", [Request("[]", "null")], null), unseen = new("worker", [], null), partly = clean with { Doubt = "30 issues mention it" };

        Observation Of(params ServiceEvents[] seen) => SensitiveHeadersAreNotDelivered.Evaluate(Recorded.Check(nameof(SensitiveHeadersAreNotDelivered)), seen);
        Of(clean).Outcome.Should().Be(Outcome.Pass);
        Of(clean, unseen).Outcome.Should().Be(Outcome.Unknown);
        Of(partly).Outcome.Should().Be(Outcome.Unknown);
        Of(clean with { Newest = [Request("""[["Cookie","a=b"]]""", "null")] }, unseen).Outcome.Should().Be(Outcome.Fail);
    }

    private static ShownRelease Created { get; } = new("web@1.0.1", DateTimeOffset.UnixEpoch);

    private static JsonElement Request(string headers, string cookies) =>
        JsonSerializer.Deserialize<JsonElement>("""{"id":"1","entries":[{"type":"request","data":{"url":"http://shop.test/","headers":HEADERS,"cookies":COOKIES}}]}""".Replace("HEADERS", headers).Replace("COOKIES", cookies));

    private static Observation OfHeaders(params JsonElement[] events) => SensitiveHeadersAreNotDelivered.Evaluate(Recorded.Check(nameof(SensitiveHeadersAreNotDelivered)), events, "");

    private static Observation OfFrames(string name, Func<string, string>? tamper = null)
    {
        string shown = Recording.GetProperty(name).GetProperty("event").GetProperty("body").ToString().Replace("\": ", "\":", StringComparison.Ordinal);
        return FramesAreMapped.Evaluate(Recorded.Check(nameof(FramesAreMapped)), Bundle, [new(Recording.GetProperty(name).GetProperty("sent"), JsonSerializer.Deserialize<JsonElement>(tamper?.Invoke(shown) ?? shown), Native)], "");
    }

    private static Observation OfReleases(params ServiceRelease[] releases) => ReleaseIsCreatedAndFinalized.Evaluate(Recorded.Check(nameof(ReleaseIsCreatedAndFinalized)), releases);

    private static Observation OfDeploy(ShownRelease? afterNew, ShownRelease? afterUpload, ShownRelease? afterFinalize) => ReleaseIsCreatedAndFinalized.Evaluate(
        Recorded.Check(nameof(ReleaseIsCreatedAndFinalized)),
        new Deployed("sentry-cli 2.58.6", Bundle, [new("new", 1, 20, "invalid type: integer", afterNew), new("upload", 0, 20, "", afterUpload), new("finalize", 1, 20, "invalid type: integer", afterFinalize)]));
}
