using System.Security.Cryptography;
using System.Text;

namespace Verification.Readiness.Catalogues;

/// <summary>A secret that others know, by its hash.</summary>
/// <param name="Hash">PBKDF2-SHA256 of the secret with the list's salt, in hex.</param>
/// <param name="Where">Where it became known.</param>
/// <param name="PublishedIn">Folder of this repository that may hold it because it is where it is published; null for none.</param>
public sealed record CompromisedSecret(string Hash, string Where, string? PublishedIn);

/// <summary>scenarios/compromised-secrets.yaml: secrets that must no longer be used, listed so that the list gives none of them away.</summary>
/// <param name="Salt">Salt in hex.</param>
/// <param name="Iterations">Rounds of the hash: what a guess costs, and what an audit pays once per secret that it finds.</param>
/// <param name="Secrets">The entries.</param>
public sealed record CompromisedSecrets(string Salt, int Iterations, IReadOnlyList<CompromisedSecret> Secrets)
{
    /// <summary>No list.</summary>
    public static CompromisedSecrets None { get; } = new("", 1, []);

    /// <summary>Reads the list.</summary>
    /// <exception cref="InputException">With file and line, when it can't be used.</exception>
    public static CompromisedSecrets Read(string path, string text)
    {
        YamlMapping yaml = YamlMapping.Parse(path, text) ?? throw new InputException($"{path}:1: the file is empty.");
        string salt = Hex(yaml, "salt");
        int iterations = yaml.WholeNumber("iterations");
        List<CompromisedSecret> secrets = [];
        foreach (YamlMapping entry in yaml.List("secrets"))
        {
            secrets.Add(new(Hex(entry, "hash"), entry.Text("where"), entry.Optional("publishedIn")));
            entry.RejectUnread();
        }

        yaml.RejectUnread();
        return iterations is > 0 and <= 1_000_000 ? new(salt, iterations, secrets) : throw yaml.Error("'iterations' must be between 1 and 1000000", "iterations");
    }

    /// <summary>The entry of a secret; null when it is not known to be compromised.</summary>
    /// <param name="secret">The secret itself.</param>
    /// <param name="folder">The audited folder within this repository; null when it lies elsewhere.</param>
    public CompromisedSecret? Find(string secret, string? folder)
    {
        if (Secrets.Count == 0)
        {
            return null;
        }

        string hash = Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(secret), Convert.FromHexString(Salt), Iterations, HashAlgorithmName.SHA256, 32));
        return Secrets.FirstOrDefault(entry => entry.Hash == hash && (entry.PublishedIn is null || entry.PublishedIn != folder));
    }

    private static string Hex(YamlMapping yaml, string key)
    {
        string value = yaml.Text(key);
        return value.Length is >= 32 and <= 128 && value.Length % 2 == 0 && value.All(char.IsAsciiHexDigitLower)
            ? value
            : throw yaml.Error($"'{key}' must be 32 to 128 lower-case hex digits", key);
    }
}
