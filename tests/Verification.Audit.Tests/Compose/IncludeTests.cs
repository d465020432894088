using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class IncludeTests
{
    private static readonly (string, string) Sub = ("sub/compose.yml", "services:\n  db: {image: 'd:$TAG', volumes: ['./x:/x'], environment: [OWN, A=$OWN]}\nvolumes: {data: }\n");

    [Theory]
    [InlineData("- sub/compose.yml")]
    [InlineData("- path: sub/compose.yml")]
    [InlineData("- {path: [sub/compose.yml]}")]
    public void Include_OfAFolder_HasItsOwnFolderAndVariables(string include)
    {
        ComposeProject project = Folder.ReadAll(
            ("compose.yaml", $"include:\n  {include}\nservices: {{web: {{image: w, depends_on: [db], volumes: ['data:/d']}}}}\n"), (".env", "TAG=1\n"), ("sub/.env", "TAG=2\nOWN=o\n"), Sub);
        project.Services.Select(service => service.Name).Should().Equal("db", "web");
        Folder.Flow(project.Service("db")!.Tree).Should().Be("{image: d:1, volumes: [{type: bind, source: ./sub/x, target: /x}], environment: {OWN: o, A: o}}");
        project.Files.Should().Equal("compose.yaml", "sub/compose.yml");
        project.EnvFiles.Select(file => file.Path).Should().Equal("sub/.env");
        project.Root["include"].Should().BeNull();
    }

    [Fact]
    public void Include_WithFolderAndEnvFile_TakesThose() => Folder.Flow(Folder.ReadAll(
        ("compose.yaml", "include:\n  - {path: sub/compose.yml, project_directory: other, env_file: my.env}\n"), ("my.env", "TAG=9\n"), Sub).Service("db")!.Node("volumes.0.source"))
        .Should().Be("./other/x");

    [Fact]
    public void Include_OfWhatTheFileDefinesOtherwise_IsRefusedWithBothPlaces()
    {
        Action read = () => Folder.ReadAll(("compose.yaml", "include: [sub/compose.yml]\nservices: {db: {image: mine}}\n"), Sub);
        read.Should().Throw<InputException>().WithMessage("compose.yaml:2: \"db\" is included from sub/compose.yml:2 and defined otherwise here*");
    }

    [Fact]
    public void Include_OfWhatTheFileDefinesTheSame_IsRead() => Folder.Flow(Folder.ReadAll(
        ("compose.yaml", "include: [sub/compose.yml]\nservices: {web: {image: w}}\nvolumes: {data: }\n"), Sub).Node("volumes")).Should().Be("{data: {}}");

    [Fact]
    public void Include_InAnOverrideFile_MayBeChangedThere() => Folder.ReadAll(
        ("compose.yaml", "include: [sub/compose.yml]\n"), ("compose.override.yaml", "services: {db: {image: mine}}\n"), Sub).Service("db")!.Image.Should().Be("mine");

    [Fact]
    public void Include_OfServices_MayBeExtended() => Folder.ReadAll(("compose.yaml", "include: [sub/compose.yml]\nservices: {web: {extends: db, user: u}}\n"), Sub)
        .Service("web")!.Image.Should().Be("d:");

    [Theory]
    [InlineData("../out.yml", "it lies outside the deployment folder")]
    [InlineData("oci://example.test/x", "it lies on another machine")]
    [InlineData("https://example.test/x.git", "it lies on another machine")]
    public void Include_FromElsewhere_IsReportedAsUnreadAndLeavesNamesOpen(string path, string reason)
    {
        ComposeProject project = Folder.Read($"include: ['{path}']\nservices: {{web: {{image: w, depends_on: [db], volumes: ['data:/d']}}}}\n");
        project.Unread.Should().ContainSingle().Which.Should().Be(new UnreadPart(path, reason, new("compose.yaml", 1), OfModel: true));
        project.Services.Should().ContainSingle();
    }

    [Theory]
    [InlineData("include: [none.yml]", "compose.yaml:1: the file \"none.yml\" is asked for and isn't there*")]
    [InlineData("include: [compose.yaml]", "compose.yaml:1: the file \"compose.yaml\" includes itself*")]
    [InlineData("include: [loop.yml]", "loop.yml:1: the file \"compose.yaml\" includes itself*")]
    [InlineData("include: {path: a}", "compose.yaml:1: include must be a list*")]
    [InlineData("include: [{project_directory: x}]", "compose.yaml:1: an include names no file*")]
    [InlineData("include: [[a]]", "compose.yaml:1: include.0 must be a string or a mapping*")]
    [InlineData("include: [broken.yml]", "broken.yml:2: *")]
    public void Include_InVain_IsRefused(string line, string expected)
    {
        Action read = () => Folder.ReadAll(
            ("compose.yaml", $"{line}\nservices: {{web: {{image: a}}}}\n"), ("loop.yml", "include: [compose.yaml]\n"), ("broken.yml", "a: 1\nb: ]\n"));
        read.Should().Throw<InputException>().WithMessage(expected);
    }

    [Fact]
    public void Include_OfAMissingEnvFile_IsReportedAsUnread() => Folder.ReadAll(("compose.yaml", "include: [{path: sub/compose.yml, env_file: none.env}]"), Sub)
        .Unread.Should().ContainSingle().Which.What.Should().Be("none.env");
}
