using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

public sealed class CatalogueInputTests : IDisposable
{
    private const string Check = "checks/sdk/TagsAreIntact/check.yaml";
    private readonly Clone _clone = Clone.OfCatalogue();

    [Theory]
    [InlineData(Check, "", "scenarios/checks/sdk/TagsAreIntact/check.yaml:1", "empty")]
    [InlineData(Check, "id: TagsAreIntact\narea: [sdk\n", "scenarios/checks/sdk/TagsAreIntact/check.yaml:")]
    [InlineData(Check, "id: TagsAreIntact\n\tarea: sdk\n", "scenarios/checks/sdk/TagsAreIntact/check.yaml:2", "tab")]
    [InlineData(Check, "id: TagsAreIntact\narea: sdk\n", "scenarios/checks/sdk/TagsAreIntact/check.yaml:1", "'question'")]
    [InlineData("checks/sdk/NoFile/notes.txt", "x", "scenarios/checks/sdk/NoFile/check.yaml", "missing")]
    [InlineData("waivers.yaml", "waivers:\n  - check: TagsAreIntact\n    who: me\n", "scenarios/waivers.yaml:2", "'reason'")]
    [InlineData("waivers.yaml", "waivers:\n  - check: TagsAreIntact\n    reason: x\n    who: me\n    until: soon\n", "scenarios/waivers.yaml:5", "date")]
    [InlineData("waivers.yaml", "waivers:\n  - check: NoSuch\n    reason: x\n    who: me\n    until: 2027-01-01\n", "NoSuch", "does not exist")]
    [InlineData("waivers.yaml", "waiver: []\n", "scenarios/waivers.yaml:1", "'waiver' is not known")]
    [InlineData("quarantine.yaml", "quarantine:\n  - check: TagsAreIntact\n    since: 2026-13-01\n    reason: x\n", "scenarios/quarantine.yaml:3", "date")]
    [InlineData("quarantine.yaml", "quarantine: yes\n", "scenarios/quarantine.yaml:1", "must be a list")]
    public async Task List_MalformedFile_NamesFileAndLine(string file, string text, params string[] words)
    {
        _clone.WriteScenario(file, text);

        (await CliProcess.RunAsync(_clone, ["list"])).ShouldRefuse(ExitCodes.Usage, words);
    }

    [Fact]
    public async Task Run_ProgramsAreNotBuilt_SaysHowToBuildThem() =>
        (await CliProcess.RunAsync(_clone, ["run"])).ShouldRefuse(ExitCodes.Usage, "Verification.Acceptance.dll is missing", "run-suite.sh");

    public void Dispose() => _clone.Dispose();
}
