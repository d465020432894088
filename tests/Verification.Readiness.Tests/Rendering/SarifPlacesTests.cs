using System.Text.Json.Nodes;
using FluentAssertions;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rendering;
using Verification.Readiness.Verdicts;
using Xunit;

namespace Verification.Readiness.Tests.Rendering;

/// <summary>Where SARIF results point, how they are recognised again, and that foreign text in them does nothing.</summary>
public sealed class SarifPlacesTests
{
    [Theory]
    [InlineData("deploy/glitchtip", "compose.yaml", "deploy/glitchtip/compose.yaml", null)]
    [InlineData("./deploy/", "./compose.yaml", "deploy/compose.yaml", null)]
    [InlineData(".", ".env", ".env", null)]
    [InlineData("", ".env", ".env", null)]
    [InlineData("deploy", ".", "deploy/.", null)]
    [InlineData(".", ".", ".", null)]
    [InlineData("my deploy", "backup script.sh", "my%20deploy/backup%20script.sh", null)]
    [InlineData("a#b?c%d", "ü[1].yaml", "a%23b%3Fc%25d/%C3%BC%5B1%5D.yaml", null)]
    [InlineData("deploy", "c:x.yaml", "deploy/c%3Ax.yaml", null)]
    [InlineData("https://evil.example.test", "x", "https%3A/evil.example.test/x", null)]
    [InlineData("deploy\\glitchtip", "conf\\x.yaml", "deploy/glitchtip/conf%5Cx.yaml", null)]
    [InlineData("deploy", "a\nb\u202e.yaml", "deploy/a%0Ab%E2%80%AE.yaml", null)]
    [InlineData("/srv/glitchtip", "compose.yaml", "compose.yaml", "DEPLOYMENT")]
    [InlineData("../other/deploy", "conf/x.yaml", "conf/x.yaml", "DEPLOYMENT")]
    [InlineData("a/../b", "x", "x", "DEPLOYMENT")]
    [InlineData("C:\\deploy", "x", "x", "DEPLOYMENT")]
    [InlineData("/srv", ".", ".", "DEPLOYMENT")]
    public void Uri_OfAPlace_IsRelativeToTheRepositoryOrToTheFolder(string folder, string file, string uri, string? baseId)
    {
        JsonObject run = Of(folder, new Place(file, 3));
        JsonNode artifact = run["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;

        artifact["uri"]!.GetValue<string>().Should().Be(uri);
        artifact["uriBaseId"]?.GetValue<string>().Should().Be(baseId);
        System.Uri.IsWellFormedUriString(uri, UriKind.Relative).Should().BeTrue();
        run["originalUriBaseIds"]?.AsObject().Select(known => known.Key).Should().Equal(baseId);
        run["originalUriBaseIds"]?["DEPLOYMENT"]!.AsObject().ContainsKey("uri").Should().BeFalse("no path of the machine that audited belongs into a report");
    }

    [Fact]
    public void Fingerprint_OfAFindingThatMoved_StaysTheSame() =>
        Prints("deploy", new Place("compose.yaml", 3)).Should().Equal(Prints("deploy", new Place("compose.yaml", 300)));

    [Fact]
    public void Fingerprints_OfDifferentFindings_Differ()
    {
        string[] prints = [.. Prints("deploy", new Place("a.yaml", 1), new Place("b.yaml", 1)), .. Prints("deploy", "other text", new Place("a.yaml", 1))];

        prints.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Fingerprints_OfEqualFindingsInOneFile_AreCounted()
    {
        string[] prints = [.. Prints("deploy", new Place("a.yaml", 1), new Place("a.yaml", 2), new Place("a.yaml", 3))];

        prints.Select(print => print.Split(':')[0]).Distinct().Should().ContainSingle();
        prints.Select(print => print.Split(':')[1]).Should().Equal("1", "2", "3");
    }

    [Theory]
    [InlineData("see [here](https://evil.example.test)", "see [here]\u2060(https:\u2060//evil.example.test)")]
    [InlineData("ask @octocat about #12", "ask @\u2060octocat about #\u206012")]
    [InlineData("{0} of ${A}", "{{0}} of ${{A}}")]
    [InlineData("a\u001b[31m\nb\u202e", "a\\u001B[31m ↵ b\\u202E")]
    public void Message_OfHostileText_IsReadAndDoesNothing(string text, string expected) =>
        Of("deploy", text, new Place("a", 1))["results"]![0]!["message"]!["text"]!.GetValue<string>().Should().Be(expected);

    [Fact]
    public void Help_OfHostileText_IsInertMarkdown()
    {
        VerdictDocument document = AuditSamples.Passing();
        document = document with { Checks = [document.Checks[0] with { Remediation = "<img src=x> [a](b) `c` {0}", Source = "# h" }] };
        JsonNode help = JsonNode.Parse(SarifReport.Render(document))!["runs"]![0]!["tool"]!["driver"]!["rules"]![0]!["help"]!;

        help["markdown"]!.GetValue<string>().Should().StartWith("**Do:** &lt;img src=x&gt; \\[a\\](b) \\`c\\` {{0}} (about").And.Contain("**Source:** \\# h");
    }

    [Fact]
    public void Log_OfHostileText_IsPlainAscii() =>
        SarifReport.Render(Planting.Plant(AuditSamples.Audit(), string.Join(' ', Planting.Payloads))).Should().MatchRegex("^[ -~\n]+$").And.NotContainAny("<", ">");

    private static IEnumerable<string> Prints(string folder, params Place[] places) => Prints(folder, "found", places);

    private static IEnumerable<string> Prints(string folder, string text, params Place[] places) =>
        Of(folder, text, places)["results"]!.AsArray().Select(result => result!["partialFingerprints"]!["primaryLocationLineHash"]!.GetValue<string>());

    private static JsonObject Of(string folder, params Place[] places) => Of(folder, "found", places);

    private static JsonObject Of(string folder, string text, params Place[] places)
    {
        VerdictDocument document = AuditSamples.Passing();
        CheckEntry check = document.Checks[0] with { Outcome = Outcome.Fail, Places = places, Details = [.. places.Select(place => $"{place}: {text}")] };
        return JsonNode.Parse(SarifReport.Render(document with { Checks = [check], Deployment = document.Deployment! with { Path = folder } }))!["runs"]![0]!.AsObject();
    }
}
