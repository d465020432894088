using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Commands that make, pack, test and restore dumps.</summary>
internal static class DataActs
{
    private static readonly HashSet<string> Packers = ["gzip", "pigz", "zstd", "pzstd", "xz", "bzip2", "pbzip2", "lz4", "brotli", "7z", "zip", "lzma"];
    private static readonly HashSet<string> Unpackers = ["gunzip", "zcat", "unzstd", "zstdcat", "unxz", "xzcat", "bunzip2", "bzcat", "unzip", "gzcat"];
    private static readonly HashSet<string> Sums = ["sha256sum", "sha512sum", "sha384sum", "sha224sum", "sha1sum", "md5sum", "b2sum", "shasum", "cksum"];

    public static ActKinds KindsOf(Act act, IReadOnlyList<Act> before)
    {
        if (act.Args.Any(arg => arg is "--version" or "--help"))
        {
            return ActKinds.None;
        }

        return act.Name switch
        {
            "pg_dump" or "pg_dumpall" => ActKinds.Dump | (Packs(act) ? ActKinds.Compress : ActKinds.None),
            "pg_restore" => ActClassifier.HasOption(act, 'l', "--list") && ActClassifier.Option(act, "-d", "--dbname") is null ? ActKinds.IntegrityTest : ActKinds.Restore,
            "psql" => Query(act, before),
            "tar" => Tar(act),
            "restic" or "borg" or "kopia" => act.Args.Contains("check") || act.Args.Contains("verify") ? ActKinds.IntegrityTest
                : act.Args.Contains("backup") || act.Args.Contains("create") || act.Args.Contains("snapshot") ? ActKinds.Compress : ActKinds.None,
            "openssl" => act.Args.Contains("dgst") ? ActKinds.Checksum : ActKinds.None,
            "grep" or "egrep" => act.Text.Contains("dump complete", StringComparison.OrdinalIgnoreCase) ? ActKinds.IntegrityTest : ActKinds.None,
            string name when Sums.Contains(name) => ActClassifier.HasOption(act, 'c', "--check") ? ActKinds.None : ActKinds.Checksum,
            string name when Packers.Contains(name) || Unpackers.Contains(name) => Pack(act),
            _ => ActKinds.None,
        };
    }

    /// <summary>Custom and directory archives are compressed unless level 0 is asked for.</summary>
    private static bool Packs(Act act)
    {
        string? level = ActClassifier.Option(act, "-Z", "--compress");
        string? format = ActClassifier.Option(act, "-F", "--format");
        return level is not ("0" or "none") && (level is not null || format is "c" or "custom" or "d" or "directory");
    }

    private static ActKinds Query(Act act, IReadOnlyList<Act> before)
    {
        bool command = ActClassifier.Option(act, "-c", "--command") is not null;
        bool file = ActClassifier.Option(act, "-f", "--file") is not null;
        // A file, or the output of a command that reads one; text that the script itself makes up is no dump.
        bool fed = act.Here.Length == 0 && (act.Inputs.Any(input => !input.StartsWith(Holes.Open) && input.Length > 0 && !input.Contains(' '))
            || act.Inputs.SelectMany(Holes.Acts).Any(index => index < before.Count && Reads(before[index])) || act.Inputs.Any(input => Holes.OnlyVariable(input) is not null));
        return !command && (file || fed) ? ActKinds.Restore : ActKinds.Query;
    }

    private static bool Reads(Act act) => Packers.Contains(act.Name) || Unpackers.Contains(act.Name) || act.Name is "cat" or "pv" or "openssl" or "gpg" or "age" or "sed";

    private static ActKinds Tar(Act act)
    {
        string flags = act.Args.ElementAtOrDefault(0) ?? "";
        bool letters = !flags.StartsWith("--", StringComparison.Ordinal);
        bool lists = act.Args.Contains("--list") || (letters && flags.Contains('t') && flags.IndexOfAny(['c', 'x']) < 0);
        bool packs = act.Args.Any(arg => arg is "--gzip" or "--zstd" or "--xz") || (letters && flags.Contains('c') && flags.IndexOfAny(['z', 'j', 'J', 'a']) >= 0);
        return lists ? ActKinds.IntegrityTest : packs ? ActKinds.Compress : ActKinds.None;
    }

    private static ActKinds Pack(Act act)
    {
        bool tests = ActClassifier.HasOption(act, 't', "--test") || (act.Name == "7z" && act.Args.ElementAtOrDefault(0) == "t");
        bool unpacks = Unpackers.Contains(act.Name) || ActClassifier.HasOption(act, 'd', "--decompress", "--uncompress", "--stdout-decompress");
        return tests || (unpacks && act.Output == "/dev/null") ? ActKinds.IntegrityTest : unpacks ? ActKinds.None : ActKinds.Compress;
    }
}
