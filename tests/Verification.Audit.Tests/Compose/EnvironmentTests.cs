using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

public sealed class EnvironmentTests
{
    [Fact]
    public void Environment_OfAllSources_TellsWhereEachValueComesFrom()
    {
        ComposeProject project = Folder.ReadAll(
            ("compose.yaml", "services:\n  web:\n    image: a\n    env_file: [a.env, {path: b.env}]\n    environment:\n      LIT: x\n      INT: \"${SET}-${UNSET:-d}\"\n      INH:\n      GONE:\n      OVER: mine\n"),
            (".env", "SET=s\nINH=i\n"), ("a.env", "A=1\nOVER=file\nB=first\n"), ("b.env", "B=$A$SET$LIT\nINH=file\nNAMED\nSET\n"));
        project.Service("web")!.Environment.Select(variable => $"{variable.Name}={variable.Value ?? "-"} {variable.Origin} {variable.Place}").Should().Equal(
            "A=1 EnvFile a.env:1", "OVER=mine Literal compose.yaml:10", "B=1sx EnvFile b.env:1", "INH=i Inherited compose.yaml:8", "SET=s EnvFile b.env:4",
            "LIT=x Literal compose.yaml:6", "INT=s-d Interpolated compose.yaml:7", "GONE=- Inherited compose.yaml:9");
        project.Service("web")!.Variable("INT")!.Variables.Should().Equal("SET", "UNSET");
        project.EnvFiles.Select(file => file.Path).Should().Equal("a.env", "b.env");
        project.DotEnv!.Entries.Should().HaveCount(2);
    }

    [Fact]
    public void EnvFile_ThatIsTheDotEnv_GivesItsValues()
    {
        ComposeProject project = Folder.Read("services:\n  web: {image: a, env_file: .env}\n", "SECRET_KEY=abc\n");
        project.Service("web")!.Variable("SECRET_KEY").Should().Match<ComposeVariable>(variable => variable.Value == "abc" && variable.Origin == VariableOrigin.EnvFile && variable.Place.ToString() == ".env:1");
        project.EnvFiles.Should().BeEmpty();
    }

    [Theory]
    [InlineData("env_file: none.env", "none.env", "there is no such file")]
    [InlineData("env_file: [../out.env]", "../out.env", "it lies outside the deployment folder")]
    [InlineData("env_file: /etc/x.env", "/etc/x.env", "it lies outside the deployment folder")]
    public void EnvFile_ThatCantBeRead_IsReportedAndNotFatal(string line, string what, string reason) =>
        Read(line).Unread.Should().ContainSingle().Which.Should().Be(new UnreadPart(what, reason, new("compose.yaml", 4)));

    [Fact]
    public void EnvFile_ThatNeedNotBeThere_IsNotMissed() => Read("env_file: [{path: none.env, required: false}]").Unread.Should().BeEmpty();

    [Fact]
    public void EnvFile_InRawFormat_KeepsQuotesAndDollars() => Folder.ReadAll(
        ("compose.yaml", "services: {web: {image: a, env_file: [{path: a.env, format: raw}]}}"), ("a.env", "A='$x'\n")).Service("web")!.Variable("A")!.Value.Should().Be("'$x'");

    [Theory]
    [InlineData("env_file: [{path: a.env, format: json}]", "compose.yaml:4: *no env_file format*")]
    [InlineData("env_file: {path: a.env}", "compose.yaml:4: services.web.env_file must be a string or a list*")]
    [InlineData("env_file: [{required: true}]", "compose.yaml:4: *lacks its \"path\"*")]
    [InlineData("env_file: bad.env", "bad.env:2: *")]
    public void EnvFile_ThatComposeRefuses_IsRefused(string line, string expected)
    {
        Action read = () => Read(line);
        read.Should().Throw<InputException>().WithMessage(expected);
    }

    [Theory]
    [InlineData("", "web")]
    [InlineData("COMPOSE_PROFILES=a\n", "web one")]
    [InlineData("COMPOSE_PROFILES=x, b\n", "web two")]
    [InlineData("COMPOSE_PROFILES=*\n", "web one two")]
    public void Services_OfProfiles_AreEnabledByTheDotEnv(string dotEnv, string expected)
    {
        ComposeProject project = Folder.Read("services: {web: {image: a}, one: {image: a, profiles: [a]}, two: {image: a, profiles: [b]}}", dotEnv);
        string.Join(' ', project.Services.Where(service => service.Enabled).Select(service => service.Name)).Should().Be(expected);
        project.Services.Should().HaveCount(3);
    }

    private static ComposeProject Read(string line) => Folder.ReadAll(
        ("compose.yaml", $"services:\n  web:\n    image: a\n    {line}\n"), ("a.env", "A=1\n"), ("bad.env", "A=1\nB='\n"));
}
