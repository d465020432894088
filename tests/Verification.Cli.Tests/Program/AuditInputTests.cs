using Verification.Cli.Tests.Support;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Tests.Program;

/// <summary>Folders that can't be audited, or only in part.</summary>
public sealed class AuditInputTests(Clone clone)
{
    private const string Sound = "services:\n  web:\n    image: glitchtip/glitchtip:5.2\n";

    [Theory]
    [InlineData("no-compose", ".env", "A=1\n", "compose.yaml")]
    [InlineData("not-yaml", "compose.yaml", "services:\n  web: [\n", "compose.yaml:")]
    [InlineData("tab", "compose.yaml", "services:\n\tweb: {}\n", "compose.yaml:2")]
    [InlineData("twice", "compose.yaml", Sound + "    image: other\n", "compose.yaml:4")]
    [InlineData("list", "compose.yaml", "services: [web]\n", "compose.yaml:1")]
    [InlineData("refused", "compose.yaml", "services:\n  web:\n    image: ${TAG:?must be set}\n", "compose.yaml:3")]
    [InlineData("circle", "compose.yaml", "services:\n  web:\n    extends: web\n", "compose.yaml:")]
    public async Task Audit_UnusableFolder_IsRefusedWithOneSentence(string name, string file, string text, string words)
    {
        CliResult result = await AuditAsync(Folder(name, (file, text)));

        result.ShouldRefuse(ExitCodes.Usage, words);
    }

    [Fact]
    public async Task Audit_AFile_IsRefused() => (await AuditAsync(Path.Combine(Folder("file", ("compose.yaml", Sound)), "compose.yaml"))).ShouldRefuse(ExitCodes.Usage, "is a file");

    [Fact]
    public async Task Audit_NoName_IsRefused() => (await AuditAsync("")).ShouldRefuse(ExitCodes.Usage, "name is empty");

    [Fact]
    public async Task Audit_SeparatorAtTheEnd_IsTheSameFolder()
    {
        string folder = Folder("separator", ("compose.yaml", Sound));

        (await AuditAsync(folder + "/")).LastLine.Should().StartWith("AUDIT FAILED");
    }

    [Fact]
    public async Task Audit_ModesThatAreStatedButNotReal_DoNotCount()
    {
        string folder = Folder("modes", ("compose.yaml", Sound), (".env", "SECRET_KEY=0123456789abcdef0123456789abcdef\n"), ("file-modes.txt", "600 .env\n")), results = clone.Fresh("modes");
        File.SetUnixFileMode(Path.Combine(folder, ".env"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await CliProcess.RunAsync(clone, ["audit", folder, "--out", results]);

        File.ReadAllText(Path.Combine(results, "report.md")).Should().Contain(".env has mode 604");
    }

    [Fact]
    public async Task Audit_LinksInACircle_AreNotFollowed()
    {
        string folder = Folder("loop", ("compose.yaml", Sound + "    env_file: a.env\n"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "inner"), folder);
        File.CreateSymbolicLink(Path.Combine(folder, "a.env"), Path.Combine(folder, "b.env"));
        File.CreateSymbolicLink(Path.Combine(folder, "b.env"), Path.Combine(folder, "a.env"));

        await IsPartialAsync(folder, "a.env");
    }

    [Fact]
    public async Task Audit_FileOutsideTheFolder_IsNotRead_AndWhatNeedsItIsUnknown() =>
        await IsPartialAsync(Folder("outside", ("compose.yaml", Sound + "    env_file: ../../secret.env\n")), "secret.env");

    [Fact]
    public async Task Audit_LinkThatLeadsOut_IsNotRead()
    {
        string folder = Folder("link", ("compose.yaml", Sound + "    env_file: out.env\n"));
        string outside = clone.Fresh("outside");
        Directory.CreateDirectory(Path.GetDirectoryName(outside)!);
        File.WriteAllText(outside, "ENABLE_USER_REGISTRATION=false\n");
        File.CreateSymbolicLink(Path.Combine(folder, "out.env"), outside);

        await IsPartialAsync(folder, "out.env");
    }

    [Fact]
    public async Task Audit_PipeInsteadOfAFile_IsNotTakenForAnEmptyOne()
    {
        string folder = Folder("pipe", ("compose.yaml", Sound + "    env_file: secrets.env\n"));
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "secrets.env")]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await IsPartialAsync(folder, "secrets.env");
    }

    [Fact]
    public async Task Audit_PasswordMethodInAnUnreadFile_IsUnknown()
    {
        string folder = Folder("trust", ("compose.yaml", Sound + "  db:\n    image: postgres:16\n    env_file: ../../db.env\n")), results = clone.Fresh("trust");
        await CliProcess.RunAsync(clone, ["audit", folder, "--out", results]);

        File.ReadAllText(Path.Combine(results, "evidence.jsonl")).Split('\n').Single(line => line.Contains("\"DatabaseTrustsNobody\"")).Should().Contain("\"outcome\":\"unknown\"");
    }

    [Fact]
    public async Task Audit_HugeAndBinaryFiles_AreReportedAsUnread()
    {
        string folder = Folder("huge", ("compose.yaml", Sound + "    env_file: [big.env, binary.env]\n"), ("big.env", new string('A', 2_000_000)), ("binary.env", "A=\0"));

        await IsPartialAsync(folder, "big.env", "binary.env");
    }

    // A partial audit: it says what it could not read, and what depends on it is Unknown, not failed and not passed.
    private async Task IsPartialAsync(string folder, params string[] unread)
    {
        string results = clone.Fresh("partial");
        CliResult result = await CliProcess.RunAsync(clone, ["audit", folder, "--out", results]);
        string report = File.ReadAllText(Path.Combine(results, "report.md"));

        result.Errors.Should().BeEmpty();
        Array.ForEach(unread, name => report.Should().Contain(name));
        string verdict = File.ReadAllText(Path.Combine(results, "verdict.json"));
        System.Text.Json.Nodes.JsonNode check = System.Text.Json.Nodes.JsonNode.Parse(verdict)!["checks"]!.AsArray().Single(one => (string)one!["id"]! == "RegistrationIsClosedBySetting")!;
        ((string)check["outcome"]!).Should().Be("unknown");
    }

    private Task<CliResult> AuditAsync(string folder) => CliProcess.RunAsync(clone, ["audit", folder, "--out", clone.Fresh("audit")]);

    private string Folder(string name, params (string Path, string Text)[] files)
    {
        string folder = clone.Fresh(name);
        Directory.CreateDirectory(folder);
        foreach ((string path, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        return folder;
    }
}
