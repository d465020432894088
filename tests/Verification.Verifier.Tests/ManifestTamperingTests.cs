using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Verification.Verifier.Tests;

/// <summary>The manifest covers every file, exactly, and nothing outside the bundle.</summary>
public sealed class ManifestTamperingTests
{
    private static readonly Dictionary<string, (Action<Bundle> Tamper, string Named)> Tamperings = new()
    {
        ["file altered"] = (bundle => bundle.Write("logs/web.log", "STARTED\n"), "logs/web.log was altered"),
        ["file grown"] = (bundle => bundle.Write("logs/web.log", "started\n "), "logs/web.log was altered"),
        ["file missing"] = (bundle => bundle.Delete("logs/web.log"), "logs/web.log is listed in manifest.json but missing"),
        ["file extra"] = (bundle => bundle.Write("logs/extra.log", ""), "logs/extra.log is in the bundle but not in manifest.json"),
        ["hidden file extra"] = (bundle => bundle.Write(".hidden", ""), ".hidden is in the bundle"),
        ["second manifest in a folder"] = (bundle => bundle.Write("logs/manifest.json", "{}"), "logs/manifest.json is in the bundle"),
        ["file replaced by a link"] = (bundle => Link(bundle, "logs/web.log"), "logs/web.log is listed in manifest.json but missing"),
        ["folder of links added"] = (bundle => Directory.CreateSymbolicLink(Path.Combine(bundle.Path, "more"), Path.Combine(bundle.Path, "logs")), "more is in the bundle but not in"),
        ["digest edited"] = (bundle => bundle.Edit("manifest.json", root => root["files"]![0]!["sha256"] = new string('0', 64)), "catalogue.json was altered"),
        ["length edited"] = (bundle => bundle.Edit("manifest.json", root => root["files"]![0]!["bytes"] = 1), "catalogue.json was altered"),
        ["entry removed"] = (bundle => bundle.Edit("manifest.json", root => root["files"]!.AsArray().RemoveAt(0)), "catalogue.json is in the bundle but not in"),
        ["entry twice"] = (bundle => bundle.Edit("manifest.json", root => root["files"]!.AsArray().Add(root["files"]![0]!.DeepClone())), "catalogue.json is listed twice"),
        ["path above the bundle"] = (bundle => Add(bundle, "../outside.txt"), "../outside.txt is not a path inside"),
        ["path above from within"] = (bundle => Add(bundle, "logs/../../outside.txt"), "is not a path inside"),
        ["path from the root"] = (bundle => Add(bundle, "/etc/hostname"), "/etc/hostname is not a path inside"),
        ["path with a backslash"] = (bundle => Add(bundle, "..\\outside.txt"), "is not a path inside"),
        ["path with a drive"] = (bundle => Add(bundle, "C:/outside.txt"), "is not a path inside"),
        ["path of nothing"] = (bundle => Add(bundle, ""), "is not a path inside"),
        ["path of the manifest itself"] = (bundle => Add(bundle, "manifest.json"), "manifest.json is listed twice"),
        ["run renamed"] = (bundle => bundle.Edit("manifest.json", root => root["runId"] = "run-2"), "manifest.json's runId"),
        ["commit edited"] = (bundle => bundle.Edit("manifest.json", root => root["commit"] = "f00"), "manifest.json's commit"),
        ["manifest missing"] = (bundle => bundle.Delete("manifest.json"), "manifest.json"),
        ["manifest not JSON"] = (bundle => bundle.Write("manifest.json", "{"), "manifest.json"),
        ["manifest of nothing"] = (bundle => bundle.Write("manifest.json", "{}"), "it has no 'files'"),
    };

    private static readonly string[] Needed = ["run.json", "catalogue.json", "evidence.jsonl", "verdict.json", "manifest.json"];

    public static TheoryData<string> Names => [.. Tamperings.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Verify_AManifestThatDoesNotFit_NamesIt(string name)
    {
        using Bundle bundle = Bundle.Sound();
        Tamperings[name].Tamper(bundle);

        VerifierResult result = bundle.Verified();

        result.Should().BeEquivalentTo(new { Word = "GO", ExitCode = 70 }, "what it comes to by itself and that it must not count are two things");
        result.Disagreements.Should().Contain(sentence => sentence.Contains(Tamperings[name].Named));
    }

    [Fact]
    public void Verify_OneFaultOfTheManifest_IsOneSentence()
    {
        using Bundle bundle = Bundle.Sound();
        bundle.Delete("manifest.json");

        bundle.Verified().Disagreements.Should().ContainSingle();
    }

    [Fact]
    public void Verify_EveryFileMissing_HasASentenceForEach()
    {
        using Bundle bundle = Bundle.Sound();
        string[] files = [.. Directory.GetFiles(bundle.Path).Select(path => Path.GetFileName(path))];
        Array.ForEach(files, bundle.Delete);
        bundle.Delete("logs/web.log");

        VerifierResult result = bundle.Verified();

        result.Should().BeEquivalentTo(new { Word = (string?)null, ExitCode = 70 });
        Needed.Should().OnlyContain(name => result.Disagreements.Count(sentence => sentence.StartsWith(name)) == 1);
    }

    [Fact]
    public void Verify_NoDirectoryAtAll_IsADisagreementNotACrash() =>
        BundleVerifier.Verify(Path.Combine(Path.GetTempPath(), $"no-such-bundle-{Guid.NewGuid():N}")).Should().BeEquivalentTo(new { Word = (string?)null, ExitCode = 70 });

    private static void Link(Bundle bundle, string name)
    {
        string path = Path.Combine(bundle.Path, name);
        string elsewhere = Path.Combine(bundle.Path, "elsewhere");
        File.Move(path, elsewhere);
        File.CreateSymbolicLink(path, elsewhere);
    }

    private static void Add(Bundle bundle, string path) => bundle.Edit("manifest.json", root =>
        root["files"]!.AsArray().Add(new JsonObject { ["path"] = path, ["sha256"] = new string('0', 64), ["bytes"] = 0 }));
}
