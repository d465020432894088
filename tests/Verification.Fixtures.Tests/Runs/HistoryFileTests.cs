using System.Text;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.History;
using Verification.Readiness.Verdicts;

namespace Verification.Fixtures.Tests.Runs;

public sealed class HistoryFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history with a space ");

    private string Path => System.IO.Path.Combine(_folder.FullName, "artifacts", "history.jsonl");

    private HistoryFile File => new(Path, TimeProvider.System);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Append_NoFolderYet_MakesItAndKeepsTheOrder()
    {
        await File.AppendAsync(Entry("a"));
        await File.AppendAsync(Entry("b"));
        (await File.ReadAsync()).Entries.Select(entry => entry.RunId).Should().Equal("a", "b");
    }

    // Each with a file handle of its own, as programs have; HistoryTests of the command line do it with four programs.
    [Fact]
    public async Task Append_ManyAtOnce_EveryLineIsWhole()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => File.AppendAsync(Entry($"run-{number}")))));

        HistoryLog log = await File.ReadAsync();
        log.Unread.Should().BeEmpty();
        log.Entries.Select(entry => entry.RunId).Should().BeEquivalentTo(Enumerable.Range(0, 40).Select(number => $"run-{number}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task Append_LastLineIsCutOrDamaged_LeavesItAsItIsAndLosesNothing(string end)
    {
        await File.AppendAsync(Entry("a"));
        string cut = await System.IO.File.ReadAllTextAsync(Path, Ct) + "{\"runId\":\"cut o\u00ffff" + end;
        await System.IO.File.WriteAllTextAsync(Path, cut, Encoding.Latin1, Ct);
        byte[] before = await System.IO.File.ReadAllBytesAsync(Path, Ct);

        await File.AppendAsync(Entry("b"));

        (await System.IO.File.ReadAllBytesAsync(Path, Ct))[..before.Length].Should().Equal(before, "what is there is never rewritten");
        HistoryLog log = await File.ReadAsync();
        log.Entries.Select(entry => entry.RunId).Should().Equal("a", "b");
        log.Unread.Should().Equal(2);
    }

    [Fact]
    public async Task Read_NoFile_IsAnEmptyHistory() => (await File.ReadAsync()).Entries.Should().BeEmpty();

    [Fact]
    public async Task Append_FileIsHeldForAMoment_WaitsForIt()
    {
        await File.AppendAsync(Entry("a"));
        Task waiting;
        await using (System.IO.File.Open(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = Task.Run(() => File.AppendAsync(Entry("b")), Ct);
            (await Task.WhenAny(waiting, Eventually.Async(() => false, "the line to be written in spite of the lock", TimeSpan.FromMilliseconds(200), ct: Ct))).Should().NotBe(waiting);
        }

        await waiting;
        (await File.ReadAsync()).Entries.Should().HaveCount(2);
    }

    [Fact]
    public async Task Remember_FileIsHeldForGood_IsASentence()
    {
        RunDirectory directory = Bundle();
        await File.AppendAsync(Entry("a"));
        await using FileStream held = System.IO.File.Open(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        string? problem = await new HistoryFile(Path, new HurriedTime()).RememberAsync(directory, Verdict());

        problem.Should().StartWith($"The run could not be added to {Path} (Waited 10 s for the lock").And.EndWith("`compare` will not know of it.");
    }

    [Fact]
    public async Task Remember_CanNotBeWritten_IsASentence()
    {
        Directory.CreateDirectory(Path);
        (await File.RememberAsync(Bundle(), Verdict())).Should().StartWith("The run could not be added to ");
    }

    [Fact]
    public async Task Remember_ABundle_KnowsScaleSeededBehaviourAndHowItEnded()
    {
        (await File.RememberAsync(Bundle(), Verdict())).Should().BeNull();

        HistoryEntry entry = (await File.ReadAsync()).Entries.Single();
        (entry.RunId, entry.Scale, entry.Ended).Should().Be(("run", 0.5, RunEnd.Interrupted));
        entry.Seeded.Should().Equal("like 5.2", "lose-one-in-five");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static HistoryEntry Entry(string runId) => HistoryEntry.Of(Verdict(), Run() with { RunId = runId }, 1, []) with { RunId = runId };

    private RunDirectory Bundle()
    {
        RunDirectory directory = RunDirectory.Claim(System.IO.Path.Combine(_folder.FullName, "results"), new RunRequest
        {
            RunId = "run", Target = TargetKind.Embedded, Reason = "a test", Scale = 0.5, Like = "5.2", Defects = ["lose-one-in-five"],
        });
        directory.Write("run.json", System.Text.Json.JsonSerializer.Serialize(Run(), Json.Document));
        return directory;
    }

    private static VerdictDocument Verdict() => ReadinessEvaluator.Evaluate(Readiness.Catalogues.Catalogue.Of([], [], []), [], Run());

    private static RunRecord Run() => new()
    {
        RunId = "run", Scope = RunScope.Rehearsal, Target = new(TargetKind.Embedded, "a test", "reference target", "5.2", "sha256:x", []), StartedAt = DateTimeOffset.UnixEpoch,
        EvaluatedAt = DateTimeOffset.UnixEpoch, Commit = "unknown", WorkTreeDirty = false, Seed = 1, Host = new(2, 1, "test", "none"), Interrupted = "Ctrl-C",
    };

    // A second passes with every look at the clock.
    private sealed class HurriedTime : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * TimeSpan.TicksPerSecond;
    }
}
