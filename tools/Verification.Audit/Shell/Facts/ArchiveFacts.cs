using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Facts about the archive that a backup leaves.</summary>
internal static class ArchiveFacts
{
    public static ScriptFact Compressed(Study study)
    {
        if (study.First(ActKinds.Dump) is not Act dump)
        {
            return FactTable.NoDump;
        }

        Act? packed = study.Runs.SelectMany(run => run.Of(ActKinds.Dump).SelectMany(act => Packing(run, act))).FirstOrDefault();
        return packed is null ? ScriptFact.No(dump.Place) : ScriptFact.Yes(packed.Place);
    }

    private static IEnumerable<Act> Packing(ShellRun run, Act dump) => dump.Is(ActKinds.Compress)
        ? [dump]
        : run.Of(ActKinds.Compress).Where(act => act.Index > dump.Index && !act.Is(ActKinds.Dump)
            && (act.IsFedBy(dump) || ActClassifier.Operands(act).Any(operand => Archive.Names(run).Any(name => Archive.Concerns(operand, name)))));

    // What is left out of a dump is missing after the restore, and nothing says so.
    public static ScriptFact DumpsEverything(Study study)
    {
        Act[] dumps = [.. study.Runs.SelectMany(run => run.Of(ActKinds.Dump)).DistinctBy(act => (act.Place, act.Start))];
        Act? part = dumps.FirstOrDefault(act => ActClassifier.HasOption(act, 's', "--schema-only") || act.Args.Any(arg => Partial.Any(option => arg == option || arg.StartsWith(option + "=", StringComparison.Ordinal))));
        return dumps.Length == 0 ? ScriptFact.No() : part is not null ? ScriptFact.No(part.Place) : ScriptFact.Yes(dumps[0].Place);
    }

    private static readonly string[] Partial = ["-t", "--table", "-T", "--exclude-table", "--exclude-table-data", "-n", "--schema", "-N", "--exclude-schema", "--section"];

    public static ScriptFact Checksummed(Study study)
    {
        if (study.First(ActKinds.Dump) is null)
        {
            return FactTable.NoDump;
        }

        Act? sum = study.First(ActKinds.Checksum);
        return sum is null ? ScriptFact.No() : Judge.Across(study.Backups, run => run.Holds(ActKinds.Checksum), sum.Place);
    }

    public static ScriptFact Timestamped(Study study)
    {
        if (study.First(ActKinds.Dump) is not Act dump)
        {
            return FactTable.NoDump;
        }

        string[] names = [.. study.Runs.SelectMany(Archive.Names).Distinct()];
        if (names.Any(name => Holes.Holds(name, Holes.Date)))
        {
            return ScriptFact.Yes(dump.Place, text: Holes.Show(names.Last(name => Holes.Holds(name, Holes.Date))));
        }

        string? hidden = names.Select(name => name[(name.LastIndexOf('/') + 1)..])
            .FirstOrDefault(name => Holes.All(name).Any(hole => hole is not (Holes.Weekday or Holes.Temporary)));
        return hidden is not null ? ScriptFact.Unknown($"the dump's name, '{Holes.Show(hidden)}', is made elsewhere", dump.Place)
            : names.Length == 0 ? ScriptFact.Unknown("the script does not say where the dump is written", dump.Place) : ScriptFact.No(dump.Place);
    }

    public static ScriptFact IntegrityTested(Study study)
    {
        if (study.First(ActKinds.Dump) is null)
        {
            return FactTable.NoDump;
        }

        IEnumerable<Act> all = study.Runs.SelectMany(run => run.Of(ActKinds.IntegrityTest).Where(test => TestsDump(run, test)));
        Act[] tests = [.. all.DistinctBy(test => (test.Name, test.Place, test.Start)).Take(Study.MaximumSites)];
        if (tests.Length == 0)
        {
            return ScriptFact.No(study.First(ActKinds.IntegrityTest)?.Place);
        }

        ScriptFact always = Judge.Across(study.Backups, run => run.Of(ActKinds.IntegrityTest).Any(test => TestsDump(run, test)), tests[0].Place);
        return always.Holds != true ? always : Best(tests.Select(test => study.WhenFailing([test], run => !run.Succeeded || study.Alerted(run))));
    }

    /// <summary>One test whose failure is noticed is enough, whatever else is tested.</summary>
    private static ScriptFact Best(IEnumerable<ScriptFact> answers)
    {
        ScriptFact[] all = [.. answers];
        return all.FirstOrDefault(fact => fact.Holds == true) ?? all.FirstOrDefault(fact => fact.Holds is null) ?? all[0];
    }

    private static bool TestsDump(ShellRun run, Act test)
    {
        string[] looked = [.. ActClassifier.Operands(test).Concat(test.Inputs)];
        IReadOnlyList<string> names = Archive.Names(run);
        return run.Of(ActKinds.Dump).Any(dump => dump.Index < test.Index)
            && (looked.Any(file => file.Contains('*') || names.Any(name => Archive.Concerns(file, name)) || Holes.Acts(file).Any())
                || names.Count == 0
                || test.Seats.Any(seat => seat.Position > 0));
    }

    public static ScriptFact Atomic(Study study)
    {
        if (study.First(ActKinds.Dump) is not Act dump)
        {
            return FactTable.NoDump;
        }

        Act? move = study.Runs.SelectMany(run => run.Of(ActKinds.Move).Where(act => MovesArchive(run, act))).FirstOrDefault();
        return move is null ? ScriptFact.No(dump.Place)
            : Judge.Across(study.Backups, run => run.Of(ActKinds.Move).Any(act => MovesArchive(run, act)), move.Place);
    }

    private static bool MovesArchive(ShellRun run, Act move)
    {
        string[] operands = [.. ActClassifier.Operands(move)];
        return operands.Length > 1 && operands[^1] != operands[0] && run.Of(ActKinds.Dump).Any(dump => dump.Index < move.Index)
            && operands[..^1].Any(source => Archive.Written(run).Any(file => Archive.Concerns(source, file.Path) || Archive.Within(file.Path, source)));
    }
}
