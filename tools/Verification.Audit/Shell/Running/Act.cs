using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell.Running;

/// <summary>One command as it was run on one path through a script, with what stood around it.</summary>
internal sealed record Act
{
    // Indexes of the acts that its arguments and its input come from.
    private HashSet<int>? sources;

    public required int Index { get; init; }

    /// <summary>The program's name without its folder; a variable's name in a hole when the script doesn't say.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Args { get; init; }

    public required Place Place { get; init; }

    /// <summary>The lines of the calls that lead here, which tell two uses of one function apart.</summary>
    public required string Site { get; init; }

    /// <summary>Where in its text it begins.</summary>
    public int Start { get; init; }

    /// <summary>What it does, as far as this audit cares.</summary>
    public ActKinds Kinds { get; init; }

    /// <summary>Pipelines it runs in, from the outermost, each with its seat in it.</summary>
    public PipeSeat[] Seats { get; init; } = [];

    /// <summary>The file that its output goes to.</summary>
    public string? Output { get; init; }

    /// <summary>The mask for new files when that file was opened.</summary>
    public string? OutputUmask { get; init; }

    /// <summary>Files that it reads as input.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Text of its here-document.</summary>
    public string Here { get; init; } = "";

    /// <summary>The command that runs it in a container or on another machine.</summary>
    public string Around { get; init; } = "";

    /// <summary>Variables written in its words, whether their values are known or not.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The mask for new files at that time; null when the script has set none.</summary>
    public string? Umask { get; init; }

    /// <summary>Its status decides something by itself: it is a condition.</summary>
    public bool Asked { get; init; }

    /// <summary>Where restic or borg keep what they save, by the variable that says so; null when none is set.</summary>
    public string? Repository { get; init; }

    public int Status { get; init; }

    /// <summary>The file that an option tells it to write.</summary>
    public string? SavedTo { get; init; }

    /// <summary>Name and arguments, for matching and for people.</summary>
    public string Text => string.Join(' ', Args.Prepend(Name));

    public bool Is(ActKinds kinds) => (Kinds & kinds) != 0;

    /// <summary>It reads, directly or through others, what the other act writes.</summary>
    public bool IsFedBy(Act other)
    {
        foreach (PipeSeat seat in Seats)
        {
            foreach (PipeSeat earlier in other.Seats)
            {
                if (earlier.Pipe == seat.Pipe && earlier.Position < seat.Position)
                {
                    return true;
                }
            }
        }

        string? file = other.Output ?? other.SavedTo;
        return (sources ??= [.. Args.Concat(Inputs).SelectMany(Holes.Acts)]).Contains(other.Index)
            || (file is not (null or "/dev/null") && other.Index < Index && (Args.Contains(file) || Inputs.Contains(file)));
    }

    public bool Same(FaultSite fault) => fault.Name == Name && fault.Place == Place && fault.Start == Start;
}

/// <summary>A position in a pipeline of one run.</summary>
internal readonly record struct PipeSeat(int Pipe, int Position);

/// <summary>The command that is made to fail.</summary>
internal sealed record FaultSite(string Name, Place Place, int Start);

/// <summary>What commands do, as far as this audit cares.</summary>
[Flags]
internal enum ActKinds
{
    None = 0,
    Dump = 1 << 0,
    Restore = 1 << 1,
    Compress = 1 << 2,
    IntegrityTest = 1 << 3,
    Checksum = 1 << 4,
    SelectOld = 1 << 5,
    Delete = 1 << 6,
    Offsite = 1 << 7,
    Alert = 1 << 8,
    Heartbeat = 1 << 9,
    PostEvent = 1 << 10,
    ReadEvent = 1 << 11,
    HealthProbe = 1 << 12,
    HttpProbe = 1 << 13,
    ContainerProbe = 1 << 14,
    MemoryProbe = 1 << 15,
    DiskProbe = 1 << 16,
    Move = 1 << 17,
    Lock = 1 << 18,
    Permissions = 1 << 19,
    SaveUploads = 1 << 20,
    SaveEnv = 1 << 21,
    Restart = 1 << 22,
    Query = 1 << 23,
    ChangeDsn = 1 << 24,
    RestoreEnv = 1 << 25,
    Opaque = 1 << 26,
    ExpireSnapshots = 1 << 27,
    Writes = 1 << 28,
}
