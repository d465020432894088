using Verification.Fixtures.Runs;
using Verification.Fixtures.Watching;
using Verification.Readiness;
using Verification.Readiness.Watching;

namespace Verification.Fixtures.Tests.Watching;

public sealed class WatchFolderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch ");

    private string Journal => Path.Combine(_folder.FullName, WatchFolder.JournalName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Journal_KilledInTheMiddleOfALine_GoesOnAndSaysSo()
    {
        Write(Header(1), Probe(2));
        File.AppendAllText(Journal, "{\"sequence\":3,\"kind\":\"pro");

        using (WatchFolder folder = Open())
        {
            folder.State.LastSequence.Should().Be(2);
            folder.Append(Header(3));
        }

        WatchState read = WatchFolder.Read(_folder.FullName)!;
        (read.TornLines, read.LastSequence, read.Starts).Should().Be((1, 3, 2));
    }

    [Fact]
    public void Journal_DamagedWithinAProcess_IsRefused()
    {
        Write(Header(1), Probe(2), Probe(3), Probe(4));
        string[] lines = File.ReadAllLines(Journal);
        lines[2] = lines[2][..20];
        File.WriteAllLines(Journal, lines);

        FluentActions.Invoking(Open).Should().Throw<InputException>().WithMessage("*:3: the line is damaged*");
    }

    [Fact]
    public void Journal_WithALineTakenOut_IsRefused()
    {
        Write(Header(1), Probe(2), Probe(3));
        string[] lines = File.ReadAllLines(Journal);
        File.WriteAllLines(Journal, [lines[0], lines[2]]);

        FluentActions.Invoking(Open).Should().Throw<InputException>().WithMessage("*:2: line 2 of the watch should stand here, but line 3 does*");
    }

    [Fact]
    public void Folder_OfAnotherWatchThatRuns_IsRefused()
    {
        using WatchFolder folder = Open();

        FluentActions.Invoking(Open).Should().Throw<InputException>().WithMessage("Another watch is writing to*--out*");
    }

    [Fact]
    public void Folder_WithSomethingElse_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "thesis.txt"), "mine");

        FluentActions.Invoking(Open).Should().Throw<InputException>().WithMessage("*is not empty and holds no watch*");
    }

    [Fact]
    public void Folder_BelowAFile_IsRefused()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        FluentActions.Invoking(() => WatchFolder.Open(Path.Combine(file, "watch"), new SecretVault())).Should().Throw<InputException>().WithMessage("A watch can't be written to*--out*");
    }

    [Fact]
    public void Line_WithASecret_IsRedacted()
    {
        SecretVault vault = new();
        vault.Add("token-0123456789");
        using (WatchFolder folder = WatchFolder.Open(_folder.FullName, vault))
        {
            folder.Append(Header(1) with { Reason = "answers token-0123456789" });
        }

        File.ReadAllText(Journal).Should().Contain("[redacted]").And.NotContain("0123456789");
    }

    [Fact]
    public void Folder_WithoutAWatch_HasNone() => WatchFolder.Read(_folder.FullName).Should().BeNull();

    private WatchFolder Open() => WatchFolder.Open(_folder.FullName, new SecretVault());

    private void Write(params WatchObservation[] lines)
    {
        using WatchFolder folder = Open();
        foreach (WatchObservation line in lines)
        {
            folder.Append(line);
        }
    }

    private static WatchObservation Header(long sequence) => new()
    {
        Sequence = sequence, Kind = WatchKind.Start, At = Start, Outcome = Outcome.Pass, Reason = "begins",
        Header = new() { SchemaVersion = WatchHeader.CurrentSchema, WatchId = "w", Address = "https://errors.example.test", StandIn = false, Plan = WatchPlan.Whole },
    };

    private static WatchObservation Probe(long sequence) =>
        new() { Sequence = sequence, Kind = WatchKind.Probe, At = Start.AddMinutes(sequence), Outcome = Outcome.Pass, Reason = "answers", Index = (int)sequence - 2, LatencyMs = 3 };
}
