using Verification.Cli.Running;

namespace Verification.Cli.Tests.Running;

public sealed class JournalTailTests : IDisposable
{
    private const string Line = """{"at":"2026-11-20T10:00:00+00:00","kind":"note","phase":"suite","text":"grüße","ms":null}""";
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Next_NoFileYet_IsEmpty() => new JournalTail(_path + ".missing").Next().Should().BeEmpty();

    [Fact]
    public void Next_LineIsBeingWritten_ComesWhenItIsWhole()
    {
        JournalTail tail = new(_path);
        File.AppendAllText(_path, Line + "\n" + Line[..30]);
        tail.Next().Should().ContainSingle().Which.Text.Should().Be("grüße");

        File.AppendAllText(_path, Line[30..]);
        tail.Next().Should().BeEmpty();
        File.AppendAllText(_path, "\n");
        tail.Next().Should().ContainSingle();
        tail.Next().Should().BeEmpty();
    }

    [Fact]
    public void Next_LineIsDamaged_IsLeftOut()
    {
        File.WriteAllText(_path, $"{Line}\n{Line[..40]}{Line}\n{Line}\n");

        new JournalTail(_path).Next().Should().HaveCount(2);
    }

    public void Dispose() => File.Delete(_path);
}
