using FluentAssertions;
using Verification.Audit.Compose;
using Verification.Fixtures;
using Verification.Readiness;
using Xunit;

namespace Verification.Audit.Tests.Compose;

/// <summary>Our reader against Docker Compose itself: what that printed for the same folders is kept beside them.</summary>
public sealed class RecordedTests
{
    // A missing env_file is reported as unread here, so that the rest of the deployment is audited all the same.
    private static readonly string[] ReadAllTheSame = ["refused-env-file-missing"];

    // Compose prints a project without services; an audit of nothing is refused.
    private static readonly string[] Empty = ["no-services"];

    public static TheoryData<string> Accepted => [.. RecordedPair.With(RecordedPair.Expected).Except(Empty)];

    public static TheoryData<string> AcceptedWithProfiles => [.. RecordedPair.With(RecordedPair.ExpectedAllProfiles)];

    public static TheoryData<string> Refused => [.. RecordedPair.With(RecordedPair.Refused), .. Empty];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Folder_ThatComposeReads_IsReadTheSame(string folder) =>
        new RecordedPair(folder).Differences(new RecordedPair(folder).Recorded(RecordedPair.Expected), allProfiles: false).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(AcceptedWithProfiles))]
    public void Folder_WithEveryProfile_IsReadTheSame(string folder) =>
        new RecordedPair(folder).Differences(new RecordedPair(folder).Recorded(RecordedPair.ExpectedAllProfiles), allProfiles: true).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Refused))]
    public void Folder_ThatComposeRefuses_IsRefused(string folder)
    {
        MemoryFiles files = new RecordedPair(folder).Files();
        if (ReadAllTheSame.Contains(folder))
        {
            ComposeReader.Read(files).Unread.Should().NotBeEmpty();
            return;
        }

        Action read = () => ComposeReader.Read(files);
        read.Should().Throw<InputException>().Which.Message.Should().MatchRegex(@"^(\S+:\d+: |The deployment folder )[^\n]*\.$");
    }

    [Fact]
    public void Deployments_AllOfThem_AreRecordedWithoutTheirSecrets()
    {
        RecordedPair[] pairs = [.. RecordedPair.With(RecordedPair.Expected).Select(name => new RecordedPair(name)).Where(pair => pair.IsDeployment)];
        string[] deployments = [.. Directory.EnumerateDirectories(RepositoryLayout.Find().Deployments)];
        pairs.Select(pair => pair.Input).Should().BeEquivalentTo(deployments);
        pairs.Where(pair => pair.Masked(pair.Recorded(RecordedPair.Expected)) != pair.Recorded(RecordedPair.Expected)).Select(pair => pair.Name).Should().BeEmpty();
    }
}
