using System.Text.RegularExpressions;
using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Commands that keep, move, protect, copy away and delete files.</summary>
internal static partial class KeepActs
{
    public static ActKinds KindsOf(Act act) => Files(act) | Uploads(act) | Environment(act) | (IsOffsite(act) ? ActKinds.Offsite : ActKinds.None);

    private static ActKinds Files(Act act)
    {
        switch (act.Name)
        {
            case "find":
                bool old = act.Args.Any(arg => arg is "-mtime" or "-mmin" or "-ctime" or "-cmin" or "-newermt" or "-atime" or "-newer");
                bool deletes = act.Args.Contains("-delete")
                    || act.Args.Zip(act.Args.Skip(1)).Any(pair => pair.First is "-exec" or "-execdir" or "-ok" && pair.Second is "rm" or "unlink" or "/bin/rm");
                return (old ? ActKinds.SelectOld : ActKinds.None) | (deletes ? ActKinds.Delete : ActKinds.None);
            case "ls":
                return ActKinds.SelectOld;
            case "rm" or "unlink" or "shred":
                return ActKinds.Delete;
            case "restic" when act.Args.Contains("forget"):
            case "borg" when act.Args.Contains("prune"):
            case "rclone" when act.Args.Contains("delete"):
            case "tmpreaper" or "tmpwatch":
                return ActKinds.ExpireSnapshots;
            case "mv":
                return ActKinds.Move;
            case "flock" or "lockfile" or "dotlockfile" or "setlock" or "shlock":
                return ActKinds.Lock;
            case "mkdir" or "ln":
                return act.Args.Any(arg => arg.Contains("lock", StringComparison.OrdinalIgnoreCase)) && !act.Args.Contains("-p") ? ActKinds.Lock : ActKinds.None;
            case "chmod":
                return ActKinds.Permissions;
            case "install":
                return ActClassifier.Option(act, "-m", "--mode") is null ? ActKinds.None : ActKinds.Permissions;
            case "tee":
                return ActKinds.Writes;
            case "systemctl" or "service" or "pm2" or "rc-service":
                return act.Args.Any(arg => arg is "restart" or "reload" or "try-restart" or "startOrRestart") ? ActKinds.Restart : ActKinds.None;
            case "docker" or "docker-compose" or "podman":
                bool starts = act.Args.Contains("up") && act.Args.Contains("-d");
                return starts || act.Args.Any(arg => arg is "restart" or "--force-recreate") ? ActKinds.Restart : ActKinds.None;
            default:
                return ActKinds.None;
        }
    }

    private static ActKinds Uploads(Act act)
    {
        bool packs = act.Name is "zip" or "restic" or "borg" || (act.Name == "tar" && act.Args.Any(arg => Creates().IsMatch(arg)));
        bool copies = act.Name is "cp" or "rsync" or "rclone" or "scp" or "aws" || (act.Name is "docker" or "docker-compose" && act.Args.Contains("cp"));
        // Of a copy only the source counts: a bucket named "uploads" is a place to copy to.
        string text = packs ? act.Text + act.Around : copies ? string.Join(' ', ActClassifier.Operands(act).SkipLast(1)) + act.Around : "";
        return text.Contains("upload", StringComparison.OrdinalIgnoreCase) ? ActKinds.SaveUploads : ActKinds.None;
    }

    private static ActKinds Environment(Act act)
    {
        string[] operands = [.. ActClassifier.Operands(act)];
        if (act.Name is "sed" or "perl" or "awk" or "tee" or "ed" && act.Text.Contains("SENTRY_DSN", StringComparison.Ordinal))
        {
            return ActKinds.ChangeDsn;
        }

        if (act.Name is not ("cp" or "install" or "mv" or "rsync") || operands.Length < 2)
        {
            return ActKinds.None;
        }

        bool from = operands[..^1].Any(operand => EnvFile().IsMatch(operand));
        bool to = EnvFile().IsMatch(operands[^1]);
        return from && !to ? ActKinds.SaveEnv : to && !from ? ActKinds.RestoreEnv : ActKinds.None;
    }

    private static bool IsOffsite(Act act)
    {
        switch (act.Name)
        {
            case "rclone":
                return act.Args.Any(arg => arg is "copy" or "sync" or "copyto" or "move" or "moveto" or "rcat");
            case "aws":
                return act.Args.Contains("s3") && act.Args.Any(arg => arg is "cp" or "sync" or "mv") || act.Args.Contains("put-object");
            case "s3cmd" or "swift" or "b2" or "oci" or "mc" or "mcli" or "s5cmd":
                return act.Args.Any(arg => arg is "put" or "sync" or "upload" or "upload-file" or "upload_file" or "cp" or "mirror" or "mv" or "pipe");
            case "gsutil" or "gcloud" or "az" or "azcopy":
                return act.Args.Any(arg => arg is "cp" or "rsync" or "upload" or "upload-batch" or "mv" or "copy" or "sync");
            case "restic" or "borg" when Repositories.IsLocal(act):
                return false;
            case "restic":
                return act.Args.Contains("backup");
            case "borg" or "kopia" or "tarsnap" or "duplicity":
                return !act.Args.Any(arg => arg is "prune" or "check" or "list" or "info" or "compact");
            case "scp" or "sftp" or "lftp" or "ncftpput":
                return true;
            case "rsync" or "cp" or "mv" or "install":
                string target = ActClassifier.Operands(act).LastOrDefault() ?? "";
                return (act.Name == "rsync" && (Remote().IsMatch(target) || target.StartsWith("rsync://", StringComparison.Ordinal)))
                    || KnownNames.Mounted().IsMatch(target) || Holes.Variables(target).Any(KnownNames.Offsite().IsMatch)
                    || (act.Names.Count > 0 && act.Names.Any(KnownNames.Offsite().IsMatch) && act.Name != "mv");
            case "curl" or "wget":
                return ActClassifier.HasOption(act, 'T', "--upload-file") && act.Args.Any(arg => arg.Contains("://") || Holes.In(arg));
            case "cat" or "dd" or "tee":
                // ssh host 'cat > file' and its like, fed from here.
                return act.Around.StartsWith("ssh ", StringComparison.Ordinal)
                    && (act.Output is not null || act.Name == "tee" || act.Text.Contains("of=", StringComparison.Ordinal));
            default:
                return Holes.In(act.Name) && Holes.Variables(act.Name).Any(KnownNames.Offsite().IsMatch);
        }
    }

    [GeneratedRegex(@"^(--create|-?c[a-zA-Z]*|-[a-zA-Z]*c[a-zA-Z]*)$")]
    private static partial Regex Creates();

    [GeneratedRegex(@"(^|/)(\.env|[\w-]+\.env)$")]
    private static partial Regex EnvFile();

    [GeneratedRegex(@"^[^/:]+:")]
    private static partial Regex Remote();
}
