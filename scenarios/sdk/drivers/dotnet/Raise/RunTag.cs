using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Verification.SdkDriver.Raise;

/// <summary>The run id as part of a name in PostgreSQL or Redis, made like ../node/raise/run-tag.mjs makes it.</summary>
internal static partial class RunTag
{
    private const int Longest = 20;
    private const int Hash = 8;

    /// <summary>Shortened or rewritten ids stay different by a hash.</summary>
    public static string Of(string runId)
    {
        if (Safe().IsMatch(runId) && runId.Length <= Longest)
        {
            return runId;
        }

        string readable = Unsafe().Replace(runId.ToLowerInvariant(), "_");
        return $"{readable[Math.Max(0, readable.Length - (Longest - Hash - 1))..]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runId)))[..Hash]}";
    }

    [GeneratedRegex(@"^[a-z0-9_]+\z")]
    private static partial Regex Safe();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unsafe();
}
