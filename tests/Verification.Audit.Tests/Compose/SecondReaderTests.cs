using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Verification.Audit.Tests.Compose;

/// <summary>Where Docker Compose is installed it reads the same folders now, and must agree with our reader.</summary>
public sealed class SecondReaderTests
{
    // Read differently by older releases (Recorded/README.md): 2.26 knows no raw env_file, resolves one by another order, and takes a date for text.
    private static readonly string[] Newer = ["env-file-long", "env-file-list", "refused-date-value"];
    private static readonly Version Recorded = new(2, 40);

    // Compose prints a project without services; an audit of nothing is refused (RecordedTests).
    private static readonly string[] Empty = ["no-services"];

    [Fact]
    public Task Compose_WhatItReads_IsReadTheSame() => ShouldAgree(RecordedPair.Expected, allProfiles: false);

    [Fact]
    public Task Compose_WithEveryProfile_ReadsTheSame() => ShouldAgree(RecordedPair.ExpectedAllProfiles, allProfiles: true);

    [Fact]
    public async Task Compose_WhatItRefused_ItStillRefuses()
    {
        SecondReader reader = await Found();
        IReadOnlyList<string> wrong = await Each(reader, RecordedPair.Refused, async (pair, ct) =>
            await SecondReader.ConfigAsync(pair.Input, allProfiles: false, ct) is { Code: 0 } ? ["is read"] : []);
        wrong.Should().BeEmpty();
    }

    // A deployment takes its passwords from .env: a variable of the machine that runs the tests must not take their place.
    [Fact]
    public void Compose_Environment_HoldsNothingToInterpolate()
    {
        ProcessStartInfo start = SecondReader.Start(Path.GetTempPath(), "compose", "config");
        start.Environment.Keys.Should().BeEquivalentTo("PATH", "HOME", "DOCKER_CONFIG");
        string[] inputs = [.. RecordedPair.With(RecordedPair.Expected).Select(name => new RecordedPair(name).Input)];
        inputs.SelectMany(input => Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories)).Select(File.ReadAllText)
            .Should().NotContain(text => start.Environment.Keys.Any(name => text.Contains("${" + name, StringComparison.Ordinal)));
    }

    private static async Task ShouldAgree(string result, bool allProfiles)
    {
        SecondReader reader = await Found();
        IReadOnlyList<string> differences = await Each(reader, result, async (pair, ct) =>
            await SecondReader.ConfigAsync(pair.Input, allProfiles, ct) is { Code: 0 } answer ? pair.Differences(answer.Output, allProfiles) : ["is refused"]);
        differences.Should().BeEmpty($"Compose {reader.Version} reads it otherwise");
    }

    private static async Task<SecondReader> Found()
    {
        (SecondReader? reader, string absent) = await SecondReader.FindAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(reader is not null, absent);
        return reader!;
    }

    private static async Task<IReadOnlyList<string>> Each(SecondReader reader, string result, Func<RecordedPair, CancellationToken, Task<IReadOnlyList<string>>> ask)
    {
        string[] names = [.. RecordedPair.With(result).Where(name => reader.Version >= Recorded || !Newer.Contains(name)).Except(Empty)];
        names.Should().NotBeEmpty();
        List<string> all = [];
        foreach (string name in names)
        {
            all.AddRange((await ask(new RecordedPair(name), TestContext.Current.CancellationToken)).Select(what => $"{name}: {what}"));
        }

        return all;
    }
}
