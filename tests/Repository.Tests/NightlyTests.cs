using System.Text.Json;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Verification.Repository.Tests;

/// <summary>What the nightly workflow promises besides its scripts.</summary>
public sealed class NightlyTests
{
    private static readonly ActionFile Nightly = ActionFile.Read(".github/workflows/nightly.yml");

    [Fact]
    public void Matrix_IsThePinnedImages()
    {
        JsonElement images = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceFile.Root, "fixtures/images.json"))).RootElement;
        YamlMappingNode matrix = (YamlMappingNode)((YamlMappingNode)Nightly.Job("glitchtip").Root.Children["strategy"]).Children["matrix"];
        ((YamlSequenceNode)matrix.Children["image"]).Select(node => ((YamlScalarNode)node).Value)
            .Should().BeEquivalentTo(images.GetProperty("glitchtip").EnumerateArray().Select(image => image.GetProperty("name").GetString()));
    }

    [Fact]
    public void Triggers_AreTheClockAndByHand_OneNightAtATime()
    {
        ActionFile.Keys((YamlMappingNode)Nightly.Root.Children["on"]).Should().BeEquivalentTo("schedule", "workflow_dispatch");
        YamlMappingNode concurrency = (YamlMappingNode)Nightly.Root.Children["concurrency"];
        (ActionFile.Text(concurrency, "group"), ActionFile.Text(concurrency, "cancel-in-progress")).Should().Be(("nightly", "false"));
    }

    [Fact]
    public void Permissions_AreToReadTheCode_AndNoJobAsksForMore()
    {
        YamlMappingNode permissions = (YamlMappingNode)Nightly.Root.Children["permissions"];
        ActionFile.Keys(permissions).Should().Equal("contents");
        ActionFile.Text(permissions, "contents").Should().Be("read");
        Nightly.Root.AllNodes.OfType<YamlMappingNode>().Count(node => node.Children.ContainsKey("permissions")).Should().Be(1);
    }

    [Theory]
    [InlineData("tests")]
    [InlineData("glitchtip")]
    [InlineData("gate")]
    public void Job_HasATimeLimit_AndTheToolsOfCi(string job)
    {
        int.Parse(ActionFile.Text(Nightly.Job(job).Root, "timeout-minutes")!, System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(1, 360);
        Tools(Nightly.Job(job)).Should().Equal(Tools(ActionFile.Read(".github/workflows/ci.yml")));
    }

    // --timeout ends a run as inconclusive with its report; a job that is out of time leaves nothing.
    [Theory]
    [InlineData("glitchtip", "Ask every question")]
    [InlineData("gate", "Decide")]
    public void Run_IsOverBeforeItsJob(string job, string step)
    {
        ActionFile.Text(Nightly.Job(job).Step(step), "run").Should().Contain(" --timeout 5h ");
        int.Parse(ActionFile.Text(Nightly.Job(job).Root, "timeout-minutes")!, System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(5 * 60);
    }

    [Fact]
    public void History_IsSavedUnderTheKeyThatTheNextNightLooksFor()
    {
        YamlMappingNode restore = With("actions/cache/restore@"), save = With("actions/cache/save@");
        ActionFile.Text(save, "key").Should().Be(ActionFile.Text(restore, "key")).And.StartWith(ActionFile.Text(restore, "restore-keys")).And.Contain("github.run_id").And.Contain("github.run_attempt");
        ActionFile.Text(save, "path").Should().Be(ActionFile.Text(restore, "path")).And.Be("artifacts/history.jsonl\nartifacts/previous\n");
    }

    [Fact]
    public void Artifacts_AreKeptForThirtyDays_WhateverTheVerdict()
    {
        YamlMappingNode[] uploads = [.. Nightly.Steps.Where(step => ActionFile.Text(step, "uses")?.StartsWith("actions/upload-artifact@", StringComparison.Ordinal) == true)];
        uploads.Should().HaveCount(2).And.OnlyContain(step => ActionFile.Text((YamlMappingNode)step.Children["with"], "retention-days") == "30")
            .And.OnlyContain(step => ActionFile.Text(step, "if")!.Contains("!cancelled()"));
    }

    [Fact]
    public void Gate_EveryStepAfterTheLook_WaitsForADeployment() => Nightly.Job("gate").Steps.Skip(2)
        .Should().HaveCountGreaterThan(5).And.OnlyContain(step => ActionFile.Text(step, "if")!.Contains("steps.deployment.outputs.configured == 'yes'"));

    // A step or a job that may fail unnoticed is no gate.
    [Fact]
    public void Jobs_NoneMayFailUnnoticed() => Nightly.Root.AllNodes.OfType<YamlMappingNode>().Should().NotContain(node => node.Children.ContainsKey("continue-on-error"));

    private static YamlMappingNode With(string action) =>
        (YamlMappingNode)Nightly.Steps.Single(step => ActionFile.Text(step, "uses")?.StartsWith(action, StringComparison.Ordinal) == true).Children["with"];

    private static IEnumerable<string> Tools(ActionFile file) =>
        from step in file.Steps
        let uses = ActionFile.Text(step, "uses")
        where uses?.StartsWith("actions/setup-", StringComparison.Ordinal) == true || ActionFile.Text(step, "name") == "PostgreSQL and Redis programs"
        select $"{uses}{ActionFile.Text(step, "run")} {(step.Children.TryGetValue("with", out YamlNode? with) ? with.ToString() : "")}";
}
