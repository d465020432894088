using System.Runtime.CompilerServices;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>The files that the dumps of one path are written to.</summary>
internal static class Archive
{
    private const int MaximumDumps = 20;

    private static readonly ConditionalWeakTable<ShellRun, Known> Seen = [];

    /// <summary>Where the dumps go at first: by option, by redirection, or at the end of their pipeline.</summary>
    public static IReadOnlyList<OutputFile> Written(ShellRun run) => Of(run).Written;

    /// <summary>Names under which the archives are known in the end too: moved, copied, compressed.</summary>
    public static IReadOnlyList<string> Names(ShellRun run) => Of(run).Names;

    private static Known Of(ShellRun run) => Seen.GetValue(run, found =>
    {
        IEnumerable<OutputFile> files = found.Of(ActKinds.Dump).Take(MaximumDumps).SelectMany(dump => WrittenBy(found, dump));
        OutputFile[] written = [.. files.Where(file => file.Path != "/dev/null").Distinct()];
        return new Known(written, Follow(found, [.. written.Select(file => file.Path)]));
    });

    private static string[] Follow(ShellRun run, string[] written)
    {
        HashSet<string> names = [.. written];
        foreach (Act act in run.Acts)
        {
            string[] operands = [.. ActClassifier.Operands(act)];
            if (act.Name is "mv" or "cp" or "install" or "ln" or "rsync" && operands.Length > 1)
            {
                names.UnionWith(operands[..^1].SelectMany(source => Renamed(names, source, operands[^1])).ToArray());
            }
            else if (act.Is(ActKinds.Compress) && operands.Any(names.Contains))
            {
                names.UnionWith(act.Output is null ? operands.Where(names.Contains).Select(name => name + ".gz").ToArray() : [act.Output]);
            }
        }

        return [.. names];
    }

    /// <summary>A folder that is moved takes the archive in it along.</summary>
    private static IEnumerable<string> Renamed(HashSet<string> names, string source, string target) => names
        .Where(name => Concerns(source, name) || Within(name, source))
        .SelectMany(name => Within(name, source) && !source.EndsWith('*') ? [target, target.TrimEnd('/') + name[source.TrimEnd('/').Length..]] : new[] { target });

    /// <summary>The two are the same file, or one is the other with an ending such as .gz.</summary>
    public static bool Concerns(string written, string name) =>
        written == name || written.StartsWith(name + ".", StringComparison.Ordinal) || name.StartsWith(written + ".", StringComparison.Ordinal);

    /// <summary>The file lies in the folder, or is among all files of it.</summary>
    public static bool Within(string name, string folder) => (folder is not ("" or "/") && name.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal))
        || (folder.EndsWith("/*", StringComparison.Ordinal) && name.StartsWith(folder[..^1], StringComparison.Ordinal));

    private static IEnumerable<OutputFile> WrittenBy(ShellRun run, Act dump)
    {
        if (ActClassifier.Option(dump, "-f", "--file") is string file)
        {
            yield return new OutputFile(file, dump.Umask);
        }

        if (dump.Output is not null)
        {
            yield return new OutputFile(dump.Output, dump.OutputUmask);
        }

        foreach (Act later in run.Acts.Skip(dump.Index + 1).Where(act => act.IsFedBy(dump)))
        {
            IEnumerable<string> tee = later.Name == "tee" ? ActClassifier.Operands(later) : [];
            string? option = later.Name is "gpg" or "age" or "openssl" or "split" or "7z" ? ActClassifier.Option(later, "-o", "--output", "-out") : null;
            foreach (string written in tee.Append(option).OfType<string>())
            {
                yield return new OutputFile(written, later.Umask);
            }

            if (later.Output is not null)
            {
                yield return new OutputFile(later.Output, later.OutputUmask);
            }
        }
    }

    private sealed record Known(IReadOnlyList<OutputFile> Written, IReadOnlyList<string> Names);
}
