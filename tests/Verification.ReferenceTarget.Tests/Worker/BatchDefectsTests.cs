using Verification.ReferenceTarget.Events;
using Verification.ReferenceTarget.Redis;
using Verification.ReferenceTarget.Tests.Conformance;
using Verification.ReferenceTarget.Tests.Events;
using Verification.ReferenceTarget.Worker;

namespace Verification.ReferenceTarget.Tests.Worker;

/// <summary>Each defect of the worker under load changes the last event of a full batch, and nothing else.</summary>
public sealed class BatchDefectsTests
{
    private const long Loaded = 7;
    private const long Quiet = 8;
    private readonly ManualTime time = new(Sample.Now);
    private readonly Dictionary<Guid, JsonObject> sent = [];

    [Theory]
    [InlineData(Defects.LoseUnderLoad, 0)]
    [InlineData(Defects.DuplicateUnderLoad, 2)]
    [InlineData(Defects.AlterUnderLoad, 1, "$.data.extra.job.attempt")]
    [InlineData(Defects.SplitUnderLoad, 1, "$.hash")]
    [InlineData(Defects.SwapUnderLoad, 1, "$.data.extra.serial")]
    public void ChangeBatch_Full_ChangesItsLastEventOfTheProjectUnderLoad(string defect, int rows, params string[] paths)
    {
        var batch = Batch(new WorkerLoad(new Behaviour([defect]), time), Loaded, 98, Quiet, 2);
        var last = sent.Keys.ElementAt(97);

        batch.Count(storing => storing.Document.Id == last).Should().Be(rows);
        var changed = batch.Where(storing => Differences(storing.Document).Count > 0).ToList();
        changed.Should().HaveCount(paths.Length == 0 ? 0 : defect == Defects.SwapUnderLoad ? 2 : 1);
        changed.ForEach(storing => Differences(storing.Document).Should().Equal(paths));
        changed.Select(storing => storing.Document.Id).Should().BeSubsetOf([last, sent.Keys.ElementAt(96)]);
        batch.Select(storing => (storing.Document.Id, storing.Document.Received)).Should().OnlyHaveUniqueItems();
        batch.Should().HaveCount(99 + rows);
    }

    [Theory]
    [InlineData(Defects.LoseUnderLoad)]
    [InlineData(Defects.DuplicateUnderLoad)]
    [InlineData(Defects.AlterUnderLoad)]
    [InlineData(Defects.SplitUnderLoad)]
    [InlineData(Defects.SwapUnderLoad)]
    [InlineData(Defects.BloatEvent)]
    [InlineData(Defects.HoldOneBack)]
    public void ChangeBatch_NotFullOrNoProjectUnderLoad_IsUntouched(string defect)
    {
        var load = new WorkerLoad(new Behaviour([defect]), time);
        Batch(load, Loaded, 49, Quiet, 49, 9, 2).Should().HaveCount(100).And.OnlyContain(storing => Differences(storing.Document).Count == 0);
        sent.Clear();
        Batch(load, Loaded, 1, 10, 45).Should().HaveCount(46).And.OnlyContain(storing => Differences(storing.Document).Count == 0);
    }

    [Fact]
    public void BloatEvent_BeyondTheFiftieth_IsMarked() =>
        Batch(new WorkerLoad(new Behaviour([Defects.BloatEvent]), time), Loaded, 53).Select(storing => storing.Bloated)
            .Should().Equal(Enumerable.Repeat(false, 50).Concat([true, true, true]));

    [Fact]
    public void HoldOneBack_HundredthEvent_IsDueAfterSixtyFiveSeconds()
    {
        var load = new WorkerLoad(new Behaviour([Defects.HoldOneBack]), time);
        Batch(load, Loaded, 120).Should().HaveCount(119);
        time.Now += TimeSpan.FromSeconds(64.9);
        load.Due(all: false).Should().BeEmpty();
        time.Now += TimeSpan.FromSeconds(0.1);
        load.Due(all: false).Should().ContainSingle().Which.Events.Should().ContainSingle().Which.Document.Id.Should().Be(sent.Keys.ElementAt(99));
        load.Due(all: true).Should().BeEmpty("it is given once");
    }

    [Fact]
    public void HoldOneBack_WorkerStops_GivesItUpAtOnceOrForgetsIt()
    {
        var load = new WorkerLoad(new Behaviour([Defects.HoldOneBack]), time);
        Batch(load, Loaded, 100, Quiet, 100);
        load.Due(all: true).Should().HaveCount(2);
        Batch(load, 9, 100);
        load.Forget();
        load.Due(all: true).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"serial":"1","plain":2}""", """{"serial":"1"}""")]
    [InlineData("""{"serial":"1","empty":{},"map":{"serial":1,"b":2}}""", """{"serial":"1","empty":{},"map":{"serial":1}}""")]
    [InlineData("""{"serial":"1"}""", """{"serial":"1"}""")]
    public void Alter_Extra_LosesAValueAndNeverTheSerialNumber(string extra, string left)
    {
        var storing = new Storing(Sample.Document($$"""{"extra":{{extra}}}"""));
        new BatchDefects(new Behaviour([Defects.AlterUnderLoad])).Change([storing], _ => true);
        storing.Document.Data["extra"]!.ToJsonString().Should().Be(left);
    }

    private List<Storing> Batch(WorkerLoad load, params long[] projectsAndCounts)
    {
        var batch = new List<Storing>();
        foreach (var part in projectsAndCounts.Chunk(2))
        {
            for (var at = 0; at < part[1]; at++)
            {
                var queued = Sample.Queued(Payload(sent.Count), project: part[0]);
                sent[queued.Id] = Snapshot(EventDocument.From(queued));
                var storing = new Storing(EventDocument.From(queued));
                if (!load.Admit(queued, new Delivery($"{at}", ""), [storing]))
                {
                    batch.Add(storing);
                }
            }
        }

        load.ChangeBatch(batch, full: batch.Count == BatchCollector.BatchSize);
        return batch;
    }

    private static JsonObject Payload(int serial) => new()
    {
        ["message"] = "one for all", ["timestamp"] = "2026-11-20T08:00:00Z",
        ["extra"] = new JsonObject { ["serial"] = $"{serial}", ["job"] = new JsonObject { ["attempt"] = 3, ["data"] = new JsonObject { ["group"] = 1 } } },
    };

    private List<string> Differences(EventDocument document) =>
        [.. Recorded.Differences(sent[document.Id], Snapshot(document)).Select(difference => difference.Split(" is ")[0])];

    private static JsonObject Snapshot(EventDocument document) => new()
    {
        ["title"] = document.Title, ["timestamp"] = Json.ApiTime(document.Timestamp), ["level"] = document.Level, ["hash"] = document.Hash,
        ["data"] = document.Data.DeepClone(), ["tags"] = document.Tags.DeepClone(),
    };
}
