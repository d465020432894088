using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Verification.Repository.Tests;

/// <summary>What makes the audit reusable: the action, the workflows and the image fit each other and what is in the repository.</summary>
public sealed partial class ActionTests
{
    private static readonly string ActionText = File.ReadAllText(Path.Combine(SourceFile.Root, "action.yml"));

    private static readonly string[] Dockerfile = File.ReadAllLines(Path.Combine(SourceFile.Root, "Dockerfile"));

    private static readonly string[] TargetDockerfile = File.ReadAllLines(Path.Combine(SourceFile.Root, "tools/Verification.ReferenceTarget/image/Dockerfile"));

    /// <summary>action.yml and all workflows.</summary>
    public static TheoryData<string> Files => new([.. ActionFile.Workflows, "action.yml"]);

    [Fact]
    public void Inputs_AreDescribedAndUsed_AndNoneIsUsedUndeclared()
    {
        IReadOnlyList<string> declared = ActionFile.Ours.Keys("inputs");
        UsedInput().Matches(ActionText).Select(match => match.Groups[1].Value).Distinct().Should().BeEquivalentTo(declared);
        YamlMappingNode inputs = (YamlMappingNode)ActionFile.Ours.Root.Children["inputs"];
        inputs.Children.Values.Cast<YamlMappingNode>().Should().OnlyContain(input => ActionFile.Text(input, "description") != null)
            .And.OnlyContain(input => ActionFile.Text(input, "required") == "true" || ActionFile.Text(input, "default") != null);
    }

    [Fact]
    public void References_ToSteps_LeadToStepsThatAreThere()
    {
        string[] ids = [.. ActionFile.Ours.Steps.Select(step => ActionFile.Text(step, "id")).OfType<string>()];
        string[] referred = [.. UsedStep().Matches(ActionText).Select(match => match.Groups[1].Value).Distinct()];
        referred.Should().NotBeEmpty().And.BeSubsetOf(ids);
        ActionFile.Ours.Keys("outputs").Should().BeEquivalentTo("verdict", "score", "exit-code", "results");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scripts_HoldNoExpression_BecauseItsTextWouldBeRun(string path) =>
        ActionFile.Read(path).Steps.Select(step => ActionFile.Text(step, "run")).OfType<string>()
            .Where(script => script.Contains("${{", StringComparison.Ordinal)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public void Uses_OfOthers_HaveAVersion(string path)
    {
        string[] uses = [.. ActionFile.Read(path).Steps.Select(step => ActionFile.Text(step, "uses")).OfType<string>()];
        uses.Should().NotBeEmpty().And.OnlyContain(text => text == "./" || Versioned().IsMatch(text));
    }

    [Fact]
    public void Scripts_OfTheAction_NameTheirShell() =>
        ActionFile.Ours.Steps.Where(step => ActionFile.Text(step, "run") is not null).Should().OnlyContain(step => ActionFile.Text(step, "shell") == "bash");

    [Fact]
    public void Workflows_ThatUseTheAction_GiveItInputsThatItHas()
    {
        YamlMappingNode[] uses = [.. ActionFile.Workflows.SelectMany(path => ActionFile.Read(path).Steps).Where(step => ActionFile.Text(step, "uses") == "./")];
        uses.Should().HaveCountGreaterThan(1);
        uses.SelectMany(step => ActionFile.Keys((YamlMappingNode)step.Children["with"])).Distinct().Should().Contain("folder").And.BeSubsetOf(ActionFile.Ours.Keys("inputs"));
    }

    [Fact]
    public void Dockerfile_Copies_OnlyWhatExistsAndReachesTheBuilder()
    {
        string[] sources = [.. Sources(Dockerfile).Union(Sources(TargetDockerfile))];
        sources.Should().NotBeEmpty();
        sources.Where(source => !Path.Exists(Path.Combine(SourceFile.Root, source))).Should().BeEmpty();
        File.ReadAllLines(Path.Combine(SourceFile.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).Should().BeEquivalentTo(sources);
    }

    [Fact]
    public void Dockerfile_Copies_EveryProjectThatTheCommandLineIsMadeOf()
    {
        HashSet<string> projects = [];
        Collect("tools/Verification.Cli/Verification.Cli.csproj", projects);
        Sources(Dockerfile)
            .Where(source => source.StartsWith("tools/", StringComparison.Ordinal) || source.StartsWith("fixtures/", StringComparison.Ordinal)).Should().BeEquivalentTo(projects);
    }

    [Fact]
    public void Dockerfile_RunsAsNobodySpecial_AndStartsTheProgramThatItBuilds()
    {
        Dockerfile.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).Should().MatchRegex(@"^USER [1-9]\d*:[1-9]\d*$");
        Dockerfile.Should().Contain(line => line.Contains("publish tools/Verification.Cli -c Release -o /app/readiness ", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal) && line.Contains("/app/readiness/readiness.dll", StringComparison.Ordinal));
        XDocument.Load(Path.Combine(SourceFile.Root, "tools/Verification.Cli/Verification.Cli.csproj")).Descendants("AssemblyName").Single().Value.Should().Be("readiness");
    }

    [Fact]
    public void TargetDockerfile_LooksFromOutside_LikeTheGlitchTipImage()
    {
        TargetDockerfile.Should().Contain(["WORKDIR /code", "USER 5000:5000", "EXPOSE 8080", "CMD [\"./bin/start.sh\"]"])
            .And.Contain(line => line.StartsWith("ENV ", StringComparison.Ordinal) && line.Contains(" PORT=8080 ", StringComparison.Ordinal))
            .And.NotContain(line => line.StartsWith("ENV ", StringComparison.Ordinal) && line.Contains("GLITCHTIP_VERSION", StringComparison.Ordinal));
        Sources(TargetDockerfile).Should().Contain("tools/Verification.ReferenceTarget");
    }

    // What is copied out of the repository, not from another stage.
    private static string[] Sources(string[] dockerfile) =>
    [
        .. dockerfile.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]),
    ];

    private static void Collect(string project, HashSet<string> folders)
    {
        string folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
        if (folders.Add(folder))
        {
            foreach (XElement reference in XDocument.Load(Path.Combine(SourceFile.Root, project)).Descendants("ProjectReference"))
            {
                string full = Path.GetFullPath(Path.Combine(SourceFile.Root, folder, reference.Attribute("Include")!.Value));
                Collect(Path.GetRelativePath(SourceFile.Root, full).Replace('\\', '/'), folders);
            }
        }
    }

    [GeneratedRegex(@"\binputs\.([\w-]+)(?=[\s}])")]
    private static partial Regex UsedInput();

    [GeneratedRegex(@"\bsteps\.([\w-]+)\.")]
    private static partial Regex UsedStep();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+@(v\d+(\.\d+)*|[0-9a-f]{40})$")]
    private static partial Regex Versioned();
}
