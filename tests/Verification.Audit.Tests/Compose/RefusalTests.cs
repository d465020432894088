using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class RefusalTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "", "compose.yaml:1: *services*" },
        { "# nothing\n", "compose.yaml:1: *services*" },
        { "---\n", "compose.yaml:*: *mapping*empty*" },
        { "hello", "compose.yaml:1: *mapping*a string*" },
        { "- a", "compose.yaml:1: *mapping*a list*" },
        { "services: [web]", "compose.yaml:1: services must be a mapping, and is a list*" },
        { "services: web", "compose.yaml:1: services must be a mapping, and is a string*" },
        { "services:\n", "compose.yaml:1: services must be a mapping, and is empty*" },
        { "services: {}\n", "compose.yaml:1: *no services*" },
        { "services:\n  web: [image]", "compose.yaml:2: services.web must be a mapping, and is a list*" },
        { "services:\n  web:\n", "compose.yaml:2: services.web must be a mapping, and is empty*" },
        { "services:\n  web: {}", "compose.yaml:2: *\"web\" has neither an image nor a build*" },
        { "services:\n  web: {image: a}\nservice: {}", "compose.yaml:3: *\"service\" at the top level*" },
        { "services:\n  web: {image: a}\nvolumes: [data]", "compose.yaml:3: volumes must be a mapping*" },
        { "services:\n  web: {image: a}\nvolumes: {data: x}", "compose.yaml:3: volumes.data must be a mapping*" },
        { "services:\n  we b: {image: a}", "compose.yaml:2: *\"we b\" is no name*" },
        { "services:\n  1: {image: a}", "compose.yaml:2: *a key has to be text*" },
        { "version: 3.8\nservices: {web: {image: a}}", "compose.yaml:1: version must be a string, and is a number*" },
        { "services:\n  web: {image: a}\n  web: {image: b}", "compose.yaml:3: *\"web\" is already given at line 2*" },
        { "services:\n\tweb: {image: a}", "compose.yaml:2: *not valid YAML*" },
        { "services:\n  web: {image: a", "compose.yaml:*not valid YAML*" },
        { "services:\n  web: {image: *a}", "compose.yaml:2: *\"a\" has no finished anchor*" },
        { "services:\n  web: &a {image: a, x-b: *a}", "compose.yaml:2: *\"a\" has no finished anchor*" },
        { "services:\n  web: {<<: 1, image: a}", "compose.yaml:2: *merge key*" },
        { "services:\n  web: {image: a\0}", "compose.yaml:2: *U+0000*" },
        { "services:\n  web: {image: \"${A\"}", "compose.yaml:2: *no variable that Compose understands*" },
        { "services:\n  web: {image: \"${A:?give it}\"}", "compose.yaml:2: *required variable A has no value (\"give it\")*" },
        { "services:\n  a: {image: a, depends_on: [b]}\n  b: {image: a, depends_on: [c]}\n  c: {image: a, depends_on: [a]}", "compose.yaml:*circle*" },
        { "services:\n  a: {image: a, network_mode: host, networks: [default]}", "compose.yaml:2: *both network_mode and networks*" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_ThatComposeRefuses_IsRefusedInOneSentenceWithItsLine(string text, string expected)
    {
        Action read = () => Folder.Read(text);
        read.Should().Throw<InputException>().WithMessage(expected).Which.Message.Should().EndWith(".").And.NotContain("\n");
    }

    [Fact]
    public void Folder_WithoutComposeFile_SaysWhichNamesWereLookedFor()
    {
        Action read = () => Folder.ReadAll(("readme.md", "x"));
        read.Should().Throw<InputException>().WithMessage("*compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml*");
    }

    [Fact]
    public void Message_OfAWrongValue_DoesNotQuoteIt()
    {
        Action read = () => Folder.Web("privileged: ${SECRET}", dotEnv: "SECRET=hunter2hunter2\n");
        read.Should().Throw<InputException>().Which.Message.Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("COMPOSE_PROJECT_NAME=x")]
    public void ComposeFile_ThatCantBeRead_IsAnErrorWithItsReason(string dotEnv)
    {
        Action read = () => ComposeReader.Read(new Closed(Folder.Of(("compose.yaml", "services: {}"), ("compose.override.yaml", "x-a: 1"), (".env", dotEnv)), "compose.yaml"));
        read.Should().Throw<InputException>().WithMessage("compose.yaml:1: *was not read: no permission*");
    }

    [Fact]
    public void OverrideFile_ThatCantBeRead_LeavesTheRestAndSaysSo()
    {
        ComposeProject project = ComposeReader.Read(new Closed(Folder.Of(("compose.yaml", "services: {web: {image: a}}"), ("compose.override.yaml", "x-a: 1")), "compose.override.yaml"));
        project.Unread.Should().ContainSingle().Which.Should().Match<UnreadPart>(part => part.What == "compose.override.yaml" && part.OfModel);
        project.Services.Should().ContainSingle();
    }

    [Fact]
    public void DotEnv_ThatCantBeRead_LeavesVariablesUnknownAndSaysSo()
    {
        ComposeProject project = ComposeReader.Read(new Closed(Folder.Of(("compose.yaml", "services: {web: {image: 'a:${TAG:?set it}'}}"), (".env", "TAG=1")), ".env"));
        project.Unread.Should().ContainSingle().Which.What.Should().Be(".env");
        project.DotEnv.Should().BeNull();
        project.Variables.Should().ContainSingle().Which.Set.Should().BeFalse();
    }

    private sealed class Closed(IDeploymentFiles files, string closed) : IDeploymentFiles
    {
        public IReadOnlyList<string> Paths => files.Paths;

        public FileRead Read(string path) => path.EndsWith(closed, StringComparison.Ordinal) ? new FileUnread("no permission") : files.Read(path);

        public string? Mode(string path) => null;
    }
}
