using System.Collections.Immutable;
using System.Text;

namespace Verification.Audit.Shell.Running;

/// <summary>Where a shell's input and output go, kept while a redirection changes it.</summary>
internal sealed record Streams(ImmutableList<OutputFile> Outputs, ImmutableList<string> Inputs, string Here, string Fed, StringBuilder? Capture)
{
    public static Streams Of(ShellState shell) => new(shell.Outputs, shell.Inputs, shell.Here, shell.Fed, shell.Capture);

    public void Restore(ShellState shell)
    {
        shell.Outputs = Outputs;
        shell.Inputs = Inputs;
        shell.Here = Here;
        shell.Fed = Fed;
        shell.Capture = Capture;
    }
}
