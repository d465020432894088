using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class FileChoiceTests
{
    private const string Plain = "services: {web: {image: a}}\n";

    public static TheoryData<string[], string[]> Names => new()
    {
        { ["compose.yaml", "compose.yml", "docker-compose.yml"], ["compose.yaml"] },
        { ["compose.yml", "docker-compose.yml"], ["compose.yml"] },
        { ["docker-compose.yml", "docker-compose.yaml"], ["docker-compose.yml"] },
        { ["docker-compose.yaml"], ["docker-compose.yaml"] },
        { ["compose.yaml", "compose.override.yaml"], ["compose.yaml", "compose.override.yaml"] },
        { ["compose.yaml", "compose.override.yaml", "compose.override.yml"], ["compose.yaml", "compose.override.yml"] },
        { ["docker-compose.yml", "docker-compose.override.yml"], ["docker-compose.yml", "docker-compose.override.yml"] },
        { ["docker-compose.yml", "docker-compose.prod.yml"], ["docker-compose.yml"] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Folder_OfSeveralFiles_ReadsThoseThatComposeReads(string[] there, string[] read) =>
        Folder.ReadAll([.. there.Select(name => (name, Plain))]).Files.Should().Equal(read);

    [Theory]
    [InlineData("COMPOSE_FILE=a.yml:b.yml\n")]
    [InlineData("COMPOSE_FILE=./a.yml,x/../b.yml\nCOMPOSE_PATH_SEPARATOR=,\n")]
    public void DotEnv_NamingFiles_OverrulesTheNames(string dotEnv)
    {
        ComposeProject project = Folder.ReadAll((".env", dotEnv), ("compose.yaml", Plain), ("a.yml", Plain), ("b.yml", "services: {web: {image: b}}"));
        project.Files.Should().Equal("a.yml", "b.yml");
        project.Service("web")!.Image.Should().Be("b");
    }

    [Fact]
    public void DotEnv_NamingAFileElsewhere_MovesTheProjectThereWithItsDotEnv()
    {
        ComposeProject project = Folder.ReadAll(
            (".env", "COMPOSE_FILE=deploy/c.yml\nTAG=1\n"), ("deploy/.env", "TAG=2\nUSER=u\n"), ("deploy/c.yml", "services: {web: {image: 'a:$TAG', user: $USER, volumes: ['./x:/x']}}"));
        Folder.Flow(project.Service("web")!.Tree).Should().Be("{image: a:1, user: u, volumes: [{type: bind, source: ./deploy/x, target: /x}]}");
        project.EnvFiles.Select(file => file.Path).Should().Equal("deploy/.env");
    }

    [Theory]
    [InlineData("COMPOSE_FILE=none.yml", ".env:1: the file \"none.yml\" is asked for and isn't there*")]
    [InlineData("A=1\nCOMPOSE_FILE=-", ".env:2: COMPOSE_FILE names no file*")]
    [InlineData("COMPOSE_FILE=../c.yml", ".env:1: \"../c.yml\" was not read: it lies outside*")]
    public void DotEnv_NamingAFileThatIsNotThere_IsRefused(string dotEnv, string expected)
    {
        Action read = () => Folder.ReadAll((".env", dotEnv), ("compose.yaml", Plain));
        read.Should().Throw<InputException>().WithMessage(expected);
    }

    [Theory]
    [InlineData("name: My_App!\n", "", "my_app")]
    [InlineData("name: x\n", "COMPOSE_PROJECT_NAME=y\n", "y")]
    [InlineData("name: $N\n", "N=z\n", "z")]
    [InlineData("", "", null)]
    public void Project_Name_IsThatOfTheFiles(string line, string dotEnv, string? expected)
    {
        ComposeProject project = Folder.Read($"{line}services: {{web: {{image: a, container_name: '${{COMPOSE_PROJECT_NAME}}_web'}}}}", dotEnv);
        project.Name.Should().Be(expected);
        project.Service("web")!.Node("container_name").Text().Should().Be($"{expected}_web");
    }
}
