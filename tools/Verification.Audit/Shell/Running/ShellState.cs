using System.Collections.Immutable;
using System.Text;
using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell.Running;

/// <summary>Why a list of commands stops before its end.</summary>
internal enum Flow
{
    On,
    Break,
    Continue,
    Return,
    Exit,
}

/// <summary>One shell: its variables, functions, options and traps. A subshell works on a copy.</summary>
internal sealed class ShellState
{
    public Dictionary<string, IReadOnlyList<string>> Variables { get; private init; } = [];

    public Dictionary<string, DefinedFunction> Functions { get; private init; } = [];

    public Dictionary<string, Handler> Traps { get; private init; } = [];

    /// <summary>Known positional parameters; null when they come from outside.</summary>
    public IReadOnlyList<string>? Positional { get; set; }

    public List<Dictionary<string, IReadOnlyList<string>?>> Locals { get; } = [];

    public bool ErrExit { get; set; }

    public bool PipeFail { get; set; }

    public bool ErrTrace { get; set; }

    public bool NoClobber { get; set; }

    /// <summary>A failing command is being looked at by something: errexit and the ERR trap keep still.</summary>
    public int Ignoring { get; set; }

    /// <summary>The next command's status is what a condition asks for.</summary>
    public bool Asked { get; set; }

    public bool InTrap { get; set; }

    public Flow Flow { get; set; }

    public int Status { get; set; }

    public int BackgroundStatus { get; set; }

    public IReadOnlyList<int> PipeStatus { get; set; } = [0];

    public string? Umask { get; set; }

    public string File { get; set; } = "";

    public int Line { get; set; }

    /// <summary>Where in its text the command begins.</summary>
    public int Start { get; set; }

    /// <summary>Tells this command from others, and from itself when it is reached another way.</summary>
    public string Site => $"{Chain}{Line}.{Start}";

    /// <summary>Lines of the calls that lead here.</summary>
    public string Chain { get; set; } = "";

    /// <summary>How many functions are being called.</summary>
    public int Calls { get; set; }

    public PipeSeat[] Seats { get; set; } = [];

    public ImmutableList<OutputFile> Outputs { get; set; } = [];

    public ImmutableList<string> Inputs { get; set; } = [];

    public string Here { get; set; } = "";

    /// <summary>The command that started this shell in a container or on another machine.</summary>
    public string Around { get; set; } = "";

    /// <summary>What the command before it in a pipeline writes into this one.</summary>
    public string Fed { get; set; } = "";

    /// <summary>Output being caught by $(...); null when it goes elsewhere.</summary>
    public StringBuilder? Capture { get; set; }

    /// <summary>A copy for a subshell: traps are reset unless they are inherited, and what it changes stays in it.</summary>
    public ShellState Fork()
    {
        ShellState copy = new()
        {
            Variables = new(Variables), Functions = new(Functions), Traps = ErrTrace ? new(Traps.Where(trap => trap.Key == "ERR")) : [],
            Positional = Positional, ErrExit = ErrExit, PipeFail = PipeFail, ErrTrace = ErrTrace, NoClobber = NoClobber, Ignoring = Ignoring, Asked = Asked,
            InTrap = InTrap, Status = Status, PipeStatus = PipeStatus, Umask = Umask, File = File, Line = Line, Start = Start, Chain = Chain, Calls = Calls,
            Seats = Seats, Outputs = Outputs, Inputs = Inputs, Here = Here, Fed = Fed, Capture = Capture, Around = Around,
        };
        return copy;
    }

    /// <summary>Another shell that this one starts: nothing but its place is inherited, and in a container or on another machine not even the mask.</summary>
    public ShellState Other(bool elsewhere) => new()
    {
        Umask = elsewhere ? null : Umask, File = File, Line = Line, Start = Start, Chain = Chain, Calls = Calls, Seats = Seats,
        Outputs = Outputs, Inputs = Inputs, Fed = Fed, Capture = Capture, Asked = Asked, Around = Around,
    };

    public void Set(string name, string value) => Variables[name] = [Holes.Limit(value)];
}

/// <summary>A file that output goes to, and the mask for new files at the time it was opened.</summary>
internal sealed record OutputFile(string Path, string? Umask);

/// <summary>A trap's commands, and the line that sets them.</summary>
internal sealed record Handler(string Text, int Line);

/// <summary>A function, and the file that defines it.</summary>
internal sealed record DefinedFunction(ShellCommand Body, string File);
