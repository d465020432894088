using Verification.Cli.Running;

namespace Verification.Cli.Tests.Running;

public sealed class ScreenTests
{
    [Fact]
    public void Line_NoTerminal_IsPlainAndNeverWrapped()
    {
        StringWriter output = new();
        new Screen(output).Line(TimeSpan.FromSeconds(1.23), $"[red]{new string('x', 500)}[/]", Tone.Bad);

        output.ToString().Should().Be($"   1.2 s  [red]{new string('x', 500)}[/]\n");
    }

    [Fact]
    public void Line_OutputCanNotBeWritten_DoesNotEndTheRun()
    {
        Screen screen = new(new FullDisk());

        FluentActions.Invoking(() => screen.Line(TimeSpan.Zero, "a line")).Should().NotThrow();
        FluentActions.Invoking(() => screen.Text("the end\n")).Should().NotThrow();
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");
    }
}
