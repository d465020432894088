using Verification.ReferenceTarget.Api;
using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Storage;
using Verification.ReferenceTarget.Tests.Conformance;
using Verification.ReferenceTarget.Tests.Events;

namespace Verification.ReferenceTarget.Tests.Api;

/// <summary>Each defect of answers changes what its description says, and nothing else.</summary>
public sealed class ReadDefectsTests
{
    [Theory]
    [InlineData(Defects.ApiDropsTag, "$.tags")]
    [InlineData(Defects.ApiHidesExtra, "$.context")]
    [InlineData(Defects.ApiReversesBreadcrumbs, "$.entries[1].data.values[0].category", "$.entries[1].data.values[0].message", "$.entries[1].data.values[1].category", "$.entries[1].data.values[1].message")]
    [InlineData(Defects.ApiCutsMessage, "$.title", "$.message", "$.entries[0].data.values[0].value", "$.entries[0].data.values[1].value", "$.entries[2].data.formatted")]
    public void View_OneDefect_ChangesWhatItSays(string defect, params string[] paths)
    {
        var differences = Recorded.Differences(View(Behaviour.Clean), View(new Behaviour([defect])));
        differences.Select(difference => difference.Split(" is ")[0]).Should().BeEquivalentTo(paths);
    }

    [Fact]
    public void Cut_TextUpToEightCharacters_StaysWhole() =>
        new[] { ReadDefects.Cut("12345678"), ReadDefects.Cut("123456789") }.Should().Equal("12345678", "12345678");

    private static JsonObject View(Behaviour behaviour)
    {
        var document = EventDocument.From(Sample.Queued(Sample.Rich, Guid.Empty));
        var row = new Row(new Dictionary<string, object?>
        {
            ["id"] = document.Id, ["type"] = (short)document.Type, ["timestamp"] = document.Timestamp.UtcDateTime,
            ["received"] = document.Received.UtcDateTime, ["title"] = document.Title, ["transaction"] = document.Culprit,
            ["level"] = (short)document.Level, ["data"] = document.Data.ToJsonString(), ["tags"] = document.Tags.ToJsonString(),
            ["issue_id"] = 1L, ["hash"] = document.Hash, ["project_id"] = 1L,
        });
        return EventView.Of(new StoredEvent(row, behaviour), behaviour);
    }
}
