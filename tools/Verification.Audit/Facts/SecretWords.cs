using System.Text.RegularExpressions;
using Verification.Readiness.Redaction;

namespace Verification.Audit.Facts;

/// <summary>Secrets among the words of a command line: NAME=value, options that passwords follow, credentials and bearer tokens.</summary>
internal static partial class SecretWords
{
    /// <summary>The secrets in a text of commands, each with the name that gives it away; variables and substitutions are none.</summary>
    public static IEnumerable<(string Name, string Value, int At)> In(string text) =>
        from match in Words().Matches(text)
        let value = match.Groups["value"]
        where value.Length > 0 && !value.Value.Contains('$') && !value.Value.Contains('`') && !match.Groups["name"].Value.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase)
            && !Harmless().IsMatch(value.Value)
        select (match.Groups["name"].Success ? match.Groups["name"].Value : "a password in a command", value.Value, value.Index);

    /// <summary>The text without them.</summary>
    public static string Masked(string text) => In(text).OrderByDescending(secret => secret.At)
        .Aggregate(text, (masked, secret) => string.Concat(masked.AsSpan(0, secret.At), Redactor.Mark, masked.AsSpan(secret.At + secret.Value.Length)));

    [GeneratedRegex("""
        (?:(?<name>\b\w*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|_KEY|_PASS|_PW|\bPW)\w*)[=:]\s*["']?(?<value>[^\s"';|&)]+))|(?:(?:^|\s)(?-i:-a|--pass|--password|--requirepass|requirepass)[ =]["']?(?<value>[^\s"';|&)-][^\s"';|&)]*))|(?:\s(?-i:-u|--user)[ =]["']?[^\s:"']+:(?<value>[^\s"';|&)]+))|(?:\b(?:Bearer|Basic)\s+(?<value>[\w.+/=~-]{8,}))|(?:://[^\s:/@]*:(?<value>[^\s@"']+)@)
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    // Switches, numbers of seconds and paths.
    [GeneratedRegex(@"^(true|false|yes|no|on|off|null|none|/.*|\.{1,2}/.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
