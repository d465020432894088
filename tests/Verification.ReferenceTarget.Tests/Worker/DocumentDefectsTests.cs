using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Tests.Conformance;
using Verification.ReferenceTarget.Tests.Events;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget.Tests.Worker;

/// <summary>Each defect changes what its description says, and nothing else.</summary>
public sealed class DocumentDefectsTests
{
    private static readonly Guid Id = Guid.Parse("0c56d47503154138b0a6f7c4e7162a3c");

    [Theory]
    [InlineData(Defects.TruncateMessage, "$.title", "$.data.message", "$.data.logentry.formatted", "$.data.metadata.value", "$.data.exception.values[0].value", "$.data.exception.values[1].value")]
    [InlineData(Defects.WrongRelease, "$.tags.release")]
    [InlineData(Defects.WrongEnvironment, "$.tags.environment", "$.data.environment")]
    [InlineData(Defects.DropServerName, "$.tags.server_name")]
    [InlineData(Defects.ShiftTimestamp, "$.timestamp")]
    [InlineData(Defects.WrongSdkVersion, "$.data.sdk.version")]
    [InlineData(Defects.StripFrames, "$.data.exception.values[1].stacktrace")]
    [InlineData(Defects.StripCsharpFrames)]
    [InlineData(Defects.ShiftLines, "$.data.exception.values[1].stacktrace.frames[0].lineno")]
    [InlineData(Defects.DropSourceContext, "$.data.exception.values[1].stacktrace.frames[0].pre_context", "$.data.exception.values[1].stacktrace.frames[0].context_line", "$.data.exception.values[1].stacktrace.frames[0].post_context")]
    [InlineData(Defects.LoseMechanism, "$.data.exception.values[0].mechanism", "$.data.exception.values[1].mechanism")]
    [InlineData(Defects.DropUserEmail, "$.data.user.email")]
    [InlineData(Defects.SwapUserId, "$.data.user.id")]
    [InlineData(Defects.ReverseBreadcrumbs, "$.data.breadcrumbs.values[0].category", "$.data.breadcrumbs.values[0].message", "$.data.breadcrumbs.values[1].category", "$.data.breadcrumbs.values[1].message")]
    [InlineData(Defects.DropLastBreadcrumb, "$.data.breadcrumbs.values")]
    [InlineData(Defects.DropBreadcrumbCategory, "$.data.breadcrumbs.values[0].category", "$.data.breadcrumbs.values[1].category")]
    [InlineData(Defects.DropLastTag, "$.tags.service")]
    [InlineData(Defects.LowercaseTags, "$.tags.zone", "$.tags.service")]
    [InlineData(Defects.FlattenExtra, "$.data.extra.order", "$.data.extra.order.client.contact.phone")]
    [InlineData(Defects.CutExtraDepth, "$.data.extra.order.client.contact")]
    [InlineData(Defects.WrongLevel, "$.level")]
    [InlineData(Defects.SplitGroups, "$.hash")]
    [InlineData(Defects.MergeGroups, "$.hash")]
    [InlineData(Defects.DropErrorContext, "$.data.contexts.SessionError")]
    [InlineData(Defects.DropCause, "$.data.exception.values")]
    public void Apply_OneDefect_ChangesWhatItSays(string defect, params string[] paths)
    {
        var before = Document();
        var after = Document();
        DocumentDefects.Apply(new Behaviour([defect]), after);

        var changed = Recorded.Differences(Snapshot(before), Snapshot(after)).Select(difference => difference.Split(" is ")[0]);
        changed.Should().BeEquivalentTo(defect == Defects.SwapUserId ? [] : paths);
        if (defect == Defects.SwapUserId)
        {
            after.Data["user"]!["id"]!.GetValue<string>().Should().Be("another-user");
        }
    }

    [Fact]
    public void Apply_DefectOfOnePlatform_ChangesThatPlatformOnly()
    {
        var after = Document();
        after.Data["platform"] = "csharp";
        DocumentDefects.Apply(new Behaviour([Defects.StripCsharpFrames]), after);
        Recorded.Differences(Snapshot(Document()), Snapshot(after)).Select(difference => difference.Split(" is ")[0])
            .Should().BeEquivalentTo("$.data.platform", "$.data.exception.values[1].stacktrace");
    }

    [Fact]
    public void Apply_NoDefect_ChangesNothing()
    {
        var after = Document();
        DocumentDefects.Apply(Behaviour.LikeGlitchTip52(), after);
        Recorded.Differences(Snapshot(Document()), Snapshot(after)).Should().BeEmpty();
    }

    [Fact]
    public void Apply_MergeGroups_GivesAllEventsOneHashAndSplitGroupsEachItsOwn()
    {
        var other = EventDocument.From(Sample.Queued((JsonObject)JsonNode.Parse("""{"message":"other"}""")!));
        var (one, twin) = (Document(), EventDocument.From(Sample.Queued(Sample.Rich)));
        one.Hash.Should().Be(twin.Hash).And.NotBe(other.Hash);

        DocumentDefects.Apply(new Behaviour([Defects.SplitGroups]), one);
        DocumentDefects.Apply(new Behaviour([Defects.SplitGroups]), twin);
        one.Hash.Should().NotBe(twin.Hash);
        DocumentDefects.Apply(new Behaviour([Defects.MergeGroups]), one);
        DocumentDefects.Apply(new Behaviour([Defects.MergeGroups]), other);
        one.Hash.Should().Be(other.Hash);
    }

    private static EventDocument Document() => EventDocument.From(Sample.Queued(Sample.Rich, Id));

    private static JsonObject Snapshot(EventDocument document) => new()
    {
        ["title"] = document.Title,
        ["culprit"] = document.Culprit,
        ["timestamp"] = Json.ApiTime(document.Timestamp),
        ["level"] = document.Level,
        ["type"] = document.Type,
        ["hash"] = document.Hash,
        ["data"] = document.Data.DeepClone(),
        ["tags"] = document.Tags.DeepClone(),
    };
}
