using Verification.Cli.Running;
using Verification.Fixtures.Runs;

namespace Verification.Cli.Tests.Running;

public sealed class ProgressTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _output = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("progress").FullName;
    private readonly RunJournal _journal;
    private readonly Progress _progress;

    public ProgressTests()
    {
        string path = Path.Combine(_folder, "journal.jsonl");
        _journal = new RunJournal(path, new SecretVault(), _time);
        _progress = new Progress(new Screen(_output), _time);
        _progress.Follow(new JournalTail(path), ["TagsAreIntact", "LevelIsPreserved"]);
    }

    private string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Look_NothingHappens_IsNeverSilentForMoreThanFiveSeconds()
    {
        List<double> moments = [];
        for (int tick = 1; tick <= 300; tick++)
        {
            _time.Advance(0.1);
            int before = Lines.Length;
            _progress.Look();
            moments.AddRange(Lines.Length > before ? [tick * 0.1] : []);
        }

        moments[0].Should().BeLessThan(1, "the first line comes within a second");
        moments.Zip(moments.Skip(1), (earlier, later) => later - earlier).Should().OnlyContain(gap => gap < 5);
    }

    [Fact]
    public void Look_PhaseIsOpen_SaysItsNameItsTimeAndWhatItWaitsFor()
    {
        _journal.Write(JournalKind.Begin, "canary", "the first event to be read back");
        _progress.Look();
        _time.Advance(6);
        _progress.Look();

        Lines[0].Should().Be("   0.0 s  canary: the first event to be read back");
        Lines[1].Should().Be("   6.0 s  canary: waiting for the first event to be read back (6 s so far)");
    }

    [Fact]
    public void Look_ChecksAreOpen_CountsAndNamesThem()
    {
        _journal.Write(JournalKind.Check, "TagsAreIntact", "Pass: all of them");
        _progress.Look();
        _time.Advance(6);
        _progress.Look();

        Lines[^1].Should().EndWith("checks: waiting for 1 to answer (LevelIsPreserved)");
    }

    [Fact]
    public void Look_PhaseHasEnded_NoLongerWaitsForIt()
    {
        _journal.Write(JournalKind.Begin, "canary", "the first event");
        _journal.Write(JournalKind.End, "canary", "done", 12);
        _time.Advance(6);
        _progress.Look();
        _time.Advance(6);
        _progress.Look();

        Lines[^1].Should().NotContain("canary");
    }

    [Fact]
    public void Look_FaultIsWritten_TellsIt()
    {
        _journal.Write(JournalKind.Fault, "start", "The target did not start: no disk");
        _progress.Look();

        Lines[^1].Should().EndWith("start: The target did not start: no disk");
    }

    [Fact]
    public void Look_SuiteFinished_KnowsIt()
    {
        _progress.Look();
        _progress.Finished.Should().BeFalse();
        _journal.Write(JournalKind.Note, RunJournal.Finished, "acceptance suite finished");
        _progress.Look();

        _progress.Finished.Should().BeTrue();
    }

    [Fact]
    public void Look_HostileText_IsInertAndOnOneLine()
    {
        _journal.Write(JournalKind.Check, "TagsAreIntact", "Fail: \u001b[2J\u0000 first\nsecond ::error::x ##[group]y \u202e");
        _progress.Look();

        Lines.Should().ContainSingle().Which.Should().NotContainAny("\u001b", "\u0000", "\u202e", "##[");
    }

    [Fact]
    public async Task WhileAsync_WorkFails_PassesTheFailureOn()
    {
        Func<Task> wait = () => _progress.WhileAsync("look around", "the tools", Task.FromException<int>(new IOException("no")));

        await wait.Should().ThrowAsync<IOException>();
    }

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
