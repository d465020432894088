using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace Verification.Repository.Tests;

/// <summary>Which package set run-suite.sh takes: the environment's word, else the feed's earlier answer, else it asks.</summary>
public sealed class PackageChoiceTests : IDisposable
{
    private readonly SuiteScript _suite = new();

    public void Dispose() => _suite.Dispose();

    [Theory]
    [InlineData("core containers full", "full", "full")]
    [InlineData("core containers", "containers", "full containers")]
    [InlineData("core", "core", "full containers")]
    [InlineData("", "core", "full containers")]
    public async Task Feed_AskedForTheLargerSetFirst_ItsAnswerIsKept(string has, string answer, string asked)
    {
        (int code, string said) = await _suite.RunAsync(has);

        code.Should().Be(0);
        said.Should().Contain($"Package set: {answer} (asked the feed once; delete Packages.local.props to ask again).");
        _suite.Asked.Should().Equal(asked.Split(' '));
        XElement kept = XDocument.Parse(_suite.Answer!).Descendants("Packages").Single();
        (kept.Value, kept.Attribute("Condition")!.Value).Should().Be((answer, "'$(Packages)' == ''"));
    }

    [Fact]
    public async Task Feed_ThatAnswered_IsNotAskedAgain()
    {
        await _suite.RunAsync("core containers");
        string? answer = _suite.Answer;

        (int code, string said) = await _suite.RunAsync("core containers full");

        code.Should().Be(0);
        said.Should().NotContain("Package set");
        _suite.Asked.Should().Equal("full", "containers");
        _suite.Answer.Should().Be(answer);
    }

    [Theory]
    [InlineData("core")]
    [InlineData("containers")]
    [InlineData("full")]
    public async Task Environment_NamingASet_IsTakenWithoutAskingOrKeepingIt(string forced)
    {
        (int code, string said) = await _suite.RunAsync("", forced);

        code.Should().Be(0);
        said.Should().Contain($"Package set: {forced} (the environment says so).");
        _suite.Asked.Should().BeEmpty();
        _suite.Answer.Should().BeNull();
        _suite.Built.Should().Equal(forced);
    }

    [Fact]
    public async Task Environment_NamingNoSet_IsRefusedBeforeAnythingIsBuilt()
    {
        (int code, string said) = await _suite.RunAsync("core containers full", "most");

        code.Should().Be(64);
        said.Should().Contain("Packages=most is no package set; it can be core, containers or full.");
        _suite.Built.Should().BeEmpty();
    }

    [Fact]
    public async Task Environment_NamingAnotherSetThanTheLastBuild_BuildsAgain()
    {
        await _suite.MakeCloneAsync();
        await _suite.RunAsync("core containers");
        await _suite.RunAsync("core containers");
        await _suite.RunAsync("core containers", "core");
        await _suite.RunAsync("core containers", "core");

        _suite.Built.Should().Equal("", "core");
    }
}
