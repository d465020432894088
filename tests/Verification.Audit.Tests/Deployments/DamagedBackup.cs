using System.Security.Cryptography;

namespace Verification.Audit.Tests.Deployments;

/// <summary>Damages a file of a backup: with its checksum left as it was, or with one that fits what it holds now.</summary>
internal static class DamagedBackup
{
    internal static void Damage(string backup, string how, string file)
    {
        string path = Path.Combine(backup, file);
        string sums = Path.Combine(backup, "SHA256SUMS");
        byte[] bytes = File.ReadAllBytes(path);
        switch (how)
        {
            case "flip":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(path, bytes);
                return;
            case "delete":
                File.Delete(path);
                return;
            case "unlist":
                File.WriteAllLines(sums, File.ReadAllLines(sums).Where(line => !line.EndsWith(file, StringComparison.Ordinal)));
                return;
            case "recount":
                bytes = System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(path).Replace("issueevent_new\": 161", "issueevent_new\": 160", StringComparison.Ordinal));
                break;
            default:
                bytes = bytes[..(bytes.Length * 2 / 3)];
                break;
        }

        string old = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(sums, File.ReadAllText(sums).Replace(old, Convert.ToHexStringLower(SHA256.HashData(bytes)), StringComparison.Ordinal));
    }
}
