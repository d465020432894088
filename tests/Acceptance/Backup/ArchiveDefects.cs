using System.Security.Cryptography;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>Damages a copy of the backup before it is fetched, when a defect says so; the backup itself stays.</summary>
internal sealed class ArchiveDefects(BackupSetting setting, RecoveryDrill drill, SourceRun source)
{
    private static readonly string[] Known = [BackupDefects.Truncated, BackupDefects.BitFlipped, BackupDefects.Empty, BackupDefects.Unreadable, BackupDefects.AnotherDatabase, BackupDefects.Yesterday];

    /// <summary>The backup to fetch.</summary>
    public async Task<FoundBackup> ApplyAsync(FoundBackup made, CancellationToken ct)
    {
        if (!Known.Any(setting.Has))
        {
            return made;
        }

        string place = setting.Supervisor.WorkDirectory.CreateChild($"damaged{setting.Mark}");
        File.SetUnixFileMode(place, File.GetUnixFileMode(place) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        List<string> files = [];
        foreach (string file in made.Files)
        {
            string copy = Path.Combine(place, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            files.Add(copy);
        }

        FoundBackup copied = made with { Path = Path.Combine(place, Path.GetFileName(made.Path)), Files = files };
        await DamageAsync(copied, ct);
        return copied;
    }

    private async Task DamageAsync(FoundBackup copy, CancellationToken ct)
    {
        byte[] bytes = await File.ReadAllBytesAsync(copy.Path, ct);
        if (setting.Has(BackupDefects.Truncated))
        {
            await File.WriteAllBytesAsync(copy.Path, bytes[..(bytes.Length * 2 / 3)], ct);
        }
        else if (setting.Has(BackupDefects.BitFlipped))
        {
            bytes[bytes.Length / 2] ^= 0x10;
            await File.WriteAllBytesAsync(copy.Path, bytes, ct);
        }
        else if (setting.Has(BackupDefects.Empty))
        {
            await ReplaceAsync(copy, [], ct);
        }
        else if (setting.Has(BackupDefects.Yesterday))
        {
            await ReplaceAsync(copy, await File.ReadAllBytesAsync(source.Yesterday!, ct), ct);
        }
        else if (setting.Has(BackupDefects.AnotherDatabase))
        {
            await ReplaceAsync(copy, await DumpOfAnotherAsync(ct), ct);
        }
        else
        {
            copy.Files.ToList().ForEach(file => File.SetUnixFileMode(file, UnixFileMode.None));
            // To somebody else than the user who restores; without root there is nobody else, and the mode alone has to do.
            if (Environment.IsPrivilegedProcess)
            {
                (await setting.Supervisor.RunAsync(new($"shut{setting.Mark}", "chown", ["root", .. copy.Files]), TimeSpan.FromSeconds(20), ct)).EnsureSuccess("Shutting the files");
            }
        }
    }

    // With checksums that fit: what is wrong is what it holds, not that it was damaged.
    private static async Task ReplaceAsync(FoundBackup copy, byte[] bytes, CancellationToken ct)
    {
        string old = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(copy.Path, ct)));
        await File.WriteAllBytesAsync(copy.Path, bytes, ct);
        foreach (string file in copy.Files.Where(file => file != copy.Path && new FileInfo(file).Length < 1 << 20))
        {
            string text = await File.ReadAllTextAsync(file, ct);
            if (text.Contains(old, StringComparison.Ordinal))
            {
                await File.WriteAllTextAsync(file, text.Replace(old, Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal), ct);
            }
        }
    }

    private async Task<byte[]> DumpOfAnotherAsync(CancellationToken ct)
    {
        string other = $"other{setting.Mark}".Replace('-', '_');
        await drill.CreateScratchAsync(other, ct);
        await drill.MigrateScratchAsync(other, ct);
        string path = await setting.DumpAsync(drill.Scratch(other), "other", ct);
        await drill.DropScratchAsync(other, ct);
        return await File.ReadAllBytesAsync(path, ct);
    }
}
